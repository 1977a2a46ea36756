import { createHash } from 'node:crypto';
import { createReadStream, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import type { Job, JobMessage, Made, MadeMessage } from './jobs.ts';
import { makePicture } from './make-picture.ts';
import { makeVideo } from './make-video.ts';
import { takenOf } from './taken.ts';

/*
 * The process in which pictures and films are looked into and made: what hangs, dies or eats memory here
 * takes no viewer along. One job at a time; ends with its parent.
 */

/** Below everything that answers people. */
const NICE = 10;
try {
  setPriority(NICE);
  // Where memory runs out, the kernel ends this process and not the server.
  writeFileSync('/proc/self/oom_score_adj', '1000');
} catch {
  // Not Linux, or not allowed: then without.
}

async function make({ kind, file, into, sha256, timeZone }: Job): Promise<Made> {
  if (kind === 'video') {
    const hash = await hashOf(file);
    const wrong = damaged(hash, sha256);
    if (wrong !== undefined) return wrong;
    const video = await makeVideo(file, into);
    return video.ok ? { ...video, sha256: hash } : video;
  }
  const bytes = await readFile(file);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const wrong = damaged(hash, sha256);
  if (wrong !== undefined) return wrong;
  const picture = await makePicture(bytes, into);
  if ('ok' in picture) return picture;
  const taken = takenOf(bytes, timeZone, Date.now());
  return { ok: true, sha256: hash, picture, ...(taken && { taken }) };
}

const damaged = (hash: string, announced: string | undefined): Refusal | undefined =>
  announced === undefined || announced === hash ? undefined : refuse('upload.damaged');

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}

/** What went wrong that is not the file's fault. */
function faultOf(error: unknown): { readonly fault: string; readonly code?: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return { fault: String(error), ...(code !== undefined && { code }) };
}

process.on('message', ({ number, job }: JobMessage) => {
  make(job)
    .catch(faultOf)
    .then((made) => {
      const message: MadeMessage = { number, made };
      process.send?.(message);
    });
});
process.on('disconnect', () => process.exit(0));
