import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say, type Tally } from './tally.ts';

interface VitestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly success: boolean;
}

/** Runs projects of `vite.config.ts`, without the files that are `left` out. */
export async function runProjects(
  tally: Tally,
  projects: readonly string[],
  left: readonly string[] = [],
): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'lalian-results-'));
  const results = join(dir, 'results.json');
  const child = spawn(
    'npx',
    [
      'vitest',
      'run',
      ...projects.flatMap((name) => ['--project', name]),
      ...left.flatMap((file) => ['--exclude', file]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${results}`,
    ],
    { stdio: 'inherit' },
  );
  await once(child, 'close');
  try {
    const result = JSON.parse(readFileSync(results, 'utf8')) as VitestResult;
    tally.passed += result.numPassedTests;
    tally.skipped += result.numPendingTests;
    tally.failed += result.numFailedTests;
    // A file that could not even be loaded has no tests that could fail.
    if (!result.success && result.numFailedTests === 0) tally.failed += 1;
  } catch {
    say('The test runner left no result.');
    tally.failed += 1;
  }
  rmSync(dir, { recursive: true, force: true });
}
