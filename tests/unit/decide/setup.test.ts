import { describe, expect, test } from 'vitest';
import type { Setup } from '../../../shared/tour/setup/setup.ts';
import { sampleSetup } from '../../support/sample-tour.ts';
import {
  editor,
  given,
  happened,
  judge,
  NOW_UNIX_MS,
  onTour,
  organiser,
  refused,
  type Step,
  when,
} from './scenario.ts';

const setUpAs = (changes: Partial<Setup>, basedOnVersion = 1) =>
  ({ type: 'setUpTour', setup: { ...sampleSetup, ...changes }, basedOnVersion }) as const;
const [s1, s2, s3] = sampleSetup.stops as [Setup['stops'][0], Setup['stops'][0], Setup['stops'][0]];
const rubric = sampleSetup.rubrics[0] as Setup['rubrics'][0];
const criterion = rubric.criteria[0] as Setup['rubrics'][0]['criteria'][0];
const withCriterion = (changes: Partial<typeof criterion>) =>
  setUpAs({ rubrics: [{ ...rubric, criteria: [{ ...criterion, ...changes }] }] });

describe('setting up', () => {
  test('the first set-up is based on version 0 and becomes version 1', () => {
    expect(when(given([]), organiser, setUpAs({}, 0))).toEqual(
      happened({ type: 'tour.setUp', setup: sampleSetup }),
    );
    expect(onTour().setupVersion).toBe(1);
  });

  test('an edit of an older version is refused', () => {
    expect(when(onTour(), organiser, setUpAs({}, 0))).toEqual(
      refused('setup.stale', { version: 1, basedOn: 0 }),
    );
  });

  test.each([
    ['areas', { areas: [...sampleSetup.areas, ...sampleSetup.areas] }, 'zhuxi'],
    ['stops', { stops: [s1, { ...s2, id: 's1' }] }, 's1'],
    ['stops.number', { stops: [s1, { ...s2, number: 1 }] }, 1],
    ['kinds', { kinds: [...sampleSetup.kinds, ...sampleSetup.kinds] }, 'institute'],
    ['brands', { brands: [...sampleSetup.brands, ...sampleSetup.brands] }, 'virtue'],
    ['rubrics', { rubrics: [rubric, rubric] }, 'all'],
    ['rubric all', { rubrics: [{ ...rubric, criteria: [criterion, criterion] }] }, 'work'],
    ['outlets', { outlets: [...sampleSetup.outlets, ...sampleSetup.outlets] }, 'qinchu'],
    ['prizes', { prizes: [...sampleSetup.prizes, ...sampleSetup.prizes] }, 'first'],
    ['days', { days: [...sampleSetup.days, ...sampleSetup.days] }, 1],
  ])('%s have unique ids', (list, changes, id) => {
    expect(when(onTour(), organiser, setUpAs(changes))).toEqual(refused('setup.duplicate', { list, id }));
  });

  test.each([
    [{ areaId: 'xx' }, 'xx'],
    [{ rubricId: 'xx' }, 'xx'],
    [{ kindId: 'xx' }, 'xx'],
    [{ brandId: 'xx' }, 'xx'],
    [{ day: 9 }, 'day 9'],
  ])('what a stop refers to exists: %o', (changes, id) => {
    expect(when(onTour(), organiser, setUpAs({ stops: [{ ...s1, ...changes }, s2, s3] }))).toEqual(
      refused('setup.unknown-reference', { stop: 's1', id }),
    );
  });

  test.each([{ step: '0' }, { weight: '0' }, { min: '10.5' }])(
    'a criterion can be met: not with %o',
    (wrong) => {
      expect(when(onTour(), organiser, withCriterion(wrong))).toEqual(
        refused('setup.criterion', { rubric: 'all', id: 'work' }),
      );
    },
  );
});

describe('changing a set-up under way', () => {
  const cast: Step = [judge(), { type: 'castBallot', itemId: 's1', marks: { work: '9', show: '8' } }];
  const published: Step = [
    editor(),
    { type: 'publishPost', postId: 'post-0001', text: '正文', pictures: [] },
  ];

  test('a stop with ballots is not taken away', () => {
    expect(when(onTour(cast), organiser, setUpAs({ stops: [s2, s3] }))).toEqual(
      refused('setup.stop-has-ballots', { stop: 's1' }),
    );
    expect(when(onTour(cast), organiser, setUpAs({ stops: [s1, s3] }))).toMatchObject({ ok: true });
  });

  test('a stop with ballots keeps its rubric, word for word', () => {
    const harder = { ...rubric, criteria: rubric.criteria.map((one) => ({ ...one, weight: '5' })) };
    const other = { ...rubric, id: 'other' };
    for (const changes of [
      { rubrics: [harder] },
      { rubrics: [rubric, other], stops: [{ ...s1, rubricId: 'other' }, s2, s3] },
    ])
      expect(when(onTour(cast), organiser, setUpAs(changes))).toEqual(
        refused('setup.rubric-has-ballots', { stop: 's1' }),
      );
    expect(when(onTour(), organiser, setUpAs({ rubrics: [harder] }))).toMatchObject({ ok: true });
  });

  test('an outlet that has published is not taken away', () => {
    const others = sampleSetup.outlets.filter((outlet) => outlet.id !== 'qinchu');
    expect(when(onTour(published), organiser, setUpAs({ outlets: others }))).toEqual(
      refused('setup.outlet-has-posts', { outlet: 'qinchu' }),
    );
    expect(when(onTour(), organiser, setUpAs({ outlets: others }))).toMatchObject({ ok: true });
  });
});

describe('revising a stop', () => {
  const revise = { type: 'reviseStop', stopId: 's1' } as const;

  test('changes what is named, and counts as a version of the set-up', () => {
    const tour = onTour([organiser, { ...revise, plannedAt: '10:15', position: [32.4, 109.9] }]);
    expect(tour.setup?.stops[0]).toEqual({ ...s1, plannedAt: '10:15', position: [32.4, 109.9] });
    expect(tour.setupVersion).toBe(2);
  });

  test('what is so already changes nothing', () => {
    expect(when(onTour(), organiser, { ...revise, plannedAt: s1.plannedAt })).toEqual(happened());
  });

  test('the stop and the day must exist', () => {
    expect(when(onTour(), organiser, { ...revise, stopId: 's9' })).toEqual(
      refused('stop.unknown', { stop: 's9' }),
    );
    expect(when(given([]), organiser, revise)).toEqual(refused('stop.unknown', { stop: 's1' }));
    expect(when(onTour(), organiser, { ...revise, day: 9 })).toEqual(
      refused('setup.unknown-reference', { stop: 's1', id: 'day 9' }),
    );
  });
});

describe('judges', () => {
  const appoint = (...judges: { id: string; name: string; areaId?: string }[]) =>
    ({ type: 'appointJudges', judges }) as const;

  test('one event for each judge, so that no judge learns of another', () => {
    const [a, b] = [
      { id: 'j4', name: '甲' },
      { id: 'j5', name: '乙' },
    ];
    expect(when(onTour(), organiser, appoint(a, b))).toEqual(
      happened({ type: 'judge.appointed', judge: a }, { type: 'judge.appointed', judge: b }),
    );
  });

  test('only what is new is said', () => {
    const known = { id: 'j1', name: '评委j1' };
    const renamed = { id: 'j2', name: '新名' };
    expect(when(onTour(), organiser, appoint(known, renamed))).toEqual(
      happened({ type: 'judge.appointed', judge: renamed }),
    );
  });

  test('nobody stands twice on a list', () => {
    const one = { id: 'j4', name: '甲' };
    expect(when(onTour(), organiser, appoint(one, one))).toEqual(
      refused('setup.duplicate', { list: 'judges', id: 'j4' }),
    );
  });

  test("a judge's area must exist", () => {
    expect(when(onTour(), organiser, appoint({ id: 'j4', name: '甲', areaId: 'xx' }))).toEqual(
      refused('area.unknown', { area: 'xx' }),
    );
  });

  test('a judge who has cast nothing can be dismissed, one who has only where that is said', () => {
    const dismiss = { type: 'dismissJudge', judgeId: 'j1' } as const;
    const cast: Step = [judge(), { type: 'castBallot', itemId: 's1', marks: { work: '9', show: '8' } }];
    expect(when(onTour(), organiser, dismiss)).toEqual(happened({ type: 'judge.dismissed', judgeId: 'j1' }));
    expect(when(onTour(cast), organiser, dismiss)).toEqual(refused('judge.has-ballots', { judge: 'j1' }));
    expect(when(onTour(cast), organiser, { ...dismiss, leavesBallots: true })).toEqual(
      happened({ type: 'judge.dismissed', judgeId: 'j1' }),
    );
    expect(when(onTour(), organiser, { ...dismiss, judgeId: 'j9' })).toEqual(
      refused('judge.unknown', { judge: 'j9' }),
    );
  });
});

describe('visibility', () => {
  const frozen = { mode: 'frozen', fromUnixMs: NOW_UNIX_MS, reason: { zh: '揭晓前封榜' } } as const;

  test.each([[frozen], [{ mode: 'hidden' } as const]])('becomes %o', (visibility) => {
    expect(when(onTour(), organiser, { type: 'setVisibility', visibility })).toEqual(
      happened({ type: 'visibility.set', visibility }),
    );
  });

  test('what is so already changes nothing', () => {
    expect(when(onTour(), organiser, { type: 'setVisibility', visibility: { mode: 'live' } })).toEqual(
      happened(),
    );
    const tour = onTour([organiser, { type: 'setVisibility', visibility: frozen }]);
    expect(when(tour, organiser, { type: 'setVisibility', visibility: frozen })).toEqual(happened());
  });
});
