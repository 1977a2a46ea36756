import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Writes a line for whoever watches the run. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** What a run has found so far; every check counts as one test. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** A tally of nothing. */
export const emptyTally = (): Tally => ({ passed: 0, failed: 0, skipped: 0 });

/** Runs a program; what it says is shown when it has ended, so that two at a time can be read. Whether it went well. */
export async function check(tally: Tally, name: string, ...words: readonly string[]): Promise<boolean> {
  const began = performance.now();
  const child = spawn('npx', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  const [code] = await once(child, 'close');
  const ok = code === 0;
  if (ok) tally.passed += 1;
  else tally.failed += 1;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`\n== ${name}: ${ok ? 'passed' : 'FAILED'} (${seconds} s)\n${output.trimEnd()}`);
  return ok;
}

/** Ends the run with a line `N passed, N failed`. In CI what was skipped is a failure. */
export function close(tally: Tally): never {
  const { passed, skipped } = tally;
  let { failed } = tally;
  if (skipped > 0) {
    say(`\n!! NOT RUN: ${skipped} tests were skipped; each says above what it lacks.`);
    if (process.env.CI === 'true') failed += 1;
  }
  say('');
  say(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}
