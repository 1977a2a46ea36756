import { type Static, Type } from 'typebox';
import { Reason } from '../../schema.ts';
import { type Dated, valueBefore } from '../dated.ts';
import type { Tour } from '../state.ts';

/** Why something falls out of a tour that goes on; not public, the reason is the organiser's alone. */
export const WHY = { reason: Reason, isReasonPublic: Type.Boolean() };

/** The same in the log: whoever may not know the reason gets the event without. */
export const WHY_LOGGED = { reason: Type.Optional(Reason), isReasonPublic: Type.Boolean() };

/** Why something is out. */
export interface Why {
  readonly reason?: Static<typeof Reason>;
  readonly isReasonPublic: boolean;
}

/** What was out and why, and when it was back (null), by id. A result of an earlier instant rests on what held then. */
export type Out = Readonly<Record<string, Dated<Why | null>>>;

/** Why something was out just before an instant (ms; Infinity: is out); undefined where it was not. */
export const whyOut = (out: Out, id: string, instantUnixMs = Number.POSITIVE_INFINITY): Why | undefined =>
  (Object.hasOwn(out, id) ? valueBefore(out[id], instantUnixMs) : undefined) ?? undefined;

/** What is out once something is, from an instant (ms) on; null: it is back. */
export const outAfter = (out: Out, id: string, why: Why | null, at: number): Out => ({
  ...out,
  [id]: [...(out[id] ?? []), { at, value: why }],
});

/** A why as everybody may know it. */
export const publicWhy = <T extends Why>(why: T): T => {
  if (why.isReasonPublic || why.reason === undefined) return why;
  const { reason: _reason, ...rest } = why;
  return rest as T;
};

/** What is out as everybody may know it. */
export const publicOut = (out: Out): Out =>
  Object.fromEntries(
    Object.entries(out).map(([id, dated]) => [
      id,
      dated.map(({ at, value }) => ({ at, value: value && publicWhy(value) })),
    ]),
  );

/** Whether a stop or a talk is cancelled. */
export const isCancelled = ({ cancellations }: Pick<Tour, 'cancellations'>, itemId: string): boolean =>
  whyOut(cancellations, itemId) !== undefined;

/** Whether an area has withdrawn. */
export const isWithdrawn = ({ withdrawals }: Pick<Tour, 'withdrawals'>, areaId: string): boolean =>
  whyOut(withdrawals, areaId) !== undefined;

/** Why the convoy goes to a stop no more, and nobody is asked to score an item; undefined where all is as planned. */
export function offBecause(
  tour: Pick<Tour, 'cancellations' | 'withdrawals'>,
  { id, areaId }: { readonly id: string; readonly areaId: string },
): 'cancelled' | 'withdrawn' | undefined {
  if (isCancelled(tour, id)) return 'cancelled';
  return isWithdrawn(tour, areaId) ? 'withdrawn' : undefined;
}

const NONE: ReadonlySet<string> = new Set();
const known = new WeakMap<
  Out,
  { readonly withdrawals: Out; readonly setup: Tour['setup']; readonly off: ReadonlySet<string> }
>();

/** Ids of the stops to which the convoy goes no more; the same object as long as nothing of it changes. */
export function stopsOff(tour: Pick<Tour, 'setup' | 'cancellations' | 'withdrawals'>): ReadonlySet<string> {
  const { setup, cancellations, withdrawals } = tour;
  const ready = known.get(cancellations);
  if (ready?.withdrawals === withdrawals && ready.setup === setup) return ready.off;
  const ids = (setup?.stops ?? []).filter((stop) => offBecause(tour, stop) !== undefined).map(({ id }) => id);
  const off = ids.length === 0 ? NONE : new Set(ids);
  known.set(cancellations, { withdrawals, setup, off });
  return off;
}
