import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { DiskFull, type Files, saysFull } from './files.ts';

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code;

/** Files in a folder, which several server processes may share. */
export function diskFiles(dir: string): Files {
  const pathOf = (key: string) => join(dir, key);
  const size = async (key: string) => {
    try {
      const found = await stat(pathOf(key));
      return found.isFile() ? found.size : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  const list = async (prefix: string): Promise<readonly string[]> => {
    try {
      const entries = await readdir(pathOf(prefix), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
        .map((entry) => `${prefix}${relative(pathOf(prefix), join(entry.parentPath, entry.name))}`)
        .sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  };
  return {
    kind: 'disk',
    async put(key, file) {
      const path = pathOf(key);
      const part = join(dirname(path), `.${randomUUID()}.part`);
      try {
        await mkdir(dirname(path), { recursive: true });
        await moved(file, part);
        await synced(part);
        await rename(part, path);
      } catch (error) {
        await rm(part, { force: true });
        if (saysFull(codeOf(error))) throw new DiskFull('The disk is full', { cause: error });
        throw error;
      }
    },
    size,
    async read(key, range) {
      if ((await size(key)) === undefined) return undefined;
      return createReadStream(pathOf(key), range && { start: range.from, end: range.to });
    },
    async remove(keys) {
      for (const key of keys) await rm(pathOf(key), { force: true });
    },
    list,
    async weigh(prefix) {
      const sizes: number[] = [];
      // Withdrawn since the list was made: not there any more.
      for (const key of await list(prefix))
        sizes.push(...[await size(key)].filter((one) => one !== undefined));
      return { files: sizes.length, bytes: sizes.reduce((sum, one) => sum + one, 0) };
    },
  };
}

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(String(codeOf(error)));

/** Moves a file, to another file system if need be. */
async function moved(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    await copyFile(from, to);
    await rm(from, { force: true });
  }
}

/** What was acknowledged is on the disk. */
async function synced(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
