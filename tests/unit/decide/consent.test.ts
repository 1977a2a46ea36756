import { describe, expect, test } from 'vitest';
import type { Command } from '../../../shared/commands.ts';
import type { Actor } from '../../../shared/tour/actor.ts';
import type { Change } from '../../../shared/tour/judging/consent.ts';
import { PLAIN_RULE } from '../../../shared/tour/judging/scoring-rule.ts';
import { given, happened, judge, onTour, organiser, refused, type Step, when } from './scenario.ts';

const wang: Actor = { role: 'organiser', id: 'org-1', name: '王敏' };
const li: Actor = { role: 'organiser', id: 'org-2', name: '李强' };
const cast: Step = [judge(), { type: 'castBallot', itemId: 's1', marks: { work: '9', show: '9' } }];
const on: Step = [wang, { type: 'setConsent', consent: 'second-organiser' }];
const adjustment: Change = {
  ...{ type: 'adjustArea', adjustmentId: 'adjust-0001', areaId: 'fang' },
  ...{ points: '-0.5', reason: '迟到' },
};
const propose = (change: Change, who = wang): Step => [
  who,
  { type: 'proposeChange', proposalId: 'proposal-1', change },
];
const agree: Command = { type: 'agreeChange', proposalId: 'proposal-1' };
const decline: Command = { type: 'declineChange', proposalId: 'proposal-1', reason: '依据不足' };
const withdraw: Command = { type: 'withdrawChange', proposalId: 'proposal-1' };
const rule = { ...PLAIN_RULE, dropHigh: 0 };

describe('with ballots there, what changes the result says why', () => {
  const scored = onTour(cast, [
    organiser,
    { type: 'scoreRoutine', scores: [{ areaId: 'fang', score: '90' }] },
  ]);
  test.each<[Command]>([
    [{ type: 'setScoringRule', rule, basedOnVersion: 0 }],
    [{ type: 'scoreRoutine', scores: [{ areaId: 'fang', score: '91' }] }],
    [{ type: 'finaliseResult' }],
  ])('%o', (command) => {
    expect(when(scored, organiser, command)).toEqual(refused('reason.missing'));
  });

  test('before the first ballot nobody is asked, nor for a score that is entered for the first time', () => {
    expect(when(onTour(), organiser, { type: 'setScoringRule', rule, basedOnVersion: 0 }).ok).toBe(true);
    const first: Command = { type: 'scoreRoutine', scores: [{ areaId: 'zhuxi', score: '91' }] };
    expect(when(scored, organiser, first).ok).toBe(true);
  });

  test('the reason stays in the log', () => {
    const command: Command = { type: 'setScoringRule', rule, basedOnVersion: 0, reason: '按会议决定' };
    expect(when(scored, organiser, command)).toMatchObject({ events: [{ reason: '按会议决定' }] });
  });
});

describe('where a second organiser is asked', () => {
  const tour = onTour(on, cast);

  test.each<[Change]>([
    [{ type: 'setScoringRule', rule, basedOnVersion: 0, reason: '改' }],
    [adjustment],
    [{ type: 'revokeAdjustment', adjustmentId: 'adjust-0001', reason: '改' }],
    [{ type: 'reopenItem', itemId: 's1', reason: '改' }],
    [
      {
        ...{ type: 'enterPaperBallot', itemId: 's1', judgeId: 'j2', basedOnVersion: 0 },
        ...{ marks: { work: '9', show: '9' }, reason: '没电' },
      },
    ],
    [{ type: 'finaliseResult', reason: '核对无误' }],
    [{ type: 'reopenResult', reason: '改' }],
    [{ type: 'setConsent', consent: 'none', reason: '改' }],
  ])('one alone is refused: %o', (change) => {
    expect(when(tour, wang, change)).toEqual(refused('consent.needed'));
  });

  test('what is proposed happens exactly so once another one agrees', () => {
    const proposed = given([propose(adjustment)], tour);
    expect(proposed.adjustments).toEqual({});
    expect(when(proposed, li, agree)).toEqual(
      happened(
        { type: 'change.agreed', proposalId: 'proposal-1', who: { id: 'org-2', name: '李强' } },
        { ...adjustment, type: 'area.adjusted' },
      ),
    );
    const agreed = given([[li, agree]], proposed);
    expect(agreed.proposals['proposal-1']?.ended).toMatchObject({ how: 'agreed', who: { name: '李强' } });
    expect(when(agreed, li, agree)).toEqual(refused('consent.ended'));
  });

  test.each<[string, Actor]>([
    ['on another device, by the same link', wang],
    ['by another link that is made out to the same name', { ...li, name: ' 王 敏' }],
  ])('the same person does not count %s', (_how, actor) => {
    const proposed = given([propose(adjustment)], tour);
    expect(when(proposed, actor, agree)).toEqual(refused('consent.same-person', { name: '王敏' }));
    expect(when(proposed, actor, decline)).toEqual(refused('consent.same-person', { name: '王敏' }));
  });

  test('whoever has no name neither proposes nor agrees: nobody could tell who it was', () => {
    const [, command] = propose(adjustment);
    expect(when(tour, organiser, command)).toEqual(refused('consent.nameless'));
    expect(when(given([propose(adjustment)], tour), organiser, agree)).toEqual(refused('consent.nameless'));
  });

  test('it is declined with a reason, or withdrawn by who proposed it, and nothing changes', () => {
    const proposed = given([propose(adjustment)], tour);
    expect(given([[li, decline]], proposed).proposals['proposal-1']?.ended).toMatchObject({
      ...{ how: 'declined', reason: '依据不足' },
    });
    expect(when(proposed, li, withdraw)).toEqual(refused('consent.not-yours', { name: '王敏' }));
    const withdrawn = given([[wang, withdraw]], proposed);
    expect(withdrawn.adjustments).toEqual({});
    expect(when(withdrawn, li, agree)).toEqual(refused('consent.ended'));
  });

  test('what does not fit any more is refused plainly', () => {
    const change: Change = { type: 'setScoringRule', rule, basedOnVersion: 0, reason: '改' };
    const other: Change = { ...change, rule: { ...PLAIN_RULE, average: 'median' } };
    const two = given(
      [propose(change), [li, { type: 'proposeChange', proposalId: 'proposal-2', change: other }]],
      tour,
    );
    const once = given([[wang, { type: 'agreeChange', proposalId: 'proposal-2' }]], two);
    expect(when(once, li, agree)).toEqual(refused('rule.stale', { version: 1, basedOn: 0 }));

    const locked = given([[wang, { type: 'lockItem', itemId: 's1' }]], tour);
    const reopen: Change = { type: 'reopenItem', itemId: 's1', reason: '补录' };
    const again: Step = [li, { type: 'proposeChange', proposalId: 'proposal-2', change: reopen }];
    const open = given(
      [propose(reopen), again, [wang, { type: 'agreeChange', proposalId: 'proposal-2' }]],
      locked,
    );
    expect(when(open, li, agree)).toEqual(refused('consent.overtaken'));
  });

  test('what would be refused, or changes nothing, is not even proposed', () => {
    const [, unknown] = propose({ ...adjustment, areaId: 'nowhere' } as Change);
    expect(when(tour, wang, unknown)).toEqual(refused('area.unknown', { area: 'nowhere' }));
    const [, nothing] = propose({ type: 'reopenItem', itemId: 's1', reason: '补录' });
    expect(when(tour, wang, nothing)).toEqual(refused('consent.not-asked'));
  });

  test('doing without takes the second one too, once there are ballots', () => {
    const off: Change = { type: 'setConsent', consent: 'none', reason: '只剩一人' };
    expect(when(onTour(on), wang, off)).toMatchObject({ ok: true });
    const agreed = given([propose(off), [li, agree]], tour);
    expect(agreed.consent).toBe('none');
    expect(when(agreed, wang, adjustment).ok).toBe(true);
  });
});
