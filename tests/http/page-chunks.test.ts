import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { distDir } from '../../server/dist-dir.ts';

interface Chunk {
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

test.each(['manifest', 'roles', 'organiser', 'embed'])('no page loads another page (%s)', (name) => {
  const manifest = JSON.parse(
    readFileSync(join(distDir(), 'client/.vite', `${name}.json`), 'utf8'),
  ) as Readonly<Record<string, Chunk>>;
  const loads = (from: string, seen: Set<string> = new Set()): Set<string> => {
    for (const next of manifest[from]?.imports ?? [])
      if (!seen.has(next)) {
        seen.add(next);
        loads(next, seen);
      }
    return seen;
  };
  const entries = Object.keys(manifest).filter((chunk) => manifest[chunk]?.isEntry === true);
  expect(entries).not.toEqual([]);
  for (const entry of entries)
    expect([entry, [...loads(entry)].filter((chunk) => chunk !== entry && manifest[chunk]?.isEntry)]).toEqual(
      [entry, []],
    );
});
