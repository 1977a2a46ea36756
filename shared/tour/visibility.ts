import { type Static, Type } from 'typebox';
import { sameJson } from '../canonical.ts';
import { exactly, plainText, UnixMs } from '../schema.ts';
import type { Context } from './actor.ts';
import { type Decision, happens } from './outcome.ts';
import type { Tour } from './state.ts';

const reason = Type.Optional(
  Type.Object(
    { zh: plainText(200, 1), en: Type.Optional(plainText(300, 1)) },
    { additionalProperties: false },
  ),
);

/**
 * What the public sees of the standings: all of them, nothing, or only what was known before an
 * instant. The instant itself is frozen already (t ≥ freeze is hidden).
 */
export const Visibility = Type.Union([
  exactly({ mode: Type.Literal('live') }),
  exactly({ mode: Type.Literal('hidden'), reason }),
  exactly({ mode: Type.Literal('frozen'), fromUnixMs: UnixMs, reason }),
]);
export type Visibility = Static<typeof Visibility>;

/** Sets what the public sees of the standings. */
export const SetVisibility = exactly({ type: Type.Literal('setVisibility'), visibility: Visibility });
export type SetVisibility = Static<typeof SetVisibility>;

export interface VisibilityEvent {
  readonly type: 'visibility.set';
  readonly visibility: Visibility;
}

/** Decides {@link SetVisibility}. */
export function decideSetVisibility(
  tour: Tour,
  command: SetVisibility,
  _context: Context,
): Decision<VisibilityEvent> {
  if (sameJson(tour.visibility, command.visibility)) return happens();
  return happens({ type: 'visibility.set', visibility: command.visibility });
}

/** Folds a change of visibility. */
export const evolveVisibility = (tour: Tour, event: VisibilityEvent): Tour => ({
  ...tour,
  visibility: event.visibility,
});
