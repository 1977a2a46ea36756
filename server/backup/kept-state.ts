import type { Store } from '../store/port.ts';

/** Why a backup was not made: no room, a place or store that does not answer, a log that is not sound, or something else. */
export type BackupFault = 'full' | 'unreachable' | 'damaged' | 'broken';

/** What is known of a tour's backups; times by the machine's clock. */
export interface BackupState {
  /** The last good one, and until when it is known that nothing has happened since. */
  readonly last?: {
    readonly name: string;
    readonly atUnixMs: number;
    readonly sureAtUnixMs: number;
    readonly bytes: number;
    readonly epoch: string;
    readonly seq: number;
  };
  /** The last attempt, where that failed. */
  readonly failed?: { readonly atUnixMs: number; readonly why: BackupFault };
  /** A process makes one, and said so last then. */
  readonly making?: { readonly by: string; readonly seenAtUnixMs: number };
}

const KEY = 'state';
const collectionOf = (tour: string): string => `backups.${tour}`;

/** The state as it stands. Throws StoreUnavailable. */
export async function backupState(store: Store, tour: string): Promise<BackupState> {
  const record = await store.getRecord(collectionOf(tour), KEY);
  return record === undefined ? {} : (JSON.parse(record.body) as BackupState);
}

/**
 * Changes the state, whoever else does at the same moment: `change` is asked again of what stands there then, and
 * changes nothing where it answers undefined. Answers what stands then, undefined where nothing was changed. Throws
 * StoreUnavailable.
 */
export async function changeBackupState(
  store: Store,
  tour: string,
  change: (state: BackupState) => BackupState | undefined,
): Promise<BackupState | undefined> {
  for (;;) {
    const record = await store.getRecord(collectionOf(tour), KEY);
    const changed = change(record === undefined ? {} : (JSON.parse(record.body) as BackupState));
    if (changed === undefined) return undefined;
    const version = record?.version ?? 0;
    if ((await store.putRecord(collectionOf(tour), KEY, JSON.stringify(changed), version)) !== undefined)
      return changed;
  }
}
