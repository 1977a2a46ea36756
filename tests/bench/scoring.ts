import {
  addedPlaces,
  chanceFrom,
  leaveOneOut,
  type PanelDraw,
  panelDraw,
} from '../../shared/scoring/fairness/index.ts';
import { fullStandings, standingsBefore } from '../../shared/scoring/standings.ts';
import type { TourEvent } from '../../shared/tour/events.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { PLAIN_RULE } from '../../shared/tour/judging/scoring-rule.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { limit, median, progress, quantile, report } from './support/figure.ts';
import { scoredTour } from './support/scored-tour.ts';

/*
 * Scoring: the engine on 52 judges, 50 items and 8 criteria, in this process, one thread; no server. Every tour that is
 * scored "from raw ballots" is new, so nothing is remembered of it. The first figure is the very first run of a
 * process, before the compiler has seen the engine; the second is the median of later ones.
 */
const MOST_MS = { raw: 20, ballot: 2, leaveOut: 1_000, bootstrap: 5_000 };
const TOURS = 40;
const BALLOTS = 500;
/** Ballots before those that are measured: a server that serves a tour has seen some. */
const WARM_UP = 100;
const PANELS = 2_000;
const STEP = 100;
const SIZE = '52 judges × 50 items × 8 criteria';

function timed<T>(work: () => T): { readonly ms: number; readonly done: T } {
  const startedAt = performance.now();
  const done = work();
  return { ms: performance.now() - startedAt, done };
}

function fromRawBallots(): void {
  const rounds = Array.from({ length: TOURS }, (_, seed) => {
    const tour = scoredTour(seed);
    const { ms, done } = timed(() => standingsBefore(tour, Number.POSITIVE_INFINITY, undefined));
    if (done.by !== 'total') throw new Error('The tour is not scored to the end');
    return ms;
  });
  const [first = Number.NaN, ...later] = rounds;
  report('scoring', `raw ballots to standings, first in a process, ${SIZE}`, first, 'ms', limit(MOST_MS.raw));
  report('scoring', `raw ballots to standings, ${SIZE}`, median(later), 'ms', limit(MOST_MS.raw));
}

/** Amended ballots one after another, each folded and ranked as a server does. */
function ballotAfterBallot(first: Tour): void {
  let tour = first;
  fullStandings(tour);
  const items = Object.keys(tour.ballots);
  const rounds = Array.from({ length: WARM_UP + BALLOTS }, (_, round) => {
    const itemId = items[round % items.length] ?? '';
    const judgeId = `j${String(20 + (round % 9))}`;
    const marks = { ...tour.ballots[itemId]?.[judgeId]?.marks, c1: `9.${round % 10}` };
    const event: TourEvent = { type: 'ballot.amended', itemId, judgeId, marks };
    const { ms, done } = timed(() => {
      const next = evolve(tour, event, 2 + round);
      return { next, rows: fullStandings(next).rows };
    });
    tour = done.next;
    return ms;
  }).slice(WARM_UP);
  report('scoring', `new ballot to new standings, ${SIZE}`, median(rounds), 'ms', limit(MOST_MS.ballot));
  const slow = quantile(rounds, 0.95);
  report('scoring', 'the same, 95 % are faster', slow, 'ms', limit(MOST_MS.ballot));
}

function drawn(tour: Tour): { readonly ms: number; readonly longestStepMs: number } {
  const steps: number[] = [];
  const { ms, done } = timed(() => {
    const draw: PanelDraw | undefined = panelDraw(tour);
    if (draw === undefined) throw new Error('There is no panel');
    const random = chanceFrom(1);
    let counts = draw.draw(0, random);
    while (counts.panels < PANELS) {
      const step = timed(() => draw.draw(STEP, random));
      steps.push(step.ms);
      counts = addedPlaces(counts, step.done);
    }
    return counts;
  });
  progress(`${done.panels} panels, ${done.incomparable} of them not comparable`);
  return { ms, longestStepMs: Math.max(...steps) };
}

/** Runs the benchmark. */
export async function scoring(): Promise<void> {
  fromRawBallots();
  ballotAfterBallot(scoredTour(1));
  const { ms, done } = timed(() => leaveOneOut(scoredTour(2)));
  progress(`${done.filter(({ changes }) => changes?.length !== 0).length} of 52 judges decide a place alone`);
  report('scoring', 'leave-one-judge-out, 52 judges', ms, 'ms', limit(MOST_MS.leaveOut));
  const plain = drawn(scoredTour(3));
  report('scoring', `${PANELS} bootstrap panels`, plain.ms, 'ms', limit(MOST_MS.bootstrap));
  progress(`longest step of ${STEP} panels: ${plain.longestStepMs.toFixed(0)} ms`);
  const rule = { ...PLAIN_RULE, weights: { onSite: '60', roadShow: '20', routine: '20' } };
  const modes = [{ mode: 'z-score' }, { mode: 'group', by: 'kind' }] as const;
  for (const severity of modes) {
    const one = drawn(scoredTour(4, { ...rule, severity }));
    const figure = `${PANELS} bootstrap panels, severity evened out by ${severity.mode}`;
    report('scoring', figure, one.ms, 'ms', limit(MOST_MS.bootstrap));
  }
}
