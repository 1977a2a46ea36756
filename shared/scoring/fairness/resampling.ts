import { editionOf } from '../../tour/judging/scoring-rule.ts';
import type { Tour } from '../../tour/state.ts';
import { areaResults } from '../area-result.ts';
import { ranked, rankedBy } from '../ranking.ts';
import { type Basis, basisOf, evensJudges, groupsEvened } from '../results.ts';
import { outcomeOf } from '../standings.ts';
import { panelScores } from './panel-scores.ts';
import { type Places, placesOf } from './place-changes.ts';
import { redrawnTour } from './redrawn-tour.ts';
import { whoScored } from './who-scored.ts';
import { type SeatCounts, wholeMarks } from './whole-marks.ts';
import { evenedRows } from './whole-severity.ts';

/**
 * How often each area stood in each place. Plain data: a worker can post it, and counts of several runs add up with
 * {@link addedPlaces}.
 */
export interface PlaceCounts {
  /** Panels that were drawn. */
  readonly panels: number;
  /**
   * Of these, panels that were not counted: areas would be ranked by on-site scores instead of totals or the other way
   * round, because some part lacks its quorum there.
   */
  readonly incomparable: number;
  /** By area: how often it stood in place 1, 2, …; the last number counts panels where it had no place. */
  readonly places: Readonly<Record<string, readonly number[]>>;
}

/** Draws panels of one tour; made once, as that reads every ballot. Cannot be posted: a worker makes its own. */
export interface PanelDraw {
  readonly now: Places;
  /**
   * Draws that many panels, each of as many judges as the tour has, with replacement (Efron's bootstrap), and counts
   * the places that areas would have under the tour's rule: averages, quorum, recusal, rounding, evening out, parts and
   * weights are those of the ranking. Ties are broken as the rule says except by further digits (`digits`): areas that
   * only those tell apart share a place. `random` gives numbers from 0 up to but not including 1.
   */
  readonly draw: (panels: number, random: () => number) => PlaceCounts;
  /** The places with given seats for each judge, in the order of the panel. */
  readonly placesWith: (seats: SeatCounts) => Places;
}

/** Prepares to draw panels of a tour as it stands; undefined before the set-up and without judges. */
export function panelDraw(tour: Tour): PanelDraw | undefined {
  const basis = basisOf(tour, Number.POSITIVE_INFINITY);
  const judges = whoScored(tour).length;
  if (basis === undefined || judges === 0) return undefined;
  const now = placesOf(tour);
  const placesWith = placesFor(basis);
  const draw = (panels: number, random: () => number): PlaceCounts => {
    const seats = new Int32Array(judges);
    const places = emptyPlaces(now);
    let incomparable = 0;
    for (let panel = 0; panel < panels; panel += 1) {
      seats.fill(0);
      for (let seat = 0; seat < judges; seat += 1) {
        const judge = Math.floor(random() * judges);
        seats[judge] = (seats[judge] ?? 0) + 1;
      }
      const then = placesWith(seats);
      if (then.by !== now.by) incomparable += 1;
      else
        for (const [areaId, place] of then.places) {
          const counts = places[areaId] ?? [];
          const at = (place ?? counts.length) - 1;
          counts[at] = (counts[at] ?? 0) + 1;
        }
    }
    return { panels, incomparable, places };
  };
  return { now, draw, placesWith };
}

const emptyPlaces = ({ places }: Places): Record<string, number[]> =>
  Object.fromEntries([...places.keys()].map((areaId) => [areaId, new Array(places.size + 1).fill(0)]));

/** Counts of two runs on the same tour together. */
export function addedPlaces(a: PlaceCounts, b: PlaceCounts): PlaceCounts {
  const ofBoth = (areaId: string, counts: readonly number[]) =>
    counts.map((count, at) => count + (b.places[areaId]?.[at] ?? 0));
  return {
    panels: a.panels + b.panels,
    incomparable: a.incomparable + b.incomparable,
    places: Object.fromEntries(Object.entries(a.places).map(([id, counts]) => [id, ofBoth(id, counts)])),
  };
}

function placesFor(basis: Basis): (seats: SeatCounts) => Places {
  const rule = { ...basis.rule, tieBreaks: basis.rule.tieBreaks.filter((one) => one !== 'digits') };
  const shared = { ...basis, rule };
  const marks = wholeMarks(shared);
  const evens = evensJudges(rule);
  const evened = marks !== undefined && evens ? evenedRows(marks, editionOf(rule)) : undefined;
  if (marks === undefined || (evens && evened === undefined)) return bySlowEngine(shared);
  return (seats) => {
    const panel = seats.reduce((sum, count) => sum + count, 0);
    if (panel > marks.mostSeats) return bySlowEngine(shared)(seats);
    const scores = groupsEvened(shared, panelScores(marks, seats, rule, evened?.(seats)));
    const areas = areaResults(shared, scores);
    return placesIn(rankedBy(areas), ranked(shared, areas, scores));
  };
}

/** For marks that whole numbers do not hold: the engine itself, on a tour with that panel. */
const bySlowEngine =
  (basis: Basis) =>
  (seats: SeatCounts): Places => {
    const judgeIds = whoScored(basis.tour);
    const tour = redrawnTour(basis.tour, new Map(judgeIds.map((id, at) => [id, seats[at] ?? 0])));
    const { by, ranked: rows } = outcomeOf({ ...basis, tour });
    return placesIn(by, rows);
  };

const placesIn = (by: Places['by'], rows: ReturnType<typeof ranked>): Places => ({
  by,
  places: new Map(rows.map(({ result, rank }) => [result.areaId, rank])),
});
