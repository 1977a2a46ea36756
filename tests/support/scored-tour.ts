import { type Command, decide } from '../../shared/commands.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import { evolve } from '../../shared/tour/fold.ts';
import type { Judge } from '../../shared/tour/judging/judges.ts';
import { PLAIN_RULE, type ScoringRule } from '../../shared/tour/judging/scoring-rule.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { sampleSetup } from './sample-tour.ts';

export const organiser: Actor = { role: 'organiser', id: 'org' };
export const judge = (id: string): Actor => ({ role: 'judge', id });

const criterion = (id: string, weight: string) => ({
  ...{ id, weight, label: { zh: id } },
  ...{ min: '0', max: '100', step: '0.01' },
});

/** Areas a and b with two stops and a talk each, of two kinds on two days; one criterion that counts once. */
export const scoredSetup: Setup = {
  ...sampleSetup,
  areas: ['a', 'b'].map((id) => ({ id, name: { zh: id }, shortName: { zh: id }, seat: [32, 110] })),
  kinds: ['hall', 'team'].map((id) => ({ id, name: { zh: id } })),
  stops: ['a1', 'b1', 'a2', 'b2'].map((id, index) => ({
    ...{ id, number: index + 1, name: { zh: id }, areaId: id.slice(0, 1), day: index < 2 ? 1 : 2 },
    ...{ plannedAt: '09:00', position: [32, 110], rubricId: 'one', kindId: index < 2 ? 'hall' : 'team' },
  })),
  talks: ['a', 'b'].map((areaId) => ({
    ...{ id: `talk-${areaId}`, name: { zh: areaId }, areaId },
    ...{ day: 1, plannedAt: '08:00', rubricId: 'one' },
  })),
  rubrics: [
    { id: 'one', name: { zh: '单项' }, criteria: [criterion('m', '1')] },
    { id: 'two', name: { zh: '双项' }, criteria: [criterion('m', '0.6'), criterion('n', '0.4')] },
  ],
};

export const panelOf = (count: number): Judge[] =>
  Array.from({ length: count }, (_, index) => ({ id: `j${index + 1}`, name: `评委${index + 1}` }));

/** Who gives which command, and when (ms; 100 without). */
export type Given = readonly [actor: Actor, command: Command, at?: number];

/** The tour after the set-up, a panel and these commands. Throws where one is refused. */
export function scoredTour(
  panel: readonly Judge[],
  given: readonly Given[],
  setup: Setup = scoredSetup,
): Tour {
  const all: readonly Given[] = [
    [organiser, { type: 'setUpTour', setup, basedOnVersion: 0 }, 0],
    [organiser, { type: 'appointJudges', judges: [...panel] }, 0],
    ...given,
  ];
  return all.reduce((tour, [actor, command, at = 100]) => {
    const decision = decide(tour, command, { actor, nowUnixMs: at });
    if (!decision.ok)
      throw new Error(`${command.type}: ${decision.code} ${JSON.stringify(decision.details)}`);
    return decision.events.reduce((before, event) => evolve(before, event, at), tour);
  }, emptyTour);
}

/** Ballots of judges j1, j2, … for an item; undefined where a judge gives none. */
export const castAll = (itemId: string, marks: readonly (string | undefined)[]): Given[] =>
  marks.flatMap((m, index): Given[] =>
    m === undefined ? [] : [[judge(`j${index + 1}`), { type: 'castBallot', itemId, marks: { m } }]],
  );

/** The plain rule with changes, set. */
export const ruled = (changes: Partial<ScoringRule>, at = 50): Given => [
  organiser,
  { type: 'setScoringRule', reason: '按会议决定', rule: { ...PLAIN_RULE, ...changes }, basedOnVersion: 0 },
  at,
];
