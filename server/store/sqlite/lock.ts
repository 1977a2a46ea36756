import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';

/** Another server process holds the data folder. The message says which folder and what to do. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/** The held lock of a data folder. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the data folder for one server process, or throws {@link FolderInUse}. The lock is an exclusive
 * transaction on a tiny database of its own: the operating system frees it with the process, so nothing is
 * left behind by `kill -9`, and command-line tools may still open the data beside a running server.
 */
export function lockFolder(dir: string): FolderLock {
  const lock = new DatabaseSync(join(dir, 'server.lock.db'));
  try {
    lock.exec('PRAGMA busy_timeout = 0');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if ((cause as { errcode?: unknown }).errcode !== 5) throw cause;
    throw new FolderInUse(
      `Another Lalian server is running on the data folder ${dir}. Only one server process may use a folder: ` +
        'stop the other one, or give this one a folder of its own. Several processes for one tour need Redis ' +
        '(set REDIS_URL for all of them).',
      { cause },
    );
  }
  return { release: () => lock.close() };
}
