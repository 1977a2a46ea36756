import { openProposals } from '../../../shared/tour/judging/consent.ts';
import { ruleBefore } from '../../../shared/tour/judging/scoring-rule.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { type Meeting, meetingOf } from '../ceremony/meeting.ts';
import type { ItemColumn, Overview } from '../scores/overview.ts';

/** What waits for the organiser's word. */
export interface Decisions {
  /** The stop where the convoy is, or that it left last. */
  readonly latest: ItemColumn | undefined;
  /** When the convoy left it; undefined while it is there. */
  readonly leftAt: number | undefined;
  /** Others that are due and lack ballots, the latest first. */
  readonly lacking: readonly ItemColumn[];
  /** Complete, and still open to changes. */
  readonly toLock: readonly ItemColumn[];
  /** Changes that wait for a second organiser. */
  readonly proposals: number;
  readonly problems: number;
  readonly grave: number;
  /** Areas without a score for routine work, once the road is done and the rule counts it. */
  readonly routineMissing: number;
  /** What the summary meeting waits for; undefined where it waits for nothing of the organiser's, or is not near yet. */
  readonly meeting: 'finalise' | 'begin' | 'running' | 'open' | undefined;
}

const MEETING: Readonly<Record<Meeting, Decisions['meeting']>> = {
  ...{ incomplete: undefined, complete: 'finalise', final: 'begin', running: 'running', ended: 'open' },
  opened: undefined,
};

/** What there is to decide, from the organiser's tour. */
export function decisionsOf(tour: Tour, overview: Overview, isComplete: boolean): Decisions {
  const columns = overview.columns.filter(({ off }) => off === undefined);
  const leftAtOf = ({ item }: ItemColumn) => tour.stops[item.id]?.leftAt;
  const here = columns.find(({ item }) => tour.stops[item.id]?.status === 'arrived');
  const left = columns
    .filter(({ item }) => tour.stops[item.id]?.status === 'left')
    .sort((a, b) => (leftAtOf(b) ?? 0) - (leftAtOf(a) ?? 0));
  const latest = here ?? left.find(({ locked }) => !locked);
  const others = columns.filter((column) => column !== latest && column.due && !column.locked).reverse();
  const standing = Object.values(tour.problems).filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const routineCounts = ruleBefore(tour, Number.POSITIVE_INFINITY).weights.routine !== '0';
  const everyStopLeft = columns.every(({ item, due }) => item.kind === 'talk' || due);
  const withoutRoutine = (tour.setup?.areas ?? []).filter(
    ({ id }) => (tour.routine[id]?.at(-1)?.value ?? null) === null,
  );
  return {
    latest,
    leftAt: latest === undefined || latest === here ? undefined : leftAtOf(latest),
    lacking: others.filter(({ missing }) => missing.length > 0),
    toLock: others.filter(({ missing }) => missing.length === 0),
    proposals: openProposals(tour).length,
    problems: standing.length,
    grave: standing.filter(({ severity }) => severity === 'grave').length,
    routineMissing: routineCounts && everyStopLeft ? withoutRoutine.length : 0,
    meeting: MEETING[meetingOf(tour, isComplete)],
  };
}

/** How many things that are: the number in the bar of places. */
export const waitingIn = ({
  latest,
  proposals,
  lacking,
  toLock,
  problems,
  routineMissing,
  meeting,
}: Decisions): number =>
  [latest !== undefined, problems > 0, routineMissing > 0, meeting !== undefined].filter(Boolean).length +
  proposals +
  lacking.length +
  toLock.length;
