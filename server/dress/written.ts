import { setImmediate as nextTurn } from 'node:timers/promises';
import { canonicalOrder } from '../../shared/canonical.ts';
import { decide } from '../../shared/commands.ts';
import { actorRef } from '../../shared/tour/actor.ts';
import { isCancelled } from '../../shared/tour/conduct/falling-out.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { whyNotLogged } from '../live/log/admission.ts';
import { commandDigest, toLine } from '../live/log/logged.ts';
import type { LogLine } from '../store/port.ts';
import { castOf } from './cast.ts';
import { courseOf, type Given, rehearsalSetup, visitsOf } from './course.ts';
import { driveOf } from './drive.ts';
import { type Plan, planOf } from './plan.ts';

/** A rehearsal as the store keeps it. */
export interface Written {
  readonly lines: readonly LogLine[];
  /** Positions. */
  readonly series: readonly string[];
  /** What its log folds to. */
  readonly tour: Tour;
}

type SetUp = Tour & { readonly setup: NonNullable<Tour['setup']> };

/** Commands that are decided before others get a turn: the real tour may be live in this process. */
const A_TURN = 100;

/** A rehearsal that is to play by itself: its log before the first day, and what comes. */
export interface ToPlay extends Written {
  readonly plan: Plan;
}

/** Decides the whole course of a rehearsal of a tour that is set up, and writes it down. The real tour is only read. */
export async function writeRehearsal(
  real: SetUp,
  realId: string,
  { nowUnixMs, seed }: { readonly nowUnixMs: number; readonly seed: number },
): Promise<Written> {
  const { setup, visits, course } = courseFor(real, realId, { nowUnixMs, seed });
  const { lines, tour } = await decided(course);
  return { lines, series: driveOf(setup, visits).map((fix) => JSON.stringify(fix)), tour };
}

/** Decides what stands in a rehearsal before its first day, and plans the rest. The real tour is only read. */
export async function writeOpening(
  real: SetUp,
  realId: string,
  { nowUnixMs, seed }: { readonly nowUnixMs: number; readonly seed: number },
): Promise<ToPlay> {
  const { setup, visits, course } = courseFor(real, realId, { nowUnixMs, seed });
  const plan = planOf(course, { visits, drive: driveOf(setup, visits), seed });
  const { lines, tour } = await decided(plan.opening.map((given) => ({ ...given, at: nowUnixMs })));
  return { lines, series: [], tour, plan };
}

function courseFor(
  real: SetUp,
  realId: string,
  { nowUnixMs, seed }: { readonly nowUnixMs: number; readonly seed: number },
) {
  const setup = rehearsalSetup(real.setup, realId);
  const visits = visitsOf(
    { ...setup, stops: setup.stops.filter(({ id }) => !isCancelled(real, id)) },
    nowUnixMs,
  );
  const cast = castOf(setup, Object.keys(real.judges).length, seed);
  return { setup, visits, course: courseOf(real, setup, { cast, visits, nowUnixMs }) };
}

async function decided(course: readonly Given[]): Promise<Pick<Written, 'lines' | 'tour'>> {
  const lines: LogLine[] = [];
  let tour: Tour = emptyTour;
  for (const [index, given] of course.entries()) {
    if (index % A_TURN === A_TURN - 1) await nextTurn();
    for (const event of eventsOf(tour, given)) {
      tour = evolve(tour, event, given.at);
      const { at, actor, command } = given;
      const commandId = `dress-${String(index + 1).padStart(6, '0')}`;
      const by = actorRef(actor);
      const seq = lines.length + 1;
      const logged = { seq, at, by, commandId, digest: commandDigest(command), event };
      lines.push(toLine(logged, lines.at(-1)?.hash ?? ''));
    }
  }
  return { lines, tour };
}

function eventsOf(tour: Tour, { actor, at, command, mayFail }: Given) {
  const decision = decide(tour, command, { actor, nowUnixMs: at });
  const wrong = decision.ok ? decision.events.map(whyNotLogged).find((why) => why !== undefined) : decision;
  if (decision.ok && wrong === undefined) return decision.events.map((event) => canonicalOrder(event));
  if (mayFail) return [];
  throw new Error(`A rehearsal cannot be made: ${command.type} was refused (${wrong?.code})`);
}
