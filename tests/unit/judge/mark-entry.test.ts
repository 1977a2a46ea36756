import { describe, expect, test } from 'vitest';
import {
  fittingMarks,
  markAt,
  readMark,
  stepped,
  stepsIn,
  stepsOf,
} from '../../../client/ballot/mark-entry.ts';

const ten = { min: '0', max: '10', step: '0.1' };
const halves = { min: '1', max: '10', step: '0.5' };

describe('a typed mark', () => {
  test.each([
    ['8', '8'],
    ['１０', '10'],
    ['９．５', '9.5'],
    ['9。5', '9.5'],
    ['9,5', '9.5'],
    [' 8 ', '8'],
    ['08', '8'],
    ['8.50', '8.5'],
    ['8.', '8'],
    ['.5', '0.5'],
    ['0', '0'],
  ])('%j is %s', (text, mark) => {
    expect(readMark(text, ten)).toEqual({ ok: true, mark });
  });

  test.each([
    ['', 'no-number'],
    ['.', 'no-number'],
    ['1e1', 'no-number'],
    ['NaN', 'no-number'],
    ['-1', 'no-number'],
    ['+1', 'no-number'],
    ['1.2.3', 'no-number'],
    ['Infinity', 'no-number'],
    ['12', 'out-of-range'],
    ['10.1', 'out-of-range'],
    ['9.95', 'off-step'],
  ] as const)('%j is none: %s', (text, why) => {
    expect(readMark(text, ten)).toEqual({ ok: false, why });
  });

  test('a mark on the step counts from the least one', () => {
    expect(readMark('1.5', halves)).toEqual({ ok: true, mark: '1.5' });
    expect(readMark('0.5', halves)).toEqual({ ok: false, why: 'out-of-range' });
  });
});

describe('steps', () => {
  test('are exact: ten times 0.1 is 1', () => {
    expect(stepsIn(ten)).toBe(100);
    for (let steps = 0; steps <= 100; steps += 1) expect(stepsOf(ten, markAt(ten, steps))).toBe(steps);
    expect(markAt(ten, 3)).toBe('0.3');
  });

  test('up from no mark begins at the least, down at the most; neither end is passed', () => {
    expect([stepped(halves, undefined, true), stepped(halves, undefined, false)]).toEqual(['1', '10']);
    expect([stepped(halves, '10', true), stepped(halves, '1', false)]).toEqual(['10', '1']);
    expect([stepped(halves, '9.5', true), stepped(halves, '9.5', false)]).toEqual(['10', '9']);
  });
});

test('marks of another version of the rubric are passed over, not bent', () => {
  const criteria = [{ id: 'work', label: { zh: '工作' }, ...halves, weight: '1' }];
  expect(fittingMarks(criteria, { work: '9.5', gone: '1' })).toEqual({ work: '9.5' });
  expect(fittingMarks(criteria, { work: '9.3' })).toEqual({});
});
