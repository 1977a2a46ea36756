import { describe, expect, test } from 'vitest';
import { averageWords } from '../../../client/organiser/result/origin-words.ts';
import { decide } from '../../../shared/commands.ts';
import { explainItem } from '../../../shared/scoring/explain.ts';
import { panelDraw } from '../../../shared/scoring/fairness/index.ts';
import { placesOf } from '../../../shared/scoring/fairness/place-changes.ts';
import { scoringNotices } from '../../../shared/scoring/notices.ts';
import { recomputed, resultFile } from '../../../shared/scoring/result-file.ts';
import { basisOf } from '../../../shared/scoring/results.ts';
import { fullStandings, publicStandings, standingsBefore } from '../../../shared/scoring/standings.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import {
  castAll,
  type Given,
  judge,
  organiser,
  panelOf,
  ruled,
  scoredTour,
} from '../../support/scored-tour.ts';

const late = (count = 1, accepts?: boolean, at = 300): Given => [
  organiser,
  {
    type: 'appointJudges',
    judges: Array.from({ length: count }, (_, index) => ({ id: `late${index}`, name: '后到' })),
    ...(accepts === undefined ? {} : { acceptsLostScores: accepts }),
  },
  at,
];
const lock = (itemId: string, at = 200): Given => [organiser, { type: 'lockItem', itemId }, at];
const full = { quorumPercent: 100 } as const;
const scoreOf = (tour: Tour, itemId: string) => fullStandings(tour).stops[itemId]?.score;
const explained = (tour: Tour, itemId: string) => {
  const basis = basisOf(tour, Number.POSITIVE_INFINITY);
  const found = basis && explainItem(basis, itemId);
  if (basis === undefined || found === undefined) throw new Error('an item');
  return {
    found,
    words: averageWords(found, basis.rule, 'en').join(' '),
    zh: averageWords(found, basis.rule, 'zh').join(''),
  };
};

describe('a judge who comes late under a high quorum', () => {
  const given = [...castAll('a1', ['80', '90']), ...castAll('b1', ['70', '60'])];

  test('is refused once, with the items that would lose their score', () => {
    const tour = scoredTour(panelOf(2), [ruled(full), ...given]);
    const [actor, command] = late();
    expect(decide(tour, command, { actor, nowUnixMs: 300 })).toMatchObject({
      ok: false,
      code: 'judges.scores-lost',
      details: { count: 2, items: 'a1, b1' },
    });
    expect(scoreOf(tour, 'a1')).toBe('85.00');
  });

  test('joins where the command says that it is meant', () => {
    const tour = scoredTour(panelOf(2), [ruled(full), ...given, late(1, true)]);
    expect(scoreOf(tour, 'a1')).toBeNull();
  });

  test('joins without a question where no score is lost', () => {
    expect(scoreOf(scoredTour(panelOf(2), [ruled(full), late()]), 'a1')).toBeUndefined();
    expect(scoreOf(scoredTour(panelOf(2), [...given, late()]), 'a1')).toBe('85.00');
  });

  test('a change of area that takes a ballot out under the rule is asked about too', () => {
    const rule = ruled({ ...full, recuseOwnArea: true, quorumPercent: 50 });
    const tour = scoredTour(panelOf(1), [rule, ...castAll('a1', ['80'])]);
    const [, command]: Given = [
      organiser,
      { type: 'appointJudges', judges: [{ id: 'j1', name: '评委1', areaId: 'a' }] },
    ];
    expect(decide(tour, command, { actor: organiser, nowUnixMs: 300 })).toMatchObject({
      code: 'judges.scores-lost',
    });
  });

  test('the organiser is told before: which items are at the edge', () => {
    const tour = scoredTour(panelOf(2), [ruled(full), ...given]);
    expect(scoringNotices(tour)).toContainEqual({ kind: 'quorum-edge', itemIds: ['a1', 'b1'] });
  });
});

describe('a rule that counts locked items by the panel of their lock', () => {
  const rule = ruled({ ...full, quorumPanel: 'locked' });
  const given = [...castAll('a1', ['80', '90']), ...castAll('b1', ['70', '60'])];

  test('keeps the score of a locked item; an open one still waits for the late judge', () => {
    const tour = scoredTour(panelOf(2), [rule, ...given, lock('a1'), late(1, true)]);
    expect([scoreOf(tour, 'a1'), scoreOf(tour, 'b1')]).toEqual(['85.00', null]);
    expect(explained(tour, 'a1')).toMatchObject({ found: { expected: 2, quorum: 2, lockedAt: 200 } });
    expect(explained(tour, 'a1').words).toContain('the panel when the item was locked: 2 of 2');
    expect(scoringNotices(scoredTour(panelOf(2), [rule, ...given, lock('a1')]))).toContainEqual({
      kind: 'quorum-edge',
      itemIds: ['b1'],
    });
  });

  test('asks nothing where all are locked', () => {
    const tour = scoredTour(panelOf(2), [rule, ...given, lock('a1'), lock('b1'), late(3)]);
    expect([scoreOf(tour, 'a1'), scoreOf(tour, 'b1')]).toEqual(['85.00', '65.00']);
  });

  test('counts anew when the item is opened, and again when it is locked again', () => {
    const opened: Given = [organiser, { type: 'reopenItem', itemId: 'a1', reason: '补打' }, 400];
    const cast: Given = [judge('late0'), { type: 'castBallot', itemId: 'a1', marks: { m: '100' } }, 500];
    const upTo = (...more: readonly Given[]) =>
      scoredTour(panelOf(2), [rule, ...given, lock('a1'), late(1, true), ...more]);
    expect(scoreOf(upTo(opened), 'a1')).toBeNull();
    expect(scoreOf(upTo(opened, cast, lock('a1', 600)), 'a1')).toBe('90.00');
  });

  test('a board of an earlier instant rests on the locks of that instant', () => {
    const freeze: Given = [
      organiser,
      { type: 'setVisibility', visibility: { mode: 'frozen', fromUnixMs: 350 } },
      350,
    ];
    const before = [rule, ...given, lock('a1'), late(1, true), freeze];
    const opened: Given = [organiser, { type: 'reopenItem', itemId: 'a1', reason: '复核' }, 400];
    const seen = (...more: readonly Given[]) =>
      JSON.stringify(publicStandings(scoredTour(panelOf(2), [...before, ...more])));
    expect(seen(opened)).toBe(seen());
    expect(seen(opened, lock('a1', 500))).toBe(seen());
    expect(standingsBefore(scoredTour(panelOf(2), [...before, opened]), 350, undefined).stops.a1?.score).toBe(
      '85.00',
    );
  });

  test('who does not score the own area, and came late, takes nobody’s place', () => {
    const own: Given = [
      organiser,
      { type: 'appointJudges', judges: [{ id: 'x1', name: '后到', areaId: 'a' }], acceptsLostScores: true },
      300,
    ];
    const strict = ruled({ ...full, quorumPanel: 'locked', recuseOwnArea: true });
    const one = scoredTour(panelOf(2), [strict, ...castAll('a1', ['80']), lock('a1'), own]);
    expect(scoreOf(one, 'a1')).toBeNull();
    expect(explained(one, 'a1').found).toMatchObject({ expected: 2, recusedByRule: [] });
  });

  test('a result with locks is counted again from its file', () => {
    const tour = scoredTour(panelOf(2), [rule, ...given, lock('a1'), late(1, true)]);
    const read = JSON.parse(JSON.stringify(resultFile(tour, 1))) as NonNullable<
      ReturnType<typeof resultFile>
    >;
    expect(JSON.parse(JSON.stringify(recomputed(read)))).toEqual(read.standings);
    expect(read.rule).toMatchObject({ edition: 2, quorumPanel: 'locked' });
  });

  test('drawn panels count the same quorum, dismissed judges of the lock included', () => {
    const dismissed: Given = [organiser, { type: 'dismissJudge', judgeId: 'j3' }, 250];
    const half = ruled({ quorumPercent: 60, quorumPanel: 'locked' });
    const tour = scoredTour(panelOf(3), [
      half,
      ...castAll('a1', ['80', '90']),
      ...castAll('b1', ['70']),
      lock('a1'),
      lock('b1'),
      dismissed,
      late(),
    ]);
    const draw = panelDraw(tour);
    expect(draw?.placesWith(new Int32Array([1, 1, 1]))).toEqual(placesOf(tour));
    expect(placesOf(tour).places.get('a')).toBe(1);
  });
});

describe('a rule that drops more than a panel has', () => {
  const rule = ruled({ dropHigh: 3, dropLow: 3, trimFrom: 7 });
  const five = castAll('a1', ['100', '90', '80', '70', '10']);

  test('set for a panel yet unknown: five judges later nothing is dropped, and that is said everywhere', () => {
    const appointed: Given = [organiser, { type: 'appointJudges', judges: panelOf(5) }, 60];
    const tour = scoredTour([{ id: 'j1', name: '评委1' }], [rule, appointed, ...five]);
    expect(scoreOf(tour, 'a1')).toBe('70.00');
    expect(scoringNotices(tour)).toContainEqual({ kind: 'drops-none', drops: 6, from: 7, judges: 5 });
    expect(explained(tour, 'a1').words).toContain('Fewer than 7, so none is dropped');
    expect(explained(tour, 'a1').zh).toContain('不足 7 张，不去最高、最低分，全部计入。');
  });

  test('of a large panel an item with few ballots is told by its name', () => {
    const tour = scoredTour(panelOf(9), [rule, ...five]);
    expect(scoringNotices(tour)).toContainEqual({ kind: 'untrimmed', from: 7, itemIds: ['a1'] });
    const nine = ['100', '100', '100', '90', '80', '70', '0', '0', '0'];
    const all = scoredTour(panelOf(9), [rule, ...castAll('a1', nine)]);
    expect(scoringNotices(all).map(({ kind }) => kind)).not.toContain('untrimmed');
    expect(scoreOf(all, 'a1')).toBe('80.00');
  });

  test('a small panel of which the closest two count says so', () => {
    const small = ruled({ smallPanel: 'closest-two' });
    const tour = scoredTour(panelOf(3), [small, ...castAll('a1', ['90', '80', '70'])]);
    expect(scoreOf(tour, 'a1')).toBe('85.00');
    expect(explained(tour, 'a1').words).toContain('the closest two of three count');
  });
});

describe('a judge who leaves after he has scored', () => {
  const leaves = (judgeId: string, at = 300): Given => [
    organiser,
    { type: 'dismissJudge', judgeId, leavesBallots: true },
    at,
  ];
  const given = [...castAll('a1', ['80', '90', '70']), ...castAll('b1', ['70'])];

  test('leaves ballots behind that count as before, and makes the quorum smaller', () => {
    const rule = ruled({ quorumPercent: 50, average: 'mean' });
    const before = scoredTour(panelOf(3), [rule, ...given]);
    const after = scoredTour(panelOf(3), [rule, ...given, leaves('j1')]);
    expect([scoreOf(before, 'a1'), scoreOf(before, 'b1')]).toEqual(['80.00', null]);
    expect([scoreOf(after, 'a1'), scoreOf(after, 'b1')]).toEqual(['80.00', '70.00']);
    expect(explained(after, 'a1').found).toMatchObject({ expected: 2, quorum: 1 });
  });

  test('and said that he takes no part: that makes the panel no smaller twice', () => {
    const recused: Given = [
      judge('j1'),
      { type: 'castBallot', itemId: 'a1', marks: {}, abstains: 'recused' },
    ];
    const others = castAll('a1', [undefined, '80', '90']);
    expect(explained(scoredTour(panelOf(3), [recused, ...others]), 'a1').found.expected).toBe(2);
    expect(explained(scoredTour(panelOf(3), [recused, ...others, leaves('j1')]), 'a1').found.expected).toBe(
      2,
    );
  });

  test('a rule that recuses the own area recuses him of what he scored there, too', () => {
    const panel = panelOf(3).map((one) => (one.id === 'j1' ? { ...one, areaId: 'a' } : one));
    const strict = ruled({ recuseOwnArea: true, average: 'mean', quorumPercent: 0 }, 200);
    const stays = scoredTour(panel, [...given, strict]);
    const gone = scoredTour(panel, [...given, strict, leaves('j1')]);
    expect([scoreOf(stays, 'a1'), scoreOf(gone, 'a1')]).toEqual(['80.00', '80.00']);
    expect(explained(gone, 'a1').found.ballots.map(({ judgeId }) => judgeId)).not.toContain('j1');
  });

  test('is counted again from the file to the same, and a board of before keeps its bytes', () => {
    const tour = scoredTour(panelOf(3), [ruled({ quorumPercent: 60 }), ...given, leaves('j1')]);
    const file = resultFile(tour, 1_000);
    if (file === undefined) throw new Error('a file');
    expect(recomputed(JSON.parse(JSON.stringify(file))).stops).toEqual(fullStandings(tour).stops);
    const frozen = (of: Tour) => publicStandings({ ...of, visibility: { mode: 'frozen', fromUnixMs: 300 } });
    expect(frozen(tour)).toEqual(frozen(scoredTour(panelOf(3), [ruled({ quorumPercent: 60 }), ...given])));
  });
});
