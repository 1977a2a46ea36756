import { type Static, Type } from 'typebox';
import { sameJson } from '../canonical.ts';
import { type EventOf, exactly, Reason, UnixMs } from '../schema.ts';
import type { Context } from './actor.ts';
import { type Decision, happens, refuse } from './outcome.ts';
import type { Tour } from './state.ts';

const reason = Type.Optional(Reason);

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

/** Sets it at a time to come; a later plan replaces it. Nobody but the organiser knows of it before. */
export const PlanVisibility = exactly({
  type: Type.Literal('planVisibility'),
  visibility: Visibility,
  atUnixMs: UnixMs,
});
export type PlanVisibility = Static<typeof PlanVisibility>;

/** Gives a plan up. */
export const DropVisibilityPlan = exactly({ type: Type.Literal('dropVisibilityPlan') });
export type DropVisibilityPlan = Static<typeof DropVisibilityPlan>;

/** Does what is planned for that time, once it has come; the server gives it by itself. */
export const CarryOutVisibilityPlan = exactly({
  type: Type.Literal('carryOutVisibilityPlan'),
  atUnixMs: UnixMs,
});
export type CarryOutVisibilityPlan = Static<typeof CarryOutVisibilityPlan>;

/** What the public will see, and from when on (ms). */
export type VisibilityPlan = Omit<PlanVisibility, 'type'>;

/** What the log keeps of visibility. */
export const VISIBILITY_EVENTS = {
  'visibility.set': exactly({ type: Type.Literal('visibility.set'), visibility: Visibility }),
  'visibility.planned': exactly({
    type: Type.Literal('visibility.planned'),
    plan: exactly({ visibility: Visibility, atUnixMs: UnixMs }),
  }),
  'visibility.unplanned': exactly({ type: Type.Literal('visibility.unplanned') }),
} as const;
export type VisibilityEvent = EventOf<typeof VISIBILITY_EVENTS>;

/** While a ceremony runs, the public may be shown less than before, and not what is to be revealed. */
const wouldTell = ({ ceremony }: Tour, { mode }: Visibility): boolean =>
  ceremony?.state === 'running' && mode !== 'hidden';

/** Decides {@link SetVisibility}. */
export function decideSetVisibility(
  tour: Tour,
  command: SetVisibility,
  _context: Context,
): Decision<VisibilityEvent> {
  if (sameJson(tour.visibility, command.visibility)) return happens();
  if (wouldTell(tour, command.visibility)) return refuse('ceremony.running');
  return happens({ type: 'visibility.set', visibility: command.visibility });
}

/** Decides {@link PlanVisibility}: for a time that lies ahead. */
export function decidePlanVisibility(
  tour: Tour,
  { visibility, atUnixMs }: PlanVisibility,
  { nowUnixMs }: Context,
): Decision<VisibilityEvent> {
  if (atUnixMs <= nowUnixMs) return refuse('visibility.past');
  // It would wait for the ceremony's end, and open everything at that moment, were it stopped for an error.
  if (wouldTell(tour, visibility)) return refuse('ceremony.running');
  const plan: VisibilityPlan = { visibility, atUnixMs };
  return sameJson(tour.visibilityPlan, plan) ? happens() : happens({ type: 'visibility.planned', plan });
}

/** Decides {@link DropVisibilityPlan}. */
export const decideDropVisibilityPlan = (tour: Tour): Decision<VisibilityEvent> =>
  tour.visibilityPlan === null ? happens() : happens({ type: 'visibility.unplanned' });

/** Decides {@link CarryOutVisibilityPlan}: a plan that was replaced or given up meanwhile is not carried out. */
export function decideCarryOutVisibilityPlan(
  tour: Tour,
  { atUnixMs }: CarryOutVisibilityPlan,
  { nowUnixMs }: Context,
): Decision<VisibilityEvent> {
  const plan = tour.visibilityPlan;
  if (plan === null || plan.atUnixMs !== atUnixMs) return happens();
  if (nowUnixMs < atUnixMs) return refuse('visibility.early');
  if (wouldTell(tour, plan.visibility)) return refuse('ceremony.running');
  const done = { type: 'visibility.unplanned' } as const;
  return sameJson(tour.visibility, plan.visibility)
    ? happens<VisibilityEvent>(done)
    : happens<VisibilityEvent>(done, { type: 'visibility.set', visibility: plan.visibility });
}

/** Folds a change of visibility, or of what is planned. */
export function evolveVisibility(tour: Tour, event: VisibilityEvent): Tour {
  switch (event.type) {
    case 'visibility.set':
      return { ...tour, visibility: event.visibility };
    case 'visibility.planned':
      return { ...tour, visibilityPlan: event.plan };
    case 'visibility.unplanned':
      return { ...tour, visibilityPlan: null };
  }
}
