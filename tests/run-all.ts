import { runProjects } from './support/run/projects.ts';
import { build, staticChecks } from './support/run/static-checks.ts';
import { close, emptyTally, say } from './support/run/tally.ts';
import { provideTools } from './support/tools.ts';

/**
 * `npm test`: everything that must hold, in one run. Ends with a line `N passed, N failed`; every
 * check counts as one test, and what could not be run is said loudly (in CI it fails).
 */
const tally = emptyTally();
const missing = provideTools(say);
const lacks = (...programs: string[]): boolean => missing.some(({ program }) => programs.includes(program));
const withoutBrowser = lacks('chromium');
const withoutServers = lacks('redis-server', 'nginx');
const left: string[] = [];
if (lacks('firefox-esr')) left.push('tests/engines/firefox.test.ts');
if (lacks('WebKitWebDriver', 'Xvfb')) left.push('tests/engines/webkit.test.ts');

async function tests(): Promise<void> {
  const built = await build(tally);
  const projects = ['unit', 'house', 'client'];
  if (built) projects.push('laws', 'http');
  if (built && !withoutServers) projects.push('contract', 'faults');
  if (built && !withoutBrowser && !withoutServers) projects.push('browser');
  // Old versions of Chromium come from the package registry.
  if (built) projects.push('engines');
  await runProjects(tally, projects, left);
}
await Promise.all([staticChecks(tally), tests()]);

if (missing.length > 0) {
  say(
    `\n!! NOT RUN: tests that need ${missing.map(({ program }) => program).join(', ')}. Install ${missing.length > 1 ? 'them' : 'it'} (Debian, Ubuntu: apt-get install ${missing.map(({ packages }) => packages[0]).join(' ')}) and run npm test again.`,
  );
  if (process.env.CI === 'true' && missing.some(({ optional }) => !optional)) tally.failed += 1;
}
close(tally);
