import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideTools } from './support/tools.ts';

/**
 * `npm test`: everything that must hold, in one run. Ends with a line `N passed, N failed`; every
 * check counts as one test, and what could not be run is said loudly (in CI it fails).
 */
const say = (line: string) => process.stdout.write(`${line}\n`);

interface VitestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly success: boolean;
}

let passed = 0;
let failed = 0;
let skipped = 0;

function check(name: string, command: string, ...words: string[]): boolean {
  say(`\n== ${name}`);
  const ok = spawnSync(command, words, { stdio: 'inherit' }).status === 0;
  if (ok) passed += 1;
  else failed += 1;
  return ok;
}

const missing = provideTools(say);
const lacks = (...programs: string[]): boolean => missing.some(({ program }) => programs.includes(program));
const withoutBrowser = lacks('chromium');
const withoutServers = lacks('redis-server', 'nginx');

check('lint', 'npx', 'biome', 'check', '--error-on-warnings', '.');
check('types', 'npx', 'tsc', '-p', '.');
check('types of the pages', 'npx', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings');
check('unused code', 'npx', 'knip');
const built = check('build', 'npx', 'vite', 'build', '--app', '--logLevel', 'warn');

const projects = ['unit', 'client'];
if (built) projects.push('http');
if (built && !withoutServers) projects.push('contract', 'faults');
if (built && !withoutBrowser && !withoutServers) projects.push('browser');
// Old versions of Chromium come from the package registry.
if (built) projects.push('engines');
const left: string[] = [];
if (lacks('firefox-esr')) left.push('tests/engines/firefox.test.ts');
if (lacks('WebKitWebDriver', 'Xvfb')) left.push('tests/engines/webkit.test.ts');

say('\n== tests');
const dir = mkdtempSync(join(tmpdir(), 'lalian-results-'));
const results = join(dir, 'results.json');
spawnSync(
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
try {
  const result = JSON.parse(readFileSync(results, 'utf8')) as VitestResult;
  passed += result.numPassedTests;
  skipped += result.numPendingTests;
  failed += result.numFailedTests;
  // A file that could not even be loaded has no tests that could fail.
  if (!result.success && result.numFailedTests === 0) failed += 1;
} catch {
  say('The test runner left no result.');
  failed += 1;
}
rmSync(dir, { recursive: true, force: true });

if (missing.length > 0) {
  say(
    `\n!! NOT RUN: tests that need ${missing.map(({ program }) => program).join(', ')}. Install ${missing.length > 1 ? 'them' : 'it'} (Debian, Ubuntu: apt-get install ${missing.map(({ packages }) => packages[0]).join(' ')}) and run npm test again.`,
  );
  if (process.env.CI === 'true' && missing.some(({ optional }) => !optional)) failed += 1;
}
if (skipped > 0) {
  say(`\n!! NOT RUN: ${skipped} tests were skipped; each says above what it lacks.`);
  if (process.env.CI === 'true') failed += 1;
}
say('');
say(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
