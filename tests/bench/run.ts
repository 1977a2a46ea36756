import { ceremony } from './ceremony.ts';
import { fanout } from './fanout.ts';
import { feed } from './feed.ts';
import { fold } from './fold.ts';
import { ingest } from './ingest.ts';
import { judge } from './judge.ts';
import { newsroom } from './newsroom.ts';
import { organiser } from './organiser.ts';
import { page } from './page.ts';
import { pictures } from './pictures.ts';
import { polled } from './polled.ts';
import { scoring } from './scoring.ts';
import { screen } from './screen.ts';
import { sheets } from './sheets.ts';
import { progress } from './support/figure.ts';
import { buildOnce } from './support/processes.ts';

/*
 * `npm run bench -- NAME …`: measures the built server, and beside it, in the same run, what it is compared
 * with. One JSON line for each figure on standard output, progress on standard error. Without a name: all.
 * The environment: BENCH_DIST, a build elsewhere than in dist; BENCH_PROFILE, a folder for the servers' CPU profiles.
 */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  fanout,
  ingest,
  fold,
  polled,
  newsroom,
  page,
  judge,
  organiser,
  pictures,
  scoring,
  feed,
  ceremony,
  screen,
  sheets,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  progress(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
buildOnce();
for (const [name, bench] of Object.entries(BENCHES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  progress(`== ${name}`);
  await bench();
}
process.exit(0);
