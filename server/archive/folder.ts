import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ArchiveFile } from './files.ts';

/** Whether a folder holds nothing yet, or is not there. */
export async function isFree(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.length === 0;
}

/** Writes the files into a folder, one after another. */
export async function writeFolder(folder: string, files: readonly ArchiveFile[]): Promise<void> {
  for (const file of files) {
    const path = join(folder, file.path);
    await mkdir(dirname(path), { recursive: true });
    if ('bytes' in file) await writeFile(path, file.bytes);
    else await pipeline(await file.open(), createWriteStream(path));
  }
}
