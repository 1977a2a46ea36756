import { createHash } from 'node:crypto';
import { faultOfId } from '../../shared/house/ids.ts';
import type { NewTour } from '../../shared/house/wire.ts';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import { GONE_TOURS, newEpoch, TOURS, type TourRecord, tourIn } from '../live/tour-records.ts';
import type { LogLine } from '../store/port.ts';
import type { ShutParts } from './shutting.ts';

/** A log that a new tour begins with, and what has to be there before anybody reads it. */
export interface Beginning {
  readonly lines: readonly LogLine[];
  /** Puts the rest in its place; may be done again. */
  prepare(): Promise<void>;
}

/** Whoever has been making a tour for so long, ms, was ended over it: the same request may finish it. */
const GIVEN_UP_MS = 300_000;

/** What became of making a tour: its record; `repeated` where the same request had made it before. */
export type Made = { readonly ok: true; readonly record: TourRecord; readonly repeated: boolean } | Refusal;

/**
 * Makes a tour under an id that nobody has or ever had; of several who make one under the same id at once, one does. The
 * same request again finds what it made, or finishes it. Until all of it is there nobody sees it, and what breaks off is
 * taken away after a while. Throws StoreUnavailable.
 */
export async function makeTour(
  { store, tours, nowUnixMs, machineUnixMs }: ShutParts,
  { commandId, id, name }: NewTour,
  beginning?: Beginning,
): Promise<Made> {
  const fault = faultOfId(id);
  if (fault !== undefined) return refuse(fault === 'form' ? 'tour.id-form' : 'tour.id-reserved', { id });
  if ((await store.getRecord(GONE_TOURS, id)) !== undefined) return refuse('tour.id-used', { id });
  const madeBy = createHash('sha256').update(commandId).digest('hex');
  const record: TourRecord = { id, createdAtUnixMs: nowUnixMs(), name, madeBy };
  const claim: TourRecord = { ...record, makingSinceUnixMs: machineUnixMs() };
  let version = await store.putRecord(TOURS, id, JSON.stringify(claim), 0);
  if (version === undefined) {
    const there = await store.getRecord(TOURS, id);
    const known = there && tourIn(there);
    if (there === undefined || known?.madeBy !== madeBy || known.going === true)
      return refuse('tour.id-taken', { id });
    const { makingSinceUnixMs } = known;
    if (makingSinceUnixMs === undefined) return { ok: true, record: known, repeated: true };
    // The same request is being answered, here or by another process.
    if (machineUnixMs() - makingSinceUnixMs < GIVEN_UP_MS) return refuse('tour.being-made');
    version = await store.putRecord(TOURS, id, JSON.stringify(claim), there.version);
    if (version === undefined) return refuse('tour.being-made');
  } else if (((await store.head(id))?.seq ?? 0) > 0) {
    // A log without a record: somebody else's business, and nothing that a new tour may take for its own.
    await store.deleteRecord(TOURS, id);
    return refuse('tour.id-taken', { id });
  }
  await beginning?.prepare();
  // Whoever took over meanwhile writes the log: a second one would throw away what is done in the first.
  if ((await store.getRecord(TOURS, id))?.version !== version) return refuse('tour.being-made');
  if (beginning === undefined) await store.openLog(id, newEpoch());
  else await store.replaceLog(id, newEpoch(), beginning.lines, []);
  if ((await store.putRecord(TOURS, id, JSON.stringify(record), version)) === undefined)
    return refuse('tour.being-made');
  tours.shut.learn(id, undefined);
  return { ok: true, record, repeated: false };
}
