/**
 * A process of its own for the SQLite tests, to be killed: `hold <dir>` opens the store as the server does and
 * prints "held"; `append <dir>` appends groups for ever and prints the last seq of each acknowledged one.
 */

import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { canonicalJson } from '../../shared/canonical.ts';
import { appendNow } from './append.ts';

const [what, dir = ''] = process.argv.slice(2);
const store = openSqliteStore({ dir, exclusive: true });

if (what === 'hold') {
  process.stdout.write('held\n');
  setInterval(() => {}, 60_000);
} else {
  await store.openLog('xihu-2026', 'e1');
  for (let n = 0; ; n++) {
    const bodies = Array.from({ length: 1 + (n % 7) }, (_, i) =>
      canonicalJson({ n, i, text: '评'.repeat(50) }),
    );
    try {
      const head = await appendNow(store, 'xihu-2026', bodies);
      process.stdout.write(`${head.seq}\n`);
    } catch (error) {
      process.stdout.write(`${error instanceof Error ? error.name : 'unknown'}\n`);
      break;
    }
    // Lets the pipe be written and signals arrive.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
