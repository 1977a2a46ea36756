import { Fold } from '../../server/live/log/fold.ts';
import { commandDigest, type LoggedEvent, toLine } from '../../server/live/log/logged.ts';
import { decide } from '../../shared/commands.ts';
import { actorRef } from '../../shared/tour/actor.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { beginning, nextStep, type Step } from './history.ts';

/** A log that grew from random steps; refused steps leave nothing. Times go up by a second each. */
export const randomLog = (random: () => number, steps: number): LoggedEvent[] =>
  logOf(random, beginning, nextStep, steps);

/** A log that grew from these first steps, and from what `next` makes of randomness. */
export function logOf(
  random: () => number,
  first: readonly Step[],
  next: (random: () => number, tour: Tour, serial: number) => Step,
  steps: number,
): LoggedEvent[] {
  const events: LoggedEvent[] = [];
  let tour: Tour = emptyTour;
  const take = ({ actor, command }: Step, serial: number) => {
    const at = 1_657_155_600_000 + serial * 1_000;
    const decision = decide(tour, command, { actor, nowUnixMs: at });
    if (!decision.ok) return;
    for (const event of decision.events) {
      events.push({
        seq: events.length + 1,
        at,
        by: actorRef(actor),
        commandId: `cmd-${serial}`,
        digest: commandDigest(command),
        event,
      });
      tour = evolve(tour, event, at);
    }
  };
  first.forEach(take);
  for (let serial = first.length; serial < steps; serial += 1) take(next(random, tour, serial), serial);
  return events;
}

/** A fold of those events. */
export function foldOf(events: readonly LoggedEvent[], epoch = 'epoch-of-test'): Fold {
  const fold = new Fold(epoch);
  for (const logged of events) fold.take(logged, toLine(logged, fold.head.hash).hash);
  return fold;
}
