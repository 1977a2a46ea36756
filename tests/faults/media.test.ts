import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { command, type PreparedTour, prepareTour } from '../support/load.ts';
import { drawing } from '../support/pictures.ts';
import { childrenOf, type ServerProcess, startServer } from '../support/processes.ts';
import { startS3 } from '../support/s3-server.ts';
import { until } from '../support/until.ts';
import { type Answer, MEDIUM_ID, sha256 } from '../support/upload.ts';

let dir: string;
let server: ServerProcess;
let tour: PreparedTour;
let mounted: string[] = [];

async function start(env: Record<string, string> = {}): Promise<void> {
  server = await startServer({ DATA_DIR: dir, ...env });
}
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-media-'));
  mounted = [];
});
afterEach(async () => {
  // A start may have failed: what is mounted must go all the same.
  await (server as ServerProcess | undefined)?.kill();
  for (const place of mounted) spawnSync('umount', [place]);
  await rm(dir, { recursive: true, force: true });
});

async function ask(method: string, path: string, type?: string, body?: string | Buffer): Promise<Answer> {
  const answer = await fetch(`${server.base}/api/tours/tour/uploads${path}`, {
    method,
    headers: {
      authorization: `Bearer ${tour.editor}`,
      'accept-language': 'en',
      ...(type && { 'content-type': type }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}
const announce = (file: Buffer) =>
  ask(
    'POST',
    '',
    'application/json',
    JSON.stringify({ kind: 'picture', bytes: file.length, sha256: sha256(file) }),
  );
const piece = (uploadId: string, from: number, bytes: Buffer) =>
  ask('PUT', `/${uploadId}?from=${from}`, 'application/octet-stream', bytes);
const picture = (height: number) => drawing(1000, height).png({ compressionLevel: 0 }).toBuffer();
const served = async (id: string) => (await fetch(`${server.base}/pictures/tour/${id}-480.webp`)).status;

describe('an upload', () => {
  test('goes on after its server was killed and started again', async () => {
    await start();
    tour = await prepareTour(server.base, await server.firstInvite(), 1);
    const file = await picture(400);
    const { uploadId } = (await announce(file)).body;
    await piece(uploadId, 0, file.subarray(0, 500_000));
    await server.kill();
    await start();
    expect((await ask('GET', `/${uploadId}`)).body).toMatchObject({ received: 500_000 });
    const { body } = await piece(uploadId, 500_000, file.subarray(500_000));
    const id = body.result?.id ?? '';
    expect([id, await served(id)]).toEqual([expect.stringMatching(MEDIUM_ID), 200]);
    // The same file by the same invite is the same picture after a restart too.
    expect((await announce(file)).body.result?.id).toBe(id);
    // A withdrawn picture is gone after a restart too, and on every process.
    const publish = { postId: 'post-0001', text: '', pictures: [{ ...body.result, alt: '广场' }] };
    await command(server.base, tour.editor, 'publishPost', 'publish-0001', publish);
    await command(server.base, tour.editor, 'withdrawPost', 'withdraw-001', {
      postId: 'post-0001',
      reason: '误发',
    });
    await server.kill();
    await start();
    expect(await served(id)).toBe(410);
    await until(() => readdirSync(join(dir, 'pictures/tour')).length === 0, 'its files to be deleted');
  });

  test('is made all the same when the process that makes pictures is killed', async () => {
    await start();
    tour = await prepareTour(server.base, await server.firstInvite(), 1);
    const file = await drawing(6000, 5000).jpeg().toBuffer();
    const { uploadId } = (await announce(file)).body;
    const [child] = await until(() => {
      const found = childrenOf(server.pid);
      return found.length > 0 && found;
    }, 'the process that makes pictures');
    expect(readFileSync(`/proc/${child}/stat`, 'utf8').split(') ')[1]?.split(' ')[16]).toMatch(/^(0|10)$/);
    const sent = piece(uploadId, 0, file);
    process.kill(child ?? 0, 'SIGKILL');
    expect((await sent).body.result?.id).toMatch(MEDIUM_ID);
    expect(childrenOf(server.pid)).not.toContain(child);
    const [next] = childrenOf(server.pid);
    // Below whatever answers people.
    expect(readFileSync(`/proc/${next}/stat`, 'utf8').split(') ')[1]?.split(' ')[16]).toBe('10');
    expect((await fetch(`${server.base}/healthz`)).status).toBe(200);
  });
});

/** Whether this machine lets us mount a small disk: root may, outside of most containers. */
function mayMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'lalian-mount-'));
  const may = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]).status === 0;
  if (may) spawnSync('umount', [place]);
  rmdirSync(place);
  if (!may) console.warn('!! NOT RUN: tests of a full disk, which mount a small one. Run them as root.');
  return may;
}

// In CI they fail instead.
describe.skipIf(process.env.CI !== 'true' && !mayMount())('a full disk', () => {
  /** A disk of 8 MB at this place. */
  async function smallDisk(name: string): Promise<string> {
    const place = join(dir, name);
    await mkdir(place, { recursive: true });
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', place]);
    if (status !== 0) throw new Error(`This test mounts a small disk, and needs root for it: ${stderr}`);
    mounted.push(place);
    return place;
  }
  const FULL =
    'The disk of the server is full and the file was not kept. Keep it, tell the operator, and try again later.';

  test('is said at the announcement, and in the middle of an upload, which goes on when there is room', async () => {
    const place = await smallDisk('uploads');
    await start();
    tour = await prepareTour(server.base, await server.firstInvite(), 1);
    const tooMuch = await announce(Buffer.alloc(9_000_000));
    expect([tooMuch.status, tooMuch.body.code, tooMuch.body.message]).toEqual([507, 'disk.full', FULL]);
    const file = await picture(1000);
    const { uploadId } = (await announce(file)).body;
    await writeFile(join(place, 'filler'), Buffer.alloc(7_000_000));
    const full = await piece(uploadId, 0, file);
    expect([full.status, full.body.code, full.body.message]).toEqual([507, 'disk.full', FULL]);
    await rm(join(place, 'filler'));
    const { received } = (await ask('GET', `/${uploadId}`)).body;
    expect(received).toBeLessThan(file.length);
    const { body } = await piece(uploadId, received, file.subarray(received));
    expect(body.result?.id).toMatch(MEDIUM_ID);
  });

  test('under the pictures keeps nothing half, and the upload is finished when there is room', async () => {
    const place = await smallDisk('pictures');
    await start();
    tour = await prepareTour(server.base, await server.firstInvite(), 1);
    await writeFile(join(place, 'filler'), Buffer.alloc(8 * 1024 * 1024 - 12_288));
    const noise = drawing(1500, 1000).composite([
      {
        input: {
          create: {
            width: 1500,
            height: 1000,
            channels: 3,
            background: '#000',
            noise: { type: 'gaussian', mean: 128, sigma: 60 },
          },
        },
      },
    ]);
    const file = await noise.jpeg().toBuffer();
    const { uploadId } = (await announce(file)).body;
    const full = await piece(uploadId, 0, file);
    expect([full.status, full.body.code]).toEqual([507, 'disk.full']);
    // Nothing is told of a picture that is not whole yet, not even its id.
    expect(full.body.result).toBeUndefined();
    await rm(join(place, 'filler'));
    const { body } = await ask('GET', `/${uploadId}`);
    const id = body.result?.id ?? '';
    expect([id, await served(id)]).toEqual([expect.stringMatching(MEDIUM_ID), 200]);
  });
});

test('while the S3 store is away pictures wait, words go out, and nothing is lost', async () => {
  const s3 = await startS3();
  try {
    await start(s3.env);
    tour = await prepareTour(server.base, await server.firstInvite(), 1);
    const [file, other] = [await picture(300), await picture(301)];
    const first = await announce(file);
    const { body } = await piece(first.body.uploadId, 0, file);
    const id = body.result?.id ?? '';
    expect([id, await served(id)]).toEqual([expect.stringMatching(MEDIUM_ID), 200]);
    await s3.stop();
    const { uploadId } = (await announce(other)).body;
    const away = await piece(uploadId, 0, other);
    expect([away.status, away.body.code, away.body.message]).toEqual([
      503,
      'files.away',
      'The store of pictures does not answer. Keep the file; try again shortly.',
    ]);
    expect(await served(id)).toBe(503);
    const words = { postId: 'post-0001', text: '文字先行', pictures: [{ ...body.result, alt: '广场' }] };
    expect((await command(server.base, tour.editor, 'publishPost', 'publish-0001', words)).status).toBe(200);
    await s3.start();
    expect((await ask('GET', `/${uploadId}`)).body.result?.id).toMatch(MEDIUM_ID);
    expect(await served(id)).toBe(200);
    await command(server.base, tour.editor, 'withdrawPost', 'withdraw-001', {
      postId: 'post-0001',
      reason: '误发',
    });
    expect(await served(id)).toBe(410);
  } finally {
    await s3.remove();
  }
});
