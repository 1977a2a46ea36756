import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BackupsShown } from '../../shared/house/backups.ts';
import { prepareTour } from '../support/load.ts';
import { runProgram, type ServerProcess, startServer } from '../support/processes.ts';
import { until } from '../support/until.ts';

let dir: string;
let server: ServerProcess;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-full-'));
  server = await startServer({ DATA_DIR: join(dir, 'data'), BACKUP_DIR: join(dir, 'backups') });
});
afterEach(async () => {
  await server.kill();
  await rm(dir, { recursive: true, force: true });
});

/** Noise, which no packing makes smaller. */
async function noise(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width: 2400, height: 1600, channels: 3, background: '#808080', noise } })
    .png()
    .toBuffer();
}

test('a disk that is full in mid-backup leaves the last good one, is told, and is mended by itself', async () => {
  const tour = await prepareTour(server.base, await server.firstInvite());
  const headers = { authorization: `Bearer ${tour.organiser}` };
  const ask = async (method = 'GET') =>
    (await (
      await fetch(`${server.base}/api/tours/tour/backups`, { method, headers })
    ).json()) as BackupsShown;
  const backedUp = async (): Promise<BackupsShown> => {
    await ask('POST');
    return until(async () => {
      const shown = await ask();
      return shown.isMaking ? undefined : shown;
    }, 'the backup to end');
  };
  const good = await backedUp();
  expect(good).not.toHaveProperty('failed');
  const folder = join(dir, 'backups/tour');
  const [name = ''] = await readdir(folder);
  const bytes = await readFile(join(folder, name));

  const uploaded = await fetch(`${server.base}/api/tours/tour/pictures`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'image/png' },
    body: new Uint8Array(await noise()),
  });
  expect(uploaded.status).toBe(200);
  // No file of this process may grow further than its store needs: to it that is a full disk (EFBIG).
  const sizes = await Promise.all(
    (await readdir(join(dir, 'data'))).map(async (file) => (await stat(join(dir, 'data', file))).size),
  );
  const limit = Math.max(...sizes) + 262_144;
  const limited = (to: string) =>
    execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${to}:unlimited`]);
  limited(String(limit));
  const failed = await backedUp();
  expect(failed).toMatchObject({ last: good.last, failed: { why: 'full' } });
  expect(await readdir(folder)).toEqual([name]);
  expect((await readFile(join(folder, name))).equals(bytes)).toBe(true);
  expect(await readdir(join(dir, 'backups/.making'))).toEqual([]);
  const alarms = await until(async () => {
    const page = await fetch(`${server.base}/api/tours/tour/as/organiser`, { headers });
    const { latest } = (await page.json()) as {
      latest: { alarms?: readonly { kind: string; why?: string }[] };
    };
    return latest.alarms?.find(({ kind }) => kind === 'backup');
  }, 'the alarm');
  expect(alarms.why).toBe('full');

  limited('unlimited');
  expect(await backedUp()).not.toHaveProperty('failed');
  const newest = (await readdir(folder)).toSorted().at(-1) ?? '';
  await server.kill();
  const restored = await runProgram('restore', [join(folder, newest)], { DATA_DIR: join(dir, 'second') });
  expect([restored.code, restored.output]).toEqual([0, expect.stringContaining('Restored tour "tour"')]);
  const again = await runProgram('restore', [join(folder, newest)], { DATA_DIR: join(dir, 'second') });
  expect([again.code, again.output]).toEqual([1, expect.stringContaining('has the tour tour already')]);
});
