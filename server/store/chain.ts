import { hash } from 'node:crypto';
import { canonicalJson } from '../../shared/canonical.ts';
import type { LogLine } from './port.ts';

/**
 * The hash of a log line: lower-case hex SHA-256 over the previous line's hash ('' before the first), a
 * newline and the canonical body. Whoever changes, drops or reorders a line changes every later hash.
 */
export function chainHash(previousHash: string, body: string): string {
  return hash('sha256', `${previousHash}\n${body}`, 'hex');
}

/** What {@link verifyChain} found: the end of a sound log, or the first line that is not as it was written. */
export type ChainVerdict =
  | { readonly ok: true; readonly seq: number; readonly hash: string }
  | {
      readonly ok: false;
      /** The sequence number where the first unsound line should stand. */
      readonly atSeq: number;
      readonly reason: Fault;
      readonly expected: string;
      readonly found: string;
      /** Where the sound part ends: 0 and '' where nothing is sound. */
      readonly sound: ChainEnd;
    };

/** A place in a log: the number of an event, and the chain's hash there, which stands for all before it. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

/**
 * What can be wrong: `gap`: a line is missing or repeated; `hash`: it was changed; `not-canonical`: it is not what we
 * write; `unreadable`: the store's own form of it is broken; `cut`: the log ends before its head; `beyond`: it goes on
 * behind it; `head`: the head's hash is another one; `no-log`: the tour is listed, and its log is not there; `kept`: it
 * is not the log whose head somebody kept; `form`: the store keeps its events otherwise than this server does.
 */
export type Fault =
  | 'hash'
  | 'gap'
  | 'not-canonical'
  | 'unreadable'
  | 'cut'
  | 'beyond'
  | 'head'
  | 'no-log'
  | 'kept'
  | 'form';

/** What is wrong, for whoever has to mend it. */
export const FAULT_WORDS: Readonly<Record<Fault, { readonly en: string; readonly zh: string }>> = {
  hash: { en: 'an event was changed', zh: '事件被改动' },
  gap: { en: 'an event is missing, repeated or out of order', zh: '事件缺失、重复或次序错乱' },
  'not-canonical': { en: 'an event is not as this server writes it', zh: '事件不是本系统写入的形式' },
  unreadable: { en: 'an event cannot be read', zh: '事件无法读取' },
  cut: {
    en: 'the log ends before its head: its end was cut off or emptied',
    zh: '日志比记录的末尾短：末尾被截去或清空',
  },
  beyond: { en: 'the log goes on behind its head', zh: '日志超出记录的末尾' },
  head: { en: 'the head was changed', zh: '记录的末尾被改动' },
  'no-log': { en: 'the tour is listed, and its log is not there', zh: '拉练已登记，但日志不存在' },
  kept: {
    en: 'this is not the log whose head was kept: it was changed, cut or replaced',
    zh: '与另行保存的末尾不符：日志被改动、截短或替换',
  },
  form: {
    en: 'its head, or what stands beside its events in the store, was changed',
    zh: '记录的末尾，或存储中事件以外的内容被改动',
  },
};

/**
 * Reads a log from its first line to its end and checks that the sequence is dense from 1, that every hash
 * follows from the line before and its body, and that every body is canonical JSON. Reports the first fault; tells
 * `passed` each place that is sound.
 */
export async function verifyChain(
  lines: AsyncIterable<readonly LogLine[]>,
  passed: (end: ChainEnd) => void = () => undefined,
): Promise<ChainVerdict> {
  let sound: ChainEnd = { seq: 0, hash: '' };
  for await (const chunk of lines) {
    for (const line of chunk) {
      const seq = sound.seq + 1;
      if (line.seq !== seq) return fault(sound, 'gap', String(seq), String(line.seq));
      const expected = chainHash(sound.hash, line.body);
      if (line.hash !== expected) return fault(sound, 'hash', expected, line.hash);
      const canonical = canonicalForm(line.body);
      if (canonical !== line.body) return fault(sound, 'not-canonical', canonical, line.body);
      sound = { seq, hash: expected };
      passed(sound);
    }
  }
  return { ok: true, ...sound };
}

/** A verdict against a log whose sound part ends there. */
export const fault = (sound: ChainEnd, reason: Fault, expected: string, found: string): ChainVerdict => ({
  ok: false,
  atSeq: sound.seq + 1,
  ...{ reason, expected, found, sound },
});

function canonicalForm(body: string): string {
  try {
    return canonicalJson(JSON.parse(body));
  } catch {
    return 'JSON';
  }
}
