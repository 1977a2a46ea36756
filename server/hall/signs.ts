import type { ScreenSign } from '../../shared/protocol.ts';
import { readEndings } from '../access/endings.ts';
import { inviteIdOf, listInvites } from '../access/invites.ts';
import type { TourRoom } from '../live/tour-room.ts';
import type { Store, StoredRecord } from '../store/port.ts';

/**
 * What is kept of a screen, under the id of its invite, and behind a dot that of its window. Times by the machine's
 * clock; `sinceMs`: when it was heard for the first time.
 */
interface Kept {
  readonly name: string;
  readonly step: number | null;
  readonly sinceMs?: number;
  readonly seenAtMs: number;
}

/** A sign that came; where nothing is another one, it is not written again within {@link REWRITE_MS}. */
interface Given extends Kept {
  readonly steadyMs: number;
}

/** A screen says every two seconds what it shows: three signs may be lost. */
const LIVE_MS = 6_000;
const REWRITE_MS = 1_500;
/** A screen that was taken down is no news any more. */
const GONE_AFTER_MS = 3_600_000;
/** More screens than any hall has; those that spoke last. */
const MOST_SHOWN = 100;
/** Windows that came by one link; further ones are told apart no more. */
const MOST_WINDOWS = 12;

/** A screen's record as it is read. */
interface Read {
  readonly key: string;
  readonly kept: Kept;
  readonly silentMs: number;
}

/** The invite that a record belongs to. */
const inviteOf = (key: string): string => key.split('.', 1)[0] ?? key;

/**
 * The screens of a tour's hall, over all processes: each has a small record in the store, which whoever it speaks to
 * writes and all read. Which one lives is told by records that go on changing, so that neither a screen's clock nor
 * those of two processes matter; only what is read for the first time is judged by its time.
 */
export class ScreenSigns {
  readonly #room: TourRoom;
  readonly #store: Store;
  readonly #machineUnixMs: () => number;
  readonly #steadyMs: () => number;
  readonly #given = new Map<string, Given>();
  /** When a record was first read in its version, by this process's own clock. */
  readonly #heard = new Map<string, { readonly version: number; readonly steadyMs: number }>();
  #revoked: { readonly endings: number; readonly ids: ReadonlySet<string> } | undefined;

  constructor(room: TourRoom, store: Store, machineUnixMs: () => number, steadyMs: () => number) {
    this.#room = room;
    this.#store = store;
    this.#machineUnixMs = machineUnixMs;
    this.#steadyMs = steadyMs;
  }

  /**
   * A screen says which step it has drawn; null: no ceremony yet. `window` tells those apart that came by one link.
   * Throws StoreUnavailable.
   */
  async say(
    inviteHash: string,
    window: string | undefined,
    name: string,
    step: number | null,
  ): Promise<void> {
    const key = this.#keyOf(inviteIdOf(inviteHash), window);
    const before = this.#given.get(key);
    const steadyMs = this.#steadyMs();
    const isSame = before?.step === step && before.name === name;
    if (isSame && steadyMs - before.steadyMs < REWRITE_MS) return;
    const seenAtMs = this.#machineUnixMs();
    const sinceMs = before?.sinceMs ?? (await this.#sinceMs(key)) ?? seenAtMs;
    const kept: Kept = { name, step, sinceMs, seenAtMs };
    this.#given.set(key, { ...kept, steadyMs });
    await this.#store.putRecord(this.#collection, key, JSON.stringify(kept));
    // Who leads sees at once that a screen goes on, or is there again.
    if (!isSame || steadyMs - before.steadyMs > LIVE_MS) await this.look();
  }

  #keyOf(inviteId: string, window: string | undefined): string {
    if (window === undefined) return inviteId;
    const key = `${inviteId}.${window}`;
    const others = [...this.#given.keys()].filter((one) => inviteOf(one) === inviteId && one !== key);
    return others.length < MOST_WINDOWS ? key : inviteId;
  }

  /** Since when another process, or this one before it started again, has heard of a screen. */
  async #sinceMs(key: string): Promise<number | undefined> {
    const record = await this.#store.getRecord(this.#collection, key);
    return record && (JSON.parse(record.body) as Kept).sinceMs;
  }

  /** Reads what screens said, here and elsewhere, and tells who leads the ceremony. Throws StoreUnavailable. */
  async look(): Promise<void> {
    const records = await this.#store.listRecords(this.#collection);
    if (records.length === 0 && this.#heard.size === 0) return;
    const revoked = await this.#revokedIds();
    const steadyMs = this.#steadyMs();
    const read = records.map((record): Read => {
      const silentMs = steadyMs - this.#heardAt(record, steadyMs);
      return { key: record.key, kept: JSON.parse(record.body) as Kept, silentMs };
    });
    const there = read.filter(
      (one) => !revoked.has(inviteOf(one.key)) && one.silentMs <= GONE_AFTER_MS && !isReplaced(one, read),
    );
    const keys = new Set(there.map(({ key }) => key));
    for (const { key } of read) if (!keys.has(key)) await this.#store.deleteRecord(this.#collection, key);
    for (const known of [this.#heard, this.#given])
      for (const key of known.keys()) if (!keys.has(key)) known.delete(key);
    const newest = there.sort((a, b) => a.silentMs - b.silentMs).slice(0, MOST_SHOWN);
    this.#room.hub.newest.setScreens(
      newest
        .map(
          (one): ScreenSign => ({
            id: one.key,
            name: nameAmong(one, newest),
            step: one.kept.step,
            live: one.silentMs <= LIVE_MS,
          }),
        )
        .sort((a, b) => (a.name === b.name ? order(a.id, b.id) : order(a.name, b.name))),
    );
  }

  #heardAt({ key, version, body }: StoredRecord, steadyMs: number): number {
    const known = this.#heard.get(key);
    if (known?.version === version) return known.steadyMs;
    const silentMs = Math.max(0, this.#machineUnixMs() - (JSON.parse(body) as Kept).seenAtMs);
    // What changed under the eyes of this process was said just now, whatever time somebody else's clock tells.
    const heard = { version, steadyMs: known === undefined ? steadyMs - silentMs : steadyMs };
    this.#heard.set(key, heard);
    return heard.steadyMs;
  }

  /** Ids of invites that are revoked, read again only when a session was ended somewhere. */
  async #revokedIds(): Promise<ReadonlySet<string>> {
    const endings = await readEndings(this.#store, this.#room.id);
    if (this.#revoked?.endings !== endings) {
      const invites = await listInvites(this.#store, this.#room.id);
      const ids = invites.filter(({ revokedAtUnixMs }) => revokedAtUnixMs !== undefined);
      this.#revoked = { endings, ids: new Set(ids.map(({ inviteId }) => inviteId)) };
    }
    return this.#revoked.ids;
  }

  get #collection(): string {
    return `hall-screens.${this.#room.id}`;
  }
}

const sinceOf = ({ sinceMs = 0 }: Kept): number => sinceMs;
/** Windows of one link in the order in which they came. */
const byAge = (a: Read, b: Read): number => sinceOf(a.kept) - sinceOf(b.kept) || order(a.key, b.key);

/**
 * Whether another window of the same link has taken a silent one's place, as after a restart: it came when the silent
 * one had spoken for the last time. Of two that spoke side by side, the silent one is missing on a wall.
 */
const isReplaced = (one: Read, all: readonly Read[]): boolean =>
  one.silentMs > LIVE_MS &&
  all.some(
    (other) =>
      other.key !== one.key &&
      inviteOf(other.key) === inviteOf(one.key) &&
      sinceOf(other.kept) + LIVE_MS > one.kept.seenAtMs,
  );

/** A screen's name; of several windows that came by one link all but the first are numbered. */
function nameAmong(one: Read, all: readonly Read[]): string {
  const ofLink = all.filter(({ key }) => inviteOf(key) === inviteOf(one.key)).toSorted(byAge);
  const at = ofLink.findIndex(({ key }) => key === one.key);
  return at > 0 ? `${one.kept.name} ${at + 1}` : one.kept.name;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
