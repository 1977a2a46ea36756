import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { verifyChain } from '../chain.ts';
import type { LogLine } from '../port.ts';
import { decodeLine, splitLines, type TransferLine } from './format.ts';
import { cutOff, damaged, MAX_LINE_BYTES, unzipped } from './read.ts';

/**
 * Reads an exported file to its end, a line in memory at a time: each line's form, the hash over the whole, the chain of
 * the log. Answers whose it is and where its log ends. Throws TransferRefused at the first fault.
 */
export async function checkTour(
  file: Readable,
): Promise<{ readonly log: string; readonly epoch: string; readonly seq: number }> {
  const hash = createHash('sha256');
  let meta: Extract<TransferLine, { readonly type: 'meta' }> | undefined;
  let end: Extract<TransferLine, { readonly type: 'end' }> | undefined;
  async function* logLines(): AsyncGenerator<readonly LogLine[]> {
    let lineNumber = 0;
    for await (const bytes of splitLines(unzipped(file), MAX_LINE_BYTES)) {
      lineNumber += 1;
      const line = decodeLine(bytes, lineNumber);
      if (end !== undefined || (line.type === 'meta') !== (lineNumber === 1))
        throw damaged(`line ${lineNumber}`);
      if (line.type === 'end') end = line;
      else hash.update(bytes).update('\n');
      if (line.type === 'meta') meta = line;
      if (line.type === 'log') yield [line];
    }
  }
  const verdict = await verifyChain(logLines());
  if (!verdict.ok) throw damaged(`event ${verdict.atSeq} is not what was written (${verdict.reason})`);
  if (meta === undefined || end === undefined) throw cutOff();
  if (end.sha256 !== hash.digest('hex')) throw damaged('its checksum does not fit');
  if (verdict.seq !== meta.seq || verdict.hash !== meta.hash)
    throw damaged('the log ends elsewhere than announced');
  return { log: meta.log, epoch: meta.epoch, seq: meta.seq };
}
