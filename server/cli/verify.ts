import { verifyChain } from '../store/chain.ts';
import { runTool, UsageError } from './command-line.ts';

// npm run verify [-- --tour NAME]: recomputes the hash chain of every log, or of one, and says where it breaks.
await runTool({ strings: ['tour'] }, async ({ store, option }) => {
  const wanted = option('tour');
  const logs = (await store.logs()).filter((log) => wanted === undefined || log === wanted);
  if (logs.length === 0)
    throw new UsageError(wanted === undefined ? 'There is no tour yet.' : `There is no tour "${wanted}".`);
  for (const log of logs) {
    const result = await verifyChain(store.readLog(log, 0));
    if (result.ok) {
      process.stdout.write(`${log}: ${result.seq} events, chain intact, head ${result.hash || '(empty)'}\n`);
    } else {
      process.stdout.write(
        `${log}: BROKEN at event ${result.atSeq} (${result.reason}): expected ${result.expected}, found ${result.found}\n`,
      );
      process.exitCode = 1;
    }
  }
});
