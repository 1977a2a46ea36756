import { readFix } from '../live/frames/series-fix.ts';
import { listTours } from '../live/tour-records.ts';
import { type ChainVerdict, FAULT_WORDS } from '../store/chain.ts';
import type { Store } from '../store/port.ts';
import { sealsIn } from '../store/seals.ts';
import { verifyLog } from '../store/verify-log.ts';
import { runTool, UsageError } from './command-line.ts';

const words = ({ reason }: Extract<ChainVerdict, { readonly ok: false }>): string =>
  `${FAULT_WORDS[reason].en} / ${FAULT_WORDS[reason].zh}`;

const told = (log: string, verdict: ChainVerdict): string =>
  verdict.ok
    ? `${log}: ${verdict.seq} events, chain intact, head ${verdict.hash || '(empty)'}\n`
    : `${log}: BROKEN at event ${verdict.atSeq} (${verdict.reason}): ${words(verdict)}\n` +
      `  expected ${verdict.expected}, found ${verdict.found}; sound up to event ${verdict.sound.seq}\n` +
      '  Stop the server, keep a copy of the data, and put the newest backup back (npm run import). Without one:\n' +
      `  请停止服务器，复制留存数据，再导入最近的备份（npm run import）。没有备份时：\n` +
      `  npm run export -- FILE --tour ${log} --sound\n`;

/** Positions of a tour that nobody can read, which the server passes over. */
async function unreadablePositions(store: Store, log: string): Promise<number> {
  let count = 0;
  for await (const lines of store.readSeries(log, 0))
    count += lines.filter(({ body }) => readFix(body) === undefined).length;
  return count;
}

/** Says of each seal whether it holds; false where one does not. */
async function tellSeals(store: Store, log: string): Promise<boolean> {
  const seals = await sealsIn(store, log);
  if (seals.length === 0) process.stdout.write(`${log}: no day is sealed / 没有封存过任何一天\n`);
  for (const { day, seq, hash, holds, sealedBySeq } of seals)
    process.stdout.write(
      `${log}: day ${day}, sealed by event ${sealedBySeq}: event ${seq} ${hash} ${holds ? 'holds' : 'DOES NOT HOLD'} / ` +
        `第 ${day} 天的封存（第 ${sealedBySeq} 条）${holds ? '相符' : '不符：此前的记录被改动'}\n`,
    );
  return seals.every(({ holds }) => holds);
}

// npm run verify [-- --tour NAME] [--seq N --head HASH] [--seal]: recomputes the hash chain of every log, or of one, says
// where it breaks, and whether it still holds a head that was kept; with --seal, whether every seal in it holds.
await runTool({ strings: ['tour', 'seq', 'head'], flags: ['seal'] }, async ({ store, option, flag }) => {
  const wanted = option('tour');
  // A tour whose log is gone is no longer among the logs, but still among the tours.
  const known = new Set([...(await store.logs()), ...(await listTours(store)).map(({ id }) => id)]);
  const logs = [...known].sort().filter((log) => wanted === undefined || log === wanted);
  if (logs.length === 0)
    throw new UsageError(wanted === undefined ? 'There is no tour yet.' : `There is no tour "${wanted}".`);
  const [seq, hash] = [option('seq'), option('head')];
  if ((seq === undefined) !== (hash === undefined))
    throw new UsageError('--seq and --head belong together: give both, as they were kept.');
  if (seq !== undefined && !/^(0|[1-9]\d{0,14})$/.test(seq))
    throw new UsageError(`--seq ${seq} is no number of an event.`);
  if (hash !== undefined && !/^([0-9a-fA-F]{64})?$/.test(hash))
    throw new UsageError(`--head ${hash} is no hash: 64 hexadecimal digits, as they were kept.`);
  if (seq !== undefined && logs.length > 1)
    throw new UsageError('There are several tours: say with --tour whose head it is.');
  const kept =
    seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash: hash.toLowerCase() };
  for (const log of logs) {
    const verdict = await verifyLog(store, log, kept);
    process.stdout.write(told(log, verdict));
    if (!verdict.ok) process.exitCode = 1;
    else if (kept !== undefined)
      process.stdout.write(`${log}: still holds the head that was kept, event ${kept.seq}\n`);
    if (verdict.ok && flag('seal') && !(await tellSeals(store, log))) process.exitCode = 1;
    const positions = verdict.ok ? await unreadablePositions(store, log) : 0;
    if (positions === 0) continue;
    process.exitCode = 1;
    process.stdout.write(
      `${log}: ${positions} positions cannot be read, and are passed over / ${positions} 个定位无法读取，已略过\n`,
    );
  }
  if (wanted !== undefined) return;
  for (const { collection, key } of await store.unreadableRecords()) {
    process.exitCode = 1;
    process.stdout.write(
      `The record "${key}" of "${collection}" cannot be read, and is passed over: what it said is to be given again, ` +
        `or comes back with a backup / “${collection}”中的记录“${key}”无法读取，已略过：请重新填写，或恢复备份\n`,
    );
  }
});
