import { join } from 'node:path';
import type { Config } from '../config.ts';
import { diskFiles } from '../media/files/disk-files.ts';
import type { Files } from '../media/files/files.ts';
import { s3Files } from '../media/files/s3-files.ts';

/** Where backups are kept. */
export interface BackupPlace {
  readonly kind: 'folder' | 'bucket';
  readonly files: Files;
  /** What all names begin with: a bucket may hold other things too. */
  readonly root: string;
  /** A folder for the one that is being made, on the disk of the place where that is a folder. */
  readonly makingDir: string;
}

/** The place that the configuration names; undefined where it names none. */
export function backupPlace({ backup, s3, dataDir }: Config): BackupPlace | undefined {
  if (backup.dir !== undefined)
    return {
      ...{ kind: 'folder', files: diskFiles(backup.dir), root: '' },
      makingDir: join(backup.dir, '.making'),
    };
  if (backup.bucket !== undefined && s3 !== undefined)
    return {
      kind: 'bucket',
      files: s3Files({ ...s3, bucket: backup.bucket }),
      root: 'backups/',
      makingDir: join(dataDir, 'backup-making'),
    };
  return undefined;
}

/** Where a tour's backups are in the place: what begins so. */
export const backupsOf = ({ root }: BackupPlace, tour: string): string => `${root}${tour}/`;

/** By their time, so that sorted names are in order: `TOUR/2026-07-07T08-30-00Z.lalian`. */
export const backupName = (place: BackupPlace, tour: string, atUnixMs: number): string =>
  `${backupsOf(place, tour)}${new Date(atUnixMs).toISOString().slice(0, 19).replaceAll(':', '-')}Z.lalian`;
