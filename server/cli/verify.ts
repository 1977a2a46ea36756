import { listTours } from '../live/tours.ts';
import type { ChainVerdict, Fault } from '../store/chain.ts';
import { verifyLog } from '../store/verify-log.ts';
import { runTool, UsageError } from './command-line.ts';

/** What is wrong, for whoever has to mend it. */
const WORDS: Readonly<Record<Fault, string>> = {
  hash: 'an event was changed / 事件被改动',
  gap: 'an event is missing, repeated or out of order / 事件缺失、重复或次序错乱',
  'not-canonical': 'an event is not as this server writes it / 事件不是本系统写入的形式',
  unreadable: 'an event cannot be read / 事件无法读取',
  cut: 'the log ends before its head: its end was cut off or emptied / 日志比记录的末尾短：末尾被截去或清空',
  beyond: 'the log goes on behind its head / 日志超出记录的末尾',
  head: 'the head was changed / 记录的末尾被改动',
  'no-log': 'the tour is listed, and its log is not there / 拉练已登记，但日志不存在',
  kept: 'this is not the log whose head was kept: it was changed, cut or replaced / 与另行保存的末尾不符：日志被改动、截短或替换',
};

const told = (log: string, verdict: ChainVerdict): string =>
  verdict.ok
    ? `${log}: ${verdict.seq} events, chain intact, head ${verdict.hash || '(empty)'}\n`
    : `${log}: BROKEN at event ${verdict.atSeq} (${verdict.reason}): ${WORDS[verdict.reason]}\n` +
      `  expected ${verdict.expected}, found ${verdict.found}; sound up to event ${verdict.sound.seq}\n` +
      '  Stop the server, keep a copy of the data, and put the newest backup back (npm run import). Without one:\n' +
      `  请停止服务器，复制留存数据，再导入最近的备份（npm run import）。没有备份时：\n` +
      `  npm run export -- FILE --tour ${log} --sound\n`;

// npm run verify [-- --tour NAME] [--seq N --head HASH]: recomputes the hash chain of every log, or of one, says where it
// breaks, and whether it still holds a head that was kept.
await runTool({ strings: ['tour', 'seq', 'head'] }, async ({ store, option }) => {
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
  }
});
