import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openFiles } from '../../server/media/files/open-files.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { film } from '../support/films.ts';
import { drawing } from '../support/pictures.ts';
import { type S3Server, startS3 } from '../support/s3-server.ts';
import { sha256, uploader } from '../support/upload.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SWEEP_MS = 600_000;

let s3: S3Server | undefined;
let server: TestApp | undefined;
afterEach(async () => {
  await server?.close();
  await s3?.remove();
  [server, s3] = [undefined, undefined];
});

type Kept = Record<string, unknown> & { readonly id: string };

/** A server with a clock of its own, and an editor who uploads to it. */
async function newsroom(env: Record<string, string> = {}) {
  let now = Date.now();
  const app = await startApp({ nowUnixMs: () => now, env });
  server = app;
  const editor = await app.token('editor', 'qinchu');
  const device = uploader(app, editor);
  const files = openFiles(app.config);
  const fileOf = (serial: number) =>
    drawing(400, 100 + serial)
      .png()
      .toBuffer();
  const uploaded = async (kind: 'picture' | 'video', file: Buffer): Promise<Kept> => {
    const { result } = (await device.whole(kind, file)).body;
    if (result === undefined) throw new Error('no result');
    return kind === 'picture' ? { ...result, alt: '广场' } : result;
  };
  return {
    ...{ app, editor, device, fileOf },
    picture: async (serial: number) => uploaded('picture', await fileOf(serial)),
    film: (fill: string) => uploaded('video', film({ fill })),
    publish: (content: object) =>
      app.command(editor, 'publishPost', { postId: freshId(), text: '稿', pictures: [], ...content }),
    saveDraft: (content: object, state: object = { state: 'draft' }) =>
      app.app.http.inject({
        method: 'PUT',
        url: `/api/tours/tour/desk/drafts/${freshId()}`,
        headers: { authorization: `Bearer ${editor}` },
        payload: { basedOnVersion: 0, ...state, content: { text: '稿', pictures: [], ...content } },
      }),
    /** Lets time pass, and sweeps as often as the server does around its end. */
    pass: async (ms: number) => {
      now += ms;
      await app.app.sweep();
    },
    now: () => now,
    /** Which of these still have a record and files. */
    kept: async (ids: readonly string[]) => {
      const all = [...(await files.list('pictures/tour/')), ...(await files.list('videos/tour/'))];
      const records = await Promise.all(
        ids.map(
          async (id) =>
            (await app.store.getRecord('pictures.tour', id)) ??
            (await app.store.getRecord('videos.tour', id)),
        ),
      );
      return ids.map((id, at) => [all.some((key) => key.includes(id)), records[at] !== undefined]);
    },
  };
}
const HERE = [true, true];
const GONE = [false, false];

describe.each(['disk', 's3'])('pictures and films on %s', (place) => {
  test('that nothing refers to for a week are deleted; used, drafted, scheduled and fresh ones stay', async () => {
    if (place === 's3') s3 = await startS3();
    const desk = await newsroom(s3?.env);
    const stray = [await desk.picture(1), await desk.film('stray ')];
    const [published, noted, drafted, scheduled] = [
      await desk.picture(2),
      await desk.picture(3),
      await desk.picture(4),
      await desk.picture(5),
    ];
    const [shown, drawn] = [await desk.film('shown '), await desk.film('drawn ')];
    const video = ({ id, bytes }: Kept) => ({ kind: 'video', file: { id, bytes }, alt: '现场' });
    await desk.pass(0);
    // What was looked at before it came to be used is used all the same.
    const given = [
      await desk.publish({ pictures: [published] }),
      await desk.publish({ feature: video(shown) }),
      await desk.app.command(await desk.app.token('judge', 'j1'), 'noteProblem', {
        ...{ problemId: 'problem-0001', itemId: 's1', kind: 'site', severity: 'major', text: '台账不全' },
        pictures: [noted],
      }),
    ];
    expect(given.map(({ status }) => status)).toEqual([200, 200, 200]);
    const later = { state: 'scheduled', scheduledAtUnixMs: desk.now() + 60 * DAY_MS };
    const saved = [
      await desk.saveDraft({ pictures: [drafted] }),
      await desk.saveDraft({ feature: video(drawn) }),
      await desk.saveDraft({ pictures: [scheduled] }, later),
    ];
    expect(saved.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    await desk.pass(6 * DAY_MS);
    const fresh = await desk.picture(6);
    const staying = [published, noted, drafted, scheduled, shown, drawn, fresh].map(({ id }) => id);
    const leaving = stray.map(({ id }) => id);
    expect(await desk.kept(leaving)).toEqual([HERE, HERE]);

    await desk.pass(DAY_MS);
    expect(await desk.kept(leaving)).toEqual([HERE, HERE]);
    const late = await desk.publish({ pictures: [stray[0]] });
    expect([late.status, late.body.code]).toEqual([404, 'picture.unknown']);
    await desk.pass(1_000);
    expect(await desk.kept(leaving)).toEqual([HERE, HERE]);
    await desk.pass(SWEEP_MS);
    expect(await desk.kept(leaving)).toEqual([GONE, GONE]);
    expect(await desk.kept(staying)).toEqual(staying.map(() => HERE));
    expect((await desk.publish({ pictures: [drafted, scheduled, fresh] })).status).toBe(200);
  });
});

test('a picture that is wanted again keeps, up to the last moment', async () => {
  const desk = await newsroom();
  const file = await desk.fileOf(1);
  const { id } = await desk.picture(1);
  await desk.pass(0);
  await desk.pass(7 * DAY_MS - HOUR_MS);
  // The same file, announced again: no byte of it is sent, and its week begins anew.
  expect((await desk.device.announce('picture', file.length, sha256(file))).body.result?.id).toBe(id);
  await desk.pass(2 * HOUR_MS);
  await desk.pass(6 * DAY_MS);
  expect(await desk.kept([id])).toEqual([HERE]);
  await desk.pass(2 * DAY_MS);
  // About to be deleted: a draft holds it, and it may be published again after the next look.
  expect((await desk.device.announce('picture', file.length, sha256(file))).body.result).toBeUndefined();
  const kept = await desk.app.store.getRecord('pictures.tour', id);
  const { picture } = JSON.parse(kept?.body ?? '{}') as { picture: Kept };
  const pictures = [{ ...picture, alt: '广场' }];
  await desk.saveDraft({ pictures });
  await desk.pass(SWEEP_MS);
  expect(await desk.kept([id])).toEqual([HERE]);
  expect((await desk.publish({ pictures })).status).toBe(200);
});

test('a picture that was deleted is uploaded again like any other', async () => {
  const desk = await newsroom();
  const { id } = await desk.picture(1);
  for (const ms of [0, 7 * DAY_MS, SWEEP_MS]) await desk.pass(ms);
  expect(await desk.kept([id])).toEqual([GONE]);
  const again = await desk.picture(1);
  expect(again.id).toBe(id);
  expect(await desk.kept([id])).toEqual([HERE]);
  expect((await desk.publish({ pictures: [again] })).status).toBe(200);
});

test('what a killed process left in the folder of uploads goes after a day', async () => {
  const desk = await newsroom();
  const dir = join(desk.app.dir, 'uploads');
  const { uploadId } = (await desk.device.announce('picture', 1000)).body;
  await desk.device.piece(uploadId, 0, Buffer.alloc(10));
  await mkdir(join(dir, 'work-old'), { recursive: true });
  await mkdir(join(dir, 'work-now'));
  for (const name of ['whole-old.part', `tour.${'0'.repeat(32)}.part`, 'work-old/480.webp'])
    await writeFile(join(dir, name), 'x');
  const old = new Date(desk.now() - 25 * HOUR_MS);
  for (const name of ['whole-old.part', `tour.${'0'.repeat(32)}.part`, 'work-old'])
    await utimes(join(dir, name), old, old);
  await desk.pass(0);
  expect((await readdir(dir)).sort()).toEqual([`tour.${uploadId}.part`, 'work-now']);
});

test("a slide's picture stays while the programme names it; a post that is withdrawn takes its own along all the same", async () => {
  const desk = await newsroom();
  const organiser = await desk.app.token('organiser', 'boss');
  const [slide, posted] = [await desk.picture(1), await desk.picture(2)];
  const postId = freshId();
  await desk.app.command(desk.editor, 'publishPost', { postId, text: '稿', pictures: [posted] });
  const show = (basedOnVersion: number, pictureIds: readonly string[]) =>
    desk.app.command(organiser, 'setProgramme', {
      basedOnVersion,
      programme: {
        scenes: [
          { id: 'opening', kind: 'title' },
          ...pictureIds.map((pictureId, at) => ({ id: `slide-${at}`, kind: 'slide', pictureId })),
        ],
        ...{ grain: 'part', delaySeconds: 0, outside: 'opened', hall: 'dark', calm: false },
      },
    });
  expect((await show(0, [slide.id, posted.id])).status).toBe(200);
  await desk.pass(0);
  await desk.pass(8 * DAY_MS);
  await desk.pass(SWEEP_MS);
  expect(await desk.kept([slide.id])).toEqual([HERE]);
  await desk.app.command(desk.editor, 'withdrawPost', { postId, reason: '有误' });
  expect((await desk.app.get(`/pictures/tour/${posted.id}-400.webp`)).status).toBe(410);
  await show(1, []);
  await desk.pass(0);
  await desk.pass(8 * DAY_MS);
  await desk.pass(SWEEP_MS);
  expect(await desk.kept([slide.id])).toEqual([GONE]);
});
