import type { Command } from '../../shared/commands.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import type { Fix } from '../../shared/track/fix.ts';
import { chanceFrom } from './cast.ts';
import type { Given, Visit } from './course.ts';

/** One thing that the player gives: a command, or where the convoy is. */
export interface Step {
  /** When, as a share of the whole time that the rehearsal takes. */
  readonly share: number;
  readonly given?: { readonly actor: Actor; readonly command: Command };
  readonly place?: readonly [latitude: number, longitude: number];
}

/** A course that is to be played. */
export interface Plan {
  /** What stands in the copy before its first day. */
  readonly opening: readonly Given[];
  /** In order of time. */
  readonly steps: readonly Step[];
  /** What only "finish the rest at once" gives: otherwise it is left to the organiser. */
  readonly finish: readonly Step[];
}

const MINUTE_MS = 60_000;
/** Nights, and hours in which nothing happens, are gone through quickly. */
const LONGEST_GAP_MS = 20 * MINUTE_MS;
/** One ballot of so many comes after the convoy has left. */
const ONE_LATE_OF = 6;
const MOST_LATE_MS = 8 * MINUTE_MS;
/** Stops are locked so long after the convoy left them, when the last straggler has scored. */
const LOCKED_AFTER_MS = 10 * MINUTE_MS;

/** A course as it is played: with stragglers, a judge who is absent at one stop, and each stop locked soon after it. */
export function planOf(
  course: readonly Given[],
  {
    visits,
    drive,
    seed,
  }: { readonly visits: readonly Visit[]; readonly drive: readonly Fix[]; readonly seed: number },
): Plan {
  const began = course[0]?.at ?? 0;
  const leftAt = new Map(visits.map((visit) => [visit.stopId, visit.leftAt]));
  const chance = chanceFrom(seed);
  const absentAt = visits[Math.floor(chance() * visits.length)]?.stopId;
  const absent = course.findLast(
    ({ command }) => command.type === 'castBallot' && command.itemId === absentAt,
  );
  const rest = course.filter(({ at, command }) => at !== began && command.type !== 'finaliseResult');
  const timed = [
    ...rest.flatMap(({ at, actor, command }): readonly (Omit<Step, 'share'> & { readonly at: number })[] => {
      if (command.type === 'castBallot') {
        const [isLate, by] = [chance() < 1 / ONE_LATE_OF, chance()];
        if (command.itemId === absentAt && actor.id === absent?.actor.id) return [];
        const left = leftAt.get(command.itemId);
        return [
          { at: isLate && left !== undefined ? left + by * MOST_LATE_MS : at, given: { actor, command } },
        ];
      }
      const left = command.type === 'lockItem' ? leftAt.get(command.itemId) : undefined;
      return [{ at: left === undefined ? at : left + LOCKED_AFTER_MS, given: { actor, command } }];
    }),
    ...drive.map(({ fixedAtUnixMs, latitude, longitude }) => ({
      at: fixedAtUnixMs,
      place: [latitude, longitude] as const,
    })),
  ].toSorted((a, b) => a.at - b.at);
  let passed = 0;
  const passedAt = timed.map(({ at }, index) => {
    passed += Math.min(LONGEST_GAP_MS, at - (timed[index - 1]?.at ?? at));
    return passed;
  });
  return {
    opening: course.filter(({ at }) => at === began),
    steps: timed.map(({ at: _at, ...step }, index) => ({
      share: passed === 0 ? 1 : (passedAt[index] ?? 0) / passed,
      ...step,
    })),
    finish: course
      .filter(({ command }) => command.type === 'finaliseResult')
      .map(({ actor, command }) => ({ share: 1, given: { actor, command } })),
  };
}
