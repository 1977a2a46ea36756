import { check, type Tally } from './tally.ts';

/** What needs no build and nothing that runs, one after another: a core is left for something else meanwhile. */
export async function staticChecks(tally: Tally): Promise<void> {
  await check(tally, 'lint', 'biome', 'check', '--error-on-warnings', '.');
  await check(tally, 'unused code', 'knip');
  // Of the whole program, components or not: what tsc complains of, this complains of too.
  await check(tally, 'types', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings');
}

/** Builds the pages and the server, which many tests start as they are. */
export const build = (tally: Tally): Promise<boolean> =>
  check(tally, 'build', 'vite', 'build', '--app', '--logLevel', 'warn');
