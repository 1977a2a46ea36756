import { describe, expect, test } from 'vitest';
import {
  answered,
  type BallotBox,
  begin,
  emptyBox,
  giveUp,
  isConflict,
  isEmpty,
  isWaiting,
  type Letter,
  newest,
  put,
  refusedWith,
  seen,
  sentAnew,
  tryAgain,
} from '../../../client/outbox/ballots/ballot-box.ts';
import { inOrder } from '../../../client/outbox/ballots/order.ts';
import { outcomeOf } from '../../../client/outbox/commands.ts';
import { waitMs } from '../../../client/outbox/waiting-times.ts';

const letter = (commandId: string, base = 0, mark = '9'): Letter => ({
  ...{ commandId, base, marks: { work: mark }, rubricPrint: '00000000', castAtUnixMs: 1 },
});
const empty = emptyBox('tour', 'j1', 's1');
const locked = { code: 'item.locked', message: '' };
const stale = { code: 'ballot.stale', message: '' };

test('what was answered and is not shown goes out once more by the same key, before what is newer', () => {
  const sent = answered(begin(put(empty, letter('one'))), 'one');
  expect(isWaiting(sent)).toBe(false);
  expect(sentAnew(sent).attempt).toMatchObject({ commandId: 'one', base: 0 });
  expect(answered(sentAnew(sent), 'one')).toEqual(sent);
  const amended = sentAnew(put(sent, letter('two')));
  expect([amended.attempt?.commandId, amended.next?.commandId]).toEqual(['one', 'two']);
  // Something newer is under way: the server has been asked already.
  const begun = begin(put(sent, letter('two')));
  expect(sentAnew(begun)).toBe(begun);
});

describe('a box', () => {
  test('a ballot that never left is replaced by a newer one', () => {
    const box = begin(put(put(empty, letter('one')), letter('two')));
    expect(box.attempt?.commandId).toBe('two');
    expect(box.next).toBeUndefined();
  });

  test('one that may have arrived keeps its key; a newer one amends it', () => {
    const box = put(begin(put(empty, letter('one'))), letter('two'));
    expect(box.attempt).toMatchObject({ commandId: 'one', base: 0 });
    expect(box.next).toMatchObject({ commandId: 'two', base: 1 });
    expect(begin(box)).toBe(box);
    expect(begin(answered(box, 'one')).attempt).toMatchObject({ commandId: 'two', base: 1 });
  });

  test('a refused one gives its place to a newer one, on the same base', () => {
    const box = refusedWith(put(begin(put(empty, letter('one', 3))), letter('two')), 'one', locked);
    expect(box).toMatchObject({ next: { commandId: 'two', base: 3 } });
    expect(box.refused).toBeUndefined();
  });

  test('refused for good it stays with the reason, waits for nothing, and can be tried again by its key', () => {
    const box = refusedWith(begin(put(empty, letter('one'))), 'one', locked);
    expect([isWaiting(box), newest(box)?.commandId, box.refused]).toEqual([false, 'one', locked]);
    expect(begin(box)).toBe(box);
    expect(begin(tryAgain(box)).attempt?.commandId).toBe('one');
  });

  test('an answer to something else changes nothing', () => {
    const box = begin(put(empty, letter('one')));
    expect(answered(box, 'two')).toBe(box);
    expect(refusedWith(box, 'two', locked)).toBe(box);
  });

  test('refused while the tour shows a newer one, the judge chooses; the same one needs no choice', () => {
    const box = refusedWith(begin(put(empty, letter('one', 1))), 'one', locked);
    expect([undefined, 1, 2].map((version) => isConflict(box, version))).toEqual([false, false, true]);
    expect(isConflict(refusedWith(begin(put(empty, letter('one'))), 'one', stale))).toBe(true);
    expect(isEmpty(seen(box, 2, letter('from paper', 0, '9')))).toBe(true);
    expect(seen(box, 2, letter('from paper', 0, '5'))).toBe(box);
  });

  test('what was to amend a ballot that the server has lost is the first again', () => {
    const unknown = { code: 'ballot.unknown', message: '' };
    const box = refusedWith(begin(put(empty, letter('one', 2))), 'one', unknown);
    expect([isWaiting(box), box.next?.base, box.next?.commandId]).toEqual([true, 0, 'one']);
    const again = refusedWith(begin(put(empty, letter('one'))), 'one', unknown);
    expect([isWaiting(again), again.refused]).toEqual([false, unknown]);
  });

  test('what was sent stays until the tour shows it, and no older version counts as that', () => {
    const box = answered(begin(put(empty, letter('one', 2))), 'one');
    expect(newest(box)?.commandId).toBe('one');
    expect(seen(box, 2, letter('x'))).toBe(box);
    expect(isEmpty(seen(box, 3, letter('x')))).toBe(true);
  });

  test('two ballots that say the same are no choice; others are, until the judge chose', () => {
    const box = refusedWith(begin(put(empty, letter('one'))), 'one', stale);
    expect(isEmpty(seen(box, 1, letter('other', 0, '9')))).toBe(true);
    expect(seen(box, 1, letter('other', 0, '5'))).toBe(box);
    expect(isEmpty(giveUp(box))).toBe(true);
  });
});

describe('sending', () => {
  test("the judge's current item goes first, then the newest ballot", () => {
    const boxes = [1, 3, 2].map((castAtUnixMs): BallotBox => {
      const one = emptyBox('tour', 'j1', `s${castAtUnixMs}`);
      return put(one, { ...letter(`key-${castAtUnixMs}`), castAtUnixMs });
    });
    expect(inOrder(boxes, 's1').map(({ itemId }) => itemId)).toEqual(['s1', 's3', 's2']);
    expect(inOrder(boxes, undefined).map(({ itemId }) => itemId)).toEqual(['s3', 's2', 's1']);
  });

  test('waits longer after each failure, never shorter than the server asks for', () => {
    expect([1, 2, 3, 9].map((failures) => waitMs(failures, 0))).toEqual([2_000, 4_000, 8_000, 30_000]);
    expect(waitMs(1, 60)).toBe(60_000);
  });

  test.each([
    [200, { at: 1 }, 'taken'],
    [409, { code: 'item.locked', message: 'x' }, 'refused'],
    [401, { code: 'session.ended', message: 'x' }, 'refused'],
    [429, { code: 'request.too-many' }, 'later'],
    [503, { code: 'store.away' }, 'later'],
    [500, {}, 'later'],
    [404, 'a page of some proxy', 'later'],
    [302, null, 'later'],
  ] as const)('an answer %i %j means: %s', (status, body, kind) => {
    expect(outcomeOf(status, 0, body).kind).toBe(kind);
  });
});
