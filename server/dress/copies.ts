import { createHash, randomInt } from 'node:crypto';
import type { DressRehearsal } from '../../shared/protocol.ts';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import { listRealTours, listTours, newEpoch, TOURS, type TourRecord, tourIn } from '../live/tour-records.ts';
import type { TourRoom } from '../live/tour-room.ts';
import type { Tours } from '../live/tours.ts';
import { type Store, StoreUnavailable } from '../store/port.ts';
import { type Asked, asked, changePlay, dropPlay, playOf, putPlay, shownPlay } from './plays.ts';
import { inTurn } from './turns.ts';
import { writeOpening, writeRehearsal } from './written.ts';

/** What rehearsals are kept in, and who shows them. */
export interface CopyParts {
  readonly store: Store;
  readonly tours: Tours;
  readonly nowUnixMs: () => number;
}

const SUFFIX = '-rehearsal';
const MOST_LETTERS = 40;
/** Letters of a fingerprint that keep two long names apart which begin alike. */
const PRINT_LETTERS = 6;

/** The id of a tour's rehearsal; of a long one the beginning, and a fingerprint of the rest. */
export function copyIdOf(real: string): string {
  if (real.length + SUFFIX.length <= MOST_LETTERS) return real + SUFFIX;
  const print = createHash('sha256').update(real).digest('hex').slice(0, PRINT_LETTERS);
  return `${real.slice(0, MOST_LETTERS - SUFFIX.length - 1 - PRINT_LETTERS)}-${print}${SUFFIX}`;
}

/** Of which real tour that one is the rehearsal, by its record; undefined where it is none. Throws StoreUnavailable. */
export async function realOf(store: Store, tour: string): Promise<string | undefined> {
  // Asked with every request: only what may be one costs a look.
  if (!tour.endsWith(SUFFIX)) return undefined;
  const record = await store.getRecord(TOURS, tour);
  return record && tourIn(record).rehearsalOf;
}

/** The real tour whose rehearsal has that name, whether there is one just now or not. Throws StoreUnavailable. */
export async function realNamed(store: Store, copy: string): Promise<string | undefined> {
  if (!copy.endsWith(SUFFIX)) return undefined;
  return (await listRealTours(store)).find(({ id }) => copyIdOf(id) === copy)?.id;
}

/** Whether a tour says of itself that it is a rehearsal. */
export const isRehearsal = ({ fold }: Pick<TourRoom, 'fold'>): boolean =>
  fold.tour.setup?.rehearsalOf !== undefined;

/**
 * Makes the rehearsal of a tour, or another in the place of the one that there is. With `lengthMs` it stands before its
 * first day, and plays by itself for so long; without, everything has happened.
 */
export const makeCopy = (
  parts: CopyParts,
  room: TourRoom,
  lengthMs?: number,
): Promise<{ readonly ok: true; readonly copy: string; readonly isFinal: boolean } | Refusal> =>
  inTurn(parts.tours, room.id, async () => {
    const { store, tours, nowUnixMs } = parts;
    // What another process has heard of belongs in it too.
    await room.catchUp();
    const { tour } = room.fold;
    const { setup } = tour;
    if (setup === null) return refuse('tour.not-set-up');
    if (setup.rehearsalOf !== undefined) return refuse('rehearsal.of-rehearsal');
    const copy = copyIdOf(room.id);
    if (await isOther(parts, copy, room.id)) return refuse('rehearsal.name-taken', { tour: copy });
    const there = await store.getRecord(TOURS, copy);
    const seed = randomInt(2 ** 32);
    const from = { nowUnixMs: nowUnixMs(), seed };
    const toPlay = lengthMs === undefined ? undefined : await writeOpening({ ...tour, setup }, room.id, from);
    const written = toPlay ?? (await writeRehearsal({ ...tour, setup }, room.id, from));
    const onScreens = there !== undefined && tourIn(there).onScreens === true;
    const epoch = newEpoch();
    // What played on the one before must not go on with this one.
    await dropPlay(store, copy);
    await store.replaceLog(copy, epoch, written.lines, written.series);
    if (toPlay !== undefined && lengthMs !== undefined)
      await putPlay(store, copy, toPlay.plan, { epoch, lengthMs, sinceUnixMs: nowUnixMs() });
    const record: TourRecord = { id: copy, createdAtUnixMs: nowUnixMs(), rehearsalOf: room.id, onScreens };
    await store.putRecord(TOURS, copy, JSON.stringify(record));
    // Another process may have wiped it meanwhile.
    if ((await store.head(copy)) === undefined) {
      await store.deleteRecord(TOURS, copy);
      await dropPlay(store, copy);
      return refuse('rehearsal.none');
    }
    await readAfresh(tours, copy);
    await tellHalls(parts);
    return { ok: true, copy, isFinal: written.tour.final !== null };
  });

/** Says whether the real screens and remotes are to show the rehearsal. */
export const showCopy = (
  parts: CopyParts,
  real: string,
  onScreens: boolean,
): Promise<{ readonly ok: true } | Refusal> =>
  inTurn(parts.tours, real, async () => {
    // Nobody takes the hall out of what it is being shown.
    if (onScreens && isMeeting(await parts.tours.find(real))) return refuse('rehearsal.ceremony-runs');
    if (!(await note(parts.store, copyIdOf(real), real, onScreens))) return refuse('rehearsal.none');
    await tellHalls(parts);
    return { ok: true };
  });

/** Pauses a rehearsal that plays by itself, lets it go on, or has the rest happen at once. */
export const askPlay = (
  parts: CopyParts,
  real: string,
  what: Asked,
): Promise<{ readonly ok: true } | Refusal> =>
  inTurn(parts.tours, real, async () => {
    const { store, nowUnixMs } = parts;
    const changed = await changePlay(store, copyIdOf(real), (play) => asked(play, what, nowUnixMs()));
    if (changed === undefined) return refuse('rehearsal.none');
    await tellHalls(parts);
    return { ok: true };
  });

/**
 * Wipes the rehearsal of a tour: its log, positions and everything that is kept under its name. Answers its id, also
 * where nothing of it was left; the files of its pictures are for who knows where they are. Another call finishes one
 * that was cut off. Undefined where a real tour has that name.
 */
export const wipeCopy = (parts: CopyParts, real: string): Promise<string | undefined> =>
  inTurn(parts.tours, real, async () => {
    const { store, tours } = parts;
    const copy = copyIdOf(real);
    if (await isOther(parts, copy, real)) return undefined;
    if (await note(store, copy, real, false)) await tellHalls(parts);
    // From here on it is listed nowhere, and no session of the real tour opens it.
    await store.deleteRecord(TOURS, copy);
    await dropPlay(store, copy);
    await tours.forget(copy);
    await store.removeLog(copy);
    await store.removeNamedAfter(copy);
    // Somebody may have asked for it in between, and another process have said that it is there.
    await tours.forget(copy);
    if ((await store.head(copy)) === undefined) await store.deleteRecord(TOURS, copy);
    await tellHalls(parts);
    return copy;
  });

/**
 * Tells the hall of every open tour whether it has a rehearsal, and whether screens show it. A ceremony that begins calls
 * them back for good: neither who waits for it in the hall nor who sees its last picture must see a rehearsal.
 */
export async function tellHalls({ store, tours }: Pick<CopyParts, 'store' | 'tours'>): Promise<void> {
  const copies: DressRehearsal[] = [];
  for (const { id, rehearsalOf: real, onScreens = false } of await listTours(store)) {
    // Half wiped, or half made: nobody is sent to what is not there.
    if (real === undefined || (await store.head(id)) === undefined) continue;
    const isCalledBack = onScreens && isMeeting(tours.open.find((room) => room.id === real));
    if (isCalledBack) await note(store, id, real, false);
    const play = await playOf(store, id);
    copies.push({
      ...{ real, copy: id, onScreens: onScreens && !isCalledBack },
      ...(play !== undefined && { play: shownPlay(play) }),
    });
  }
  for (const room of tours.open)
    room.hub.newest.setRehearsal(
      copies.find(({ real, copy }) => real === room.id || copy === room.id) ?? null,
    );
}

/**
 * Who has the one before open reads this one before anybody is sent there. It is made all the same where it cannot be
 * read just now, because another process makes the next one.
 */
async function readAfresh(tours: Tours, copy: string): Promise<void> {
  try {
    await (await tours.find(copy))?.catchUp();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
  }
}

/** Whether the ceremony of a tour runs. */
const isMeeting = (room: Pick<TourRoom, 'fold'> | undefined): boolean =>
  room?.fold.tour.ceremony?.state === 'running';

/**
 * Whether something else than the rehearsal of a tour has its name. It is the rehearsal by its record, or by its own log
 * where wiping it was cut off; or nothing is there.
 */
async function isOther({ store, tours }: Pick<CopyParts, 'store' | 'tours'>, copy: string, real: string) {
  const record = await store.getRecord(TOURS, copy);
  if (record !== undefined && tourIn(record).rehearsalOf === real) return false;
  if (record === undefined && (await store.head(copy)) === undefined) return false;
  return (await tours.find(copy))?.fold.tour.setup?.rehearsalOf !== real;
}

/** Writes down whether screens show a rehearsal; false where there is none, or no more. */
async function note(store: Store, copy: string, real: string, onScreens: boolean): Promise<boolean> {
  const known = await store.getRecord(TOURS, copy);
  const record = known && tourIn(known);
  if (known === undefined || record?.rehearsalOf !== real) return false;
  if (record.onScreens === onScreens) return true;
  // What another process has wiped meanwhile does not come back.
  const written = await store.putRecord(
    ...([TOURS, copy, JSON.stringify({ ...record, onScreens } satisfies TourRecord), known.version] as const),
  );
  return written !== undefined || note(store, copy, real, onScreens);
}
