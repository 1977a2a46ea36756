import { canonicalOrder } from '../../shared/canonical.ts';
import { type Command, decide } from '../../shared/commands.ts';
import { type Actor, actorRef } from '../../shared/tour/actor.ts';
import type { Programme } from '../../shared/tour/ceremony/programme.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { whyNotLogged } from '../live/log/admission.ts';
import { commandDigest, toLine } from '../live/log/logged.ts';
import type { LogLine } from '../store/port.ts';

/** What a copy is to be called, when it begins, and who makes it. */
export interface CopyWish {
  readonly name: string;
  /** Its first day; where nobody says it, the days stay as they were. */
  readonly firstDate?: string;
  readonly actor: Actor;
  readonly nowUnixMs: number;
  /** Whether a picture of the programme comes along: none that stood in the coverage does. */
  readonly mayTake: (pictureId: string) => boolean;
}

/** The log that a copy begins with, and the pictures that its programme shows. */
export interface Template {
  readonly lines: readonly LogLine[];
  readonly pictureIds: readonly string[];
}

const DAY_MS = 86_400_000;
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** The days of a set-up from another first day on, as far apart as they are. */
function moved({ days, ...setup }: Setup, firstDate: string): Setup {
  const first = Math.min(...days.map(({ date }) => dayOf(date)));
  const by = Math.round((dayOf(firstDate) - first) / DAY_MS) * DAY_MS;
  const at = (date: string) => new Date(dayOf(date) + by).toISOString().slice(0, 10);
  return { ...setup, days: days.map((day) => ({ ...day, date: at(day.date) })) };
}

/** A programme without what was of that meeting alone: pictures of its coverage, and the hour that a clock counts down to. */
const cleared = (programme: Programme, mayTake: (pictureId: string) => boolean): Programme => ({
  ...programme,
  scenes: programme.scenes.map(({ untilUnixMs: _until, pictureId, ...scene }) => ({
    ...scene,
    ...(pictureId !== undefined && mayTake(pictureId) && { pictureId }),
  })),
});

/**
 * What a tour begins with that is made after another one: its set-up, its rule and its programme, as commands of whoever
 * makes it; nobody who took part, nothing that was scored or reported. A rule or programme that the set-up does not bear
 * any more stays behind. Refuses what the set-up itself does not bear, as days beyond the calendar.
 */
export function templateOf(tour: Tour, wish: CopyWish): ({ readonly ok: true } & Template) | Refusal {
  const { setup: known } = tour;
  if (known === null) return refuse('tour.not-set-up');
  if (known.rehearsalOf !== undefined) return refuse('rehearsal.of-rehearsal');
  const setup = {
    ...(wish.firstDate === undefined ? known : moved(known, wish.firstDate)),
    name: { zh: wish.name },
  };
  const rule = tour.rules.at(-1)?.value;
  const { version: _version, ...programme } = tour.programme ?? { version: 0 };
  const commands: Command[] = [{ type: 'setUpTour', setup, basedOnVersion: 0 }];
  if (rule !== undefined) commands.push({ type: 'setScoringRule', rule, basedOnVersion: 0 });
  if ('scenes' in programme)
    commands.push({
      ...({ type: 'setProgramme', basedOnVersion: 0 } as const),
      programme: cleared(programme, wish.mayTake),
    });
  const lines: LogLine[] = [];
  let made: Tour = emptyTour;
  for (const [index, command] of commands.entries()) {
    const { actor, nowUnixMs: at } = wish;
    const decision = decide(made, command, { actor, nowUnixMs: at });
    const wrong = decision.ok ? decision.events.map(whyNotLogged).find((why) => why !== undefined) : decision;
    if (!decision.ok || wrong !== undefined) {
      if (index === 0) return decision.ok ? (wrong ?? refuse('tour.not-set-up')) : decision;
      continue;
    }
    for (const event of decision.events.map((one) => canonicalOrder(one))) {
      made = evolve(made, event, at);
      const commandId = `template-${String(index + 1).padStart(2, '0')}`;
      const logged = {
        seq: lines.length + 1,
        at,
        by: actorRef(actor),
        commandId,
        digest: commandDigest(command),
        event,
      };
      lines.push(toLine(logged, lines.at(-1)?.hash ?? ''));
    }
  }
  const pictureIds = made.programme?.scenes.flatMap(({ pictureId }) => pictureId ?? []) ?? [];
  return { ok: true, lines, pictureIds: [...new Set(pictureIds)] };
}
