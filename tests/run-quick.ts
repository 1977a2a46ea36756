import { runProjects } from './support/run/projects.ts';
import { build, staticChecks } from './support/run/static-checks.ts';
import { close, emptyTally } from './support/run/tally.ts';

/**
 * `npm run test:quick`: what can be known within a minute or so, for work in between: lint, types, unused code, unit
 * tests, laws and pages without a browser. Ends with a line `N passed, N failed`.
 */
const tally = emptyTally();
await Promise.all([
  staticChecks(tally),
  // Some laws compare pages as they are served.
  build(tally).then((built) => runProjects(tally, built ? ['unit', 'laws', 'client'] : ['unit', 'client'])),
]);
close(tally);
