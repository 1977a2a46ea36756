import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that `npm run build` filled: above the built server, or beside the sources in development. */
export function distDir(): string {
  let dir = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 5; up += 1) {
    for (const candidate of [dir, join(dir, 'dist')]) {
      if (existsSync(join(candidate, 'client', '.vite', 'manifest.json'))) return candidate;
    }
    dir = dirname(dir);
  }
  throw new Error('The pages are not built. Run: npm run build');
}
