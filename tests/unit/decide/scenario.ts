import { canonicalJson } from '../../../shared/canonical.ts';
import { type Command, decide } from '../../../shared/commands.ts';
import type { RefusalCode } from '../../../shared/refusals.ts';
import type { Actor } from '../../../shared/tour/actor.ts';
import type { TourEvent } from '../../../shared/tour/events.ts';
import { evolve } from '../../../shared/tour/fold.ts';
import type { Decision, Refusal } from '../../../shared/tour/outcome.ts';
import { emptyTour, type Tour } from '../../../shared/tour/state.ts';
import { sampleJudges, sampleSetup } from '../../support/sample-tour.ts';

/** Given/when/then for the pure core: what happened before, what is asked, what comes of it. */

/** When the first given step happens, ms; each further one a second later. */
export const BEGIN_UNIX_MS = 1_657_155_600_000;
/** When the command that is tested is given. */
export const NOW_UNIX_MS = BEGIN_UNIX_MS + 3_600_000;

export const organiser: Actor = { role: 'organiser', id: 'org' };
export const editor = (outlet = 'qinchu'): Actor => ({ role: 'editor', id: outlet });
export const judge = (id = 'j1'): Actor => ({ role: 'judge', id });

/** Who gives which command. */
export type Step = readonly [actor: Actor, command: Command];

/** The sample tour is set up and has its judges. */
export const setUp: readonly Step[] = [
  [organiser, { type: 'setUpTour', setup: sampleSetup, basedOnVersion: 0 }],
  [organiser, { type: 'appointJudges', judges: sampleJudges }],
];

/** An event as it comes out of the log: with its keys in the log's order, not in that of who wrote it. */
const asLogged = (event: TourEvent): TourEvent => JSON.parse(canonicalJson(event)) as TourEvent;

/** The tour after these steps. A step that is refused is a mistake in the test, and throws. */
export function given(steps: readonly Step[], from: Tour = emptyTour): Tour {
  return steps.reduce((tour, [actor, command], index) => {
    const at = BEGIN_UNIX_MS + index * 1_000;
    const decision = decide(tour, command, { actor, nowUnixMs: at });
    if (!decision.ok) throw new Error(`The given ${command.type} was refused: ${decision.code}`);
    return decision.events.reduce((before, event) => evolve(before, asLogged(event), at), tour);
  }, from);
}

/** The sample tour after these steps. */
export const onTour = (...steps: readonly Step[]): Tour => given([...setUp, ...steps]);

/** What a command leads to. */
export const when = (
  tour: Tour,
  actor: Actor,
  command: Command,
  nowUnixMs = NOW_UNIX_MS,
): Decision<TourEvent> => decide(tour, command, { actor, nowUnixMs });

/** It happened so; nothing given: there was nothing to change. */
export const happened = (...events: readonly TourEvent[]): Decision<TourEvent> => ({ ok: true, events });

/** It was refused with that code and those details. */
export const refused = (code: RefusalCode, details?: Refusal['details']): Refusal => ({
  ok: false,
  code,
  ...(details === undefined ? {} : { details }),
});
