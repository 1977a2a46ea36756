import { type Command, decide } from '../../../shared/commands.ts';
import type { Actor } from '../../../shared/tour/actor.ts';
import type { Programme } from '../../../shared/tour/ceremony/programme.ts';
import { evolve } from '../../../shared/tour/fold.ts';
import type { Prize } from '../../../shared/tour/setup/setup.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { finalSteps, ORGANISER, PRESENTER } from '../../support/ceremony-tour.ts';
import { given, NOW_UNIX_MS } from '../decide/scenario.ts';

/** A tour whose result is final, with these totals. */
export const finalTour = (
  totals: Readonly<Record<string, string>>,
  prizes?: readonly Prize[],
  programme?: Partial<Programme>,
): Tour => given(finalSteps(totals, prizes, programme).map(({ actor, command }) => [actor, command]));

/** When the hall is at a step, ms: every step takes ten seconds. */
export const atStep = (step: number): number => NOW_UNIX_MS + step * 10_000;

/** The tour after these commands of the presenter. */
export const led = (tour: Tour, ...commands: readonly Command[]): Tour =>
  commands.reduce((now, command) => {
    const nowUnixMs = atStep((now.ceremony?.step ?? 0) + 1);
    const decision = decide(now, command, { actor: PRESENTER, nowUnixMs });
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.code}`);
    return decision.events.reduce((before, event) => evolve(before, event, nowUnixMs), now);
  }, tour);

/** The tour after one more step, from where it stands. */
export const stepped = (tour: Tour, go: 'next' | 'back' | { readonly sceneId: string }): Tour =>
  led(tour, { type: 'stepCeremony', seenStep: tour.ceremony?.step ?? 0, go });

/** A tour whose ceremony has begun. */
export const begun = (...what: Parameters<typeof finalTour>): Tour =>
  led(finalTour(...what), { type: 'beginCeremony' });

export const by: Readonly<Record<'organiser' | 'presenter', Actor>> = {
  organiser: ORGANISER,
  presenter: PRESENTER,
};
