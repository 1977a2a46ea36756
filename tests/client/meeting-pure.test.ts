import { describe, expect, test } from 'vitest';
import { meetingOf } from '../../client/organiser/ceremony/meeting.ts';
import {
  faultsOf,
  mayAdd,
  movedBy,
  movedTo,
  sameProgramme,
  saying,
  sent,
  stepsInGrains,
  withNew,
  without,
} from '../../client/organiser/ceremony/programme/draft.ts';
import { programmeFrom, TEMPLATES } from '../../client/organiser/ceremony/programme/templates.ts';
import { checklist } from '../../client/organiser/ceremony/result/checklist.ts';
import { outcomeOf } from '../../client/organiser/ceremony/result/outcome.ts';
import { checkProgramme, type Programme } from '../../shared/tour/ceremony/programme.ts';
import { SCENE_KINDS, type Scene } from '../../shared/tour/ceremony/scenes.ts';
import { templateProgramme } from '../../shared/tour/ceremony/template.ts';
import type { FinalRow } from '../../shared/tour/judging/final.ts';
import { PLAIN_RULE } from '../../shared/tour/judging/scoring-rule.ts';
import { emptyTour } from '../../shared/tour/state.ts';
import { sampleSetup } from '../support/sample-tour.ts';

const scenes: readonly Scene[] = [
  { id: 'a', kind: 'title' },
  { id: 'b', kind: 'wall' },
  { id: 'c', kind: 'reveal' },
];
const idsOf = (some: readonly Scene[]): string => some.map(({ id }) => id).join('');
const programme: Programme = { ...templateProgramme(sampleSetup), scenes: [...scenes] };
const row = (areaId: string, rank: number, prizeId?: string): FinalRow => ({
  ...{ areaId, rank, score: '9' },
  parts: { onSite: '9', roadShow: null, routine: null, points: '0' },
  ...(prizeId !== undefined && { prizeId }),
});

describe("a programme's draft", () => {
  test.each([
    ['a', 1, 'bac'],
    ['c', -1, 'acb'],
    ['a', -1, 'abc'],
    ['c', 1, 'abc'],
    ['a', 9, 'bca'],
    ['nobody', 1, 'abc'],
  ])('%s moved by %i gives %s', (id, by, order) => expect(idsOf(movedBy(scenes, id, by))).toBe(order));

  test('a scene that is dropped on another takes its place', () => {
    expect(idsOf(movedTo(scenes, 'a', 2))).toBe('bca');
    expect(idsOf(movedTo(scenes, 'c', 0))).toBe('cab');
  });

  test('without a scene the rest keeps its order', () => expect(idsOf(without(scenes, 'b'))).toBe('ac'));

  test('a new scene stands behind the open one, else at the end, under an id that no other has', () => {
    const once = withNew(scenes, 'slide', 'a', sampleSetup);
    expect(once.map(({ id }) => id)).toEqual(['a', 'slide-1', 'b', 'c']);
    expect(
      withNew(once, 'slide', undefined, sampleSetup)
        .map(({ id }) => id)
        .at(-1),
    ).toBe('slide-2');
  });

  test('a new story is of an area that has none yet', () => {
    const one = withNew(scenes, 'story', undefined, sampleSetup);
    const two = withNew(one, 'story', undefined, sampleSetup);
    expect([one.at(-1)?.areaId, two.at(-1)?.areaId]).toEqual(['zhuxi', 'fang']);
  });

  test('of every kind there may be one more, but of the reveal', () => {
    expect(SCENE_KINDS.filter((kind) => !mayAdd(scenes, kind))).toEqual(['reveal']);
    expect(mayAdd(without(scenes, 'c'), 'reveal')).toBe(true);
  });

  test('what was said can be taken back, and leaves nothing', () => {
    const said = saying(scenes, 'a', 'untilUnixMs', 5);
    expect(said[0]).toEqual({ id: 'a', kind: 'title', untilUnixMs: 5 });
    expect(saying(said, 'a', 'untilUnixMs', undefined)).toEqual(scenes);
  });

  test('is sent without spaces around and without what was left empty, and is then the same', () => {
    const title = { zh: ' 总结会 ', en: ' ' };
    const typed = {
      ...programme,
      scenes: [...saying(saying(scenes, 'a', 'title', title), 'a', 'text', { zh: '', en: '' })],
    };
    expect(sent(typed).scenes[0]).toEqual({ id: 'a', kind: 'title', title: { zh: '总结会' } });
    expect(sameProgramme(typed, sent(typed))).toBe(true);
    expect(sameProgramme(typed, programme)).toBe(false);
  });

  test('says of which scene English stands alone, of which the area does not compete, and which slide is empty', () => {
    const typed: Scene[] = [
      { id: 'a', kind: 'title', title: { zh: '', en: 'Summary' } },
      { id: 's', kind: 'story', areaId: 'gone' },
      { id: 't', kind: 'story' },
      { id: 'u', kind: 'story', areaId: 'fang' },
      { id: 'v', kind: 'slide', title: { zh: ' ' } },
      { id: 'w', kind: 'slide', text: { zh: '请就座' } },
      { id: 'x', kind: 'slide', pictureId: '0'.repeat(32) },
    ];
    expect([...faultsOf({ ...programme, scenes: typed }, sampleSetup)]).toEqual([
      ['a', 'chinese'],
      ['s', 'area'],
      ['t', 'area'],
      ['v', 'empty'],
    ]);
  });

  test.each(TEMPLATES)('the template %s can be saved, and keeps how it is shown', (template) => {
    const like: Programme = { ...programme, grain: 'prize', delaySeconds: 30, hall: 'light' };
    const made = programmeFrom(template, sampleSetup, like);
    expect(checkProgramme(made, sampleSetup)).toBeUndefined();
    expect(made).toMatchObject({ grain: 'prize', delaySeconds: 30, hall: 'light' });
  });

  test('counts steps of a result with its ties, and of a set-up as if there were none', () => {
    expect(stepsInGrains(undefined, sampleSetup)).toEqual({ prize: 1, place: 1, part: 4 });
    const prizes = [{ id: 'merit', name: { zh: '优秀奖' }, places: 500 }];
    expect(stepsInGrains(undefined, { ...sampleSetup, prizes })).toEqual({ prize: 1, place: 2, part: 8 });
    const tied = { rows: [row('zhuxi', 1, 'merit'), row('fang', 1, 'merit')] };
    expect(stepsInGrains(tied, { ...sampleSetup, prizes })).toEqual({ prize: 1, place: 1, part: 4 });
  });
});

describe('the checklist', () => {
  test('keeps its lines whether they are done or not', () => {
    expect(checklist([]).map(({ kind, done }) => [kind, done])).toEqual([
      ['parts', true],
      ['items', true],
    ]);
    expect(
      checklist([
        { kind: 'open-items', itemIds: ['s1', 's2'] },
        { kind: 'parts', areaId: 'fang', parts: ['onSite', 'routine'] },
      ]),
    ).toMatchObject([
      { kind: 'parts', done: false, areas: [{ areaId: 'fang', parts: ['onSite', 'routine'] }] },
      { kind: 'items', done: false, itemIds: ['s1', 's2'] },
    ]);
  });
});

describe('what a result means for prizes', () => {
  const prizes = [
    { id: 'gold', name: { zh: '金' }, places: 1 },
    { id: 'silver', name: { zh: '银' }, places: 1 },
    { id: 'merit', name: { zh: '优' }, places: 3 },
  ];
  test('a tie for the first place takes the second prize away, and fewer areas leave places empty', () => {
    const outcome = outcomeOf({
      prizes,
      rows: [row('a', 1, 'gold'), row('b', 1, 'gold'), row('c', 3, 'merit')],
    });
    expect(outcome.places.map(({ rank, rows, prize }) => [rank, rows.length, prize?.id])).toEqual([
      [1, 2, 'gold'],
      [3, 1, 'merit'],
    ]);
    expect(outcome.ties.map(({ rank }) => rank)).toEqual([1]);
    expect(outcome.unused.map(({ id }) => id)).toEqual(['silver']);
    expect(outcome.uneven.map(({ prize, areas }) => [prize.id, areas])).toEqual([
      ['gold', 2],
      ['merit', 1],
    ]);
    expect(outcome.withoutPrize).toBe(0);
  });

  test('areas behind the last prize are counted', () =>
    expect(outcomeOf({ prizes: prizes.slice(0, 1), rows: [row('a', 1, 'gold'), row('b', 2)] })).toMatchObject(
      {
        ...{ unused: [], uneven: [], ties: [], withoutPrize: 1 },
      },
    ));
});

describe('how far a meeting is', () => {
  const final = { rows: [row('a', 1)], rule: PLAIN_RULE, prizes: [], at: 100 };
  const picture = {
    scene: { id: 'a', kind: 'title' as const },
    revealSteps: 0,
    revealed: [],
    hall: 'dark' as const,
    calm: false,
  };
  const ceremony = {
    ...{ state: 'running' as const, begunAt: 200, step: 1, picture, grain: 'part' as const, veil: null },
    ...{ message: null, untold: [] },
  };
  const told = { state: 'opened' as const, steps: 0, revealed: [], at: 300 };
  test.each([
    ['incomplete', {}, false],
    ['complete', {}, true],
    ['final', { final }, true],
    ['running', { final, ceremony }, true],
    ['ended', { final, ceremony: { ...ceremony, state: 'ended' as const } }, true],
    ['final', { final, ceremony: { ...ceremony, state: 'stopped' as const } }, true],
    ['opened', { final, ceremony: { ...ceremony, state: 'ended' as const }, told }, true],
    // What happened before the result was opened again and made final anew is nothing of it.
    [
      'final',
      { final: { ...final, at: 400 }, ceremony: { ...ceremony, state: 'ended' as const }, told },
      true,
    ],
  ])('%s', (is, part, isComplete) => expect(meetingOf({ ...emptyTour, ...part }, isComplete)).toBe(is));
});
