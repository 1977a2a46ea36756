import type { Alarm } from '../../shared/alarms.ts';
import type { Config } from '../config.ts';
import { listRealTours } from '../live/tour-records.ts';
import { DiskFull, type Files, FilesUnavailable } from '../media/files/files.ts';
import { LogDamaged, type Store, StoreUnavailable } from '../store/port.ts';
import { TransferRefused } from '../store/transfer/transfer.ts';
import { type BackupFault, type BackupState, backupState, changeBackupState } from './kept-state.ts';
import { makeBackup } from './making.ts';
import { type BackupPlace, backupPlace } from './place.ts';

/** What backups are made with. */
export interface BackupParts {
  readonly config: Config;
  readonly store: Store;
  /** Pictures and films of tours. */
  readonly files: Files;
  readonly processId: string;
  readonly machineUnixMs: () => number;
  readonly warn: (message: string, details: Record<string, unknown>) => void;
  readonly inform: (message: string, details: Record<string, unknown>) => void;
}

const HOUR_MS = 3_600_000;
/** Where nothing has happened, drafts and likes may have: a file a day is enough for them. */
const QUIET_MS = 24 * HOUR_MS;
/** What failed is tried again after so long. */
const AGAIN_MS = 600_000;
/** A process that makes one says so as often, and is gone if it says nothing for three times as long. */
const SIGN_MS = 20_000;
const GONE_MS = 3 * SIGN_MS;

/** The backups of a server's tours: when they are made, how they stand. */
export class Backups {
  readonly #parts: BackupParts;
  readonly #place: BackupPlace | undefined;
  /** When this process first looked after a tour that has none yet. */
  readonly #since = new Map<string, number>();

  constructor(parts: BackupParts) {
    this.#parts = parts;
    this.#place = backupPlace(parts.config);
  }

  /** Where they go; undefined where the operator named no place. */
  get placeKind(): BackupPlace['kind'] | undefined {
    return this.#place?.kind;
  }

  /** How a tour's backups stand. Throws StoreUnavailable. */
  async stateOf(tour: string): Promise<BackupState> {
    const { making, ...state } = await backupState(this.#parts.store, tour);
    return making !== undefined && this.#isAlive(making) ? { ...state, making } : state;
  }

  /** The alarm that stands: that the last attempt failed, or that the last good one is older than it should be. */
  async alarmsOf(tour: string): Promise<readonly Alarm[]> {
    if (this.#place === undefined) return [];
    const { last, failed, making } = await this.stateOf(tour);
    const lastPart = last === undefined ? {} : { lastAtUnixMs: last.sureAtUnixMs };
    if (failed !== undefined) return [{ kind: 'backup', why: failed.why, ...lastPart }];
    const since = last?.sureAtUnixMs ?? this.#firstSeen(tour);
    const isOld = this.#parts.machineUnixMs() - since > 2 * this.#everyMs;
    return isOld && making === undefined ? [{ kind: 'backup', why: 'old', ...lastPart }] : [];
  }

  /** Makes those that are due, one after another. A fault of one is told and keeps no other from being made. Throws StoreUnavailable. */
  async makeDue(): Promise<void> {
    if (this.#place === undefined) return;
    for (const { id } of await listRealTours(this.#parts.store)) {
      if (await this.#isDue(id)) await (await this.begin(id))?.();
    }
  }

  /**
   * Begins a backup; of several processes that begin at once one does. Answers how to make it, undefined where there is
   * no place or another one is being made. Throws StoreUnavailable.
   */
  async begin(tour: string): Promise<(() => Promise<void>) | undefined> {
    const place = this.#place;
    return place !== undefined && (await this.#begin(tour)) ? () => this.#make(tour, place) : undefined;
  }

  /** A fault is kept and told, and the place is as it was. Throws StoreUnavailable. */
  async #make(tour: string, place: BackupPlace): Promise<void> {
    const { store, files, processId, config, machineUnixMs, warn, inform } = this.#parts;
    const signs = setInterval(() => {
      this.#sign(tour).catch(() => undefined);
    }, SIGN_MS);
    signs.unref();
    const atUnixMs = machineUnixMs();
    try {
      const made = await makeBackup({ store, files, place, keep: config.backup.keep }, tour, atUnixMs);
      await this.#end(tour, () => ({ last: { ...made, atUnixMs, sureAtUnixMs: atUnixMs } }));
      inform('a backup was made', { tour, name: made.name, bytes: made.bytes, seq: made.seq, processId });
    } catch (error) {
      const why = faultOf(error);
      warn('no backup could be made', { tour, why, err: String(error) });
      await this.#end(tour, ({ last }) => ({
        ...(last !== undefined && { last }),
        failed: { atUnixMs: machineUnixMs(), why },
      }));
    } finally {
      clearInterval(signs);
    }
  }

  get #everyMs(): number {
    return this.#parts.config.backup.hours * HOUR_MS;
  }

  #firstSeen(tour: string): number {
    const seen = this.#since.get(tour) ?? this.#parts.machineUnixMs();
    this.#since.set(tour, seen);
    return seen;
  }

  #isAlive({ seenAtUnixMs }: NonNullable<BackupState['making']>): boolean {
    return Math.abs(this.#parts.machineUnixMs() - seenAtUnixMs) < GONE_MS;
  }

  async #isDue(tour: string): Promise<boolean> {
    const { store, machineUnixMs } = this.#parts;
    const { last, failed, making } = await this.stateOf(tour);
    const now = machineUnixMs();
    if (making !== undefined || (failed !== undefined && Math.abs(now - failed.atUnixMs) < AGAIN_MS))
      return false;
    if (last === undefined || failed !== undefined) return true;
    // A clock that was set back: whatever is dated later is no reason to wait.
    if (now >= last.sureAtUnixMs && now - last.sureAtUnixMs < this.#everyMs) return false;
    const head = await store.head(tour);
    const isSame = head?.epoch === last.epoch && head.seq === last.seq;
    if (!isSame || Math.abs(now - last.atUnixMs) >= Math.max(QUIET_MS, this.#everyMs)) return true;
    await changeBackupState(store, tour, (state) =>
      state.last?.name === last.name ? { ...state, last: { ...last, sureAtUnixMs: now } } : undefined,
    );
    return false;
  }

  /** Whether this process makes it: nobody else does. */
  async #begin(tour: string): Promise<boolean> {
    const making = { by: this.#parts.processId, seenAtUnixMs: this.#parts.machineUnixMs() };
    const begun = await changeBackupState(this.#parts.store, tour, (state) =>
      state.making !== undefined && this.#isAlive(state.making) ? undefined : { ...state, making },
    );
    return begun !== undefined;
  }

  async #sign(tour: string): Promise<void> {
    const { store, processId, machineUnixMs } = this.#parts;
    await changeBackupState(store, tour, (state) =>
      state.making?.by === processId
        ? { ...state, making: { by: processId, seenAtUnixMs: machineUnixMs() } }
        : undefined,
    );
  }

  async #end(tour: string, after: (state: BackupState) => BackupState): Promise<void> {
    await changeBackupState(this.#parts.store, tour, after);
  }
}

function faultOf(error: unknown): BackupFault {
  if (error instanceof DiskFull) return 'full';
  if (error instanceof LogDamaged || error instanceof TransferRefused) return 'damaged';
  return error instanceof FilesUnavailable || error instanceof StoreUnavailable ? 'unreachable' : 'broken';
}
