import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { distDir } from '../../server/dist-dir.ts';

interface Chunk {
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
}

test.each(['manifest', 'roles', 'organiser', 'embed'])(
  'no page of %s runs the script of another one',
  (name) => {
    const file = join(distDir(), 'client/.vite', `${name}.json`);
    const chunks = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Chunk>>;
    const needed = (from: string, seen = new Set<string>()): ReadonlySet<string> => {
      for (const next of chunks[from]?.imports ?? [])
        if (!seen.has(next)) {
          seen.add(next);
          needed(next, seen);
        }
      return seen;
    };
    const entries = Object.keys(chunks).filter((one) => chunks[one]?.isEntry);
    expect(entries).not.toEqual([]);
    for (const entry of entries)
      for (const other of entries)
        if (other !== entry) expect([...needed(entry)], entry).not.toContain(other);
  },
);
