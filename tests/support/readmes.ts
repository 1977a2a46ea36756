import { readdirSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A README of the project: its path from the root with slashes, and what stands in it. */
export interface Readme {
  readonly path: string;
  readonly text: string;
}

const inFolder = (folder: string): readonly string[] =>
  readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .sort();

/** Every README, in either language: the main one first, then those of the rooms. */
export const everyReadme = (): readonly Readme[] =>
  [...readdirSync(ROOT), ...['client', 'server', 'shared', 'tests'].flatMap(inFolder)]
    .filter((path) => /(^|\/)README(\.zh-CN)?\.md$/.test(path))
    .map((path) => ({ path, text: readFileSync(resolve(ROOT, path), 'utf8') }));

/** Whether a README is the Chinese one of a pair. */
export const isChinese = ({ path }: Readme): boolean => path.endsWith('.zh-CN.md');
