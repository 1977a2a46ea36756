import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GONE } from '../../server/http/wire/cache-rules.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { film } from '../support/films.ts';
import { drawing } from '../support/pictures.ts';
import { until } from '../support/until.ts';
import { uploader } from '../support/upload.ts';

let server: TestApp;
let editor: string;
let device: ReturnType<typeof uploader>;
beforeAll(async () => {
  server = await startApp();
  editor = await server.token('editor', 'qinchu');
  device = uploader(server, editor);
});
afterAll(async () => {
  await server.close();
});

let pictures = 0;
async function freshFile(): Promise<Buffer> {
  pictures += 1;
  return drawing(600, 100 + pictures)
    .png()
    .toBuffer();
}
type Kept = Record<string, unknown> & { readonly id: string };
async function uploaded(file: Buffer): Promise<Kept> {
  const { result } = (await device.whole('picture', file)).body;
  if (result === undefined) throw new Error('no result');
  return { ...result, alt: '广场' };
}
const status = async (id: string, width = 480) =>
  (await server.get(`/pictures/tour/${id}-${width}.webp`)).status;
const filesOf = async (id: string) =>
  (await readdir(join(server.dir, 'pictures', 'tour'))).filter((name) => name.startsWith(id));
async function publish(...ids: readonly Kept[]): Promise<string> {
  const postId = freshId();
  const { status: answered, body } = await server.command(editor, 'publishPost', {
    postId,
    text: '照片',
    pictures: ids,
  });
  expect([answered, body.code]).toEqual([200, undefined]);
  return postId;
}
const withdraw = (postId: string) => server.command(editor, 'withdrawPost', { postId, reason: '误发' });

describe('a picture that was withdrawn', () => {
  test('is gone from every address at once, is to be asked for anew, and its files are deleted', async () => {
    const picture = await uploaded(await freshFile());
    const postId = await publish(picture);
    expect(await status(picture.id)).toBe(200);
    await withdraw(postId);
    for (const width of [480, 600, 960]) {
      const gone = await server.get(`/pictures/tour/${picture.id}-${width}.webp`, {
        'accept-language': 'en',
      });
      expect([gone.status, gone.headers['cache-control'], JSON.parse(gone.text)]).toEqual([
        410,
        GONE,
        {
          code: 'picture.gone',
          message: 'This picture was withdrawn or corrected away and is no longer here.',
        },
      ]);
    }
    await until(async () => (await filesOf(picture.id)).length === 0, 'its files to be deleted');
    await until(
      async () => (await server.store.getRecord('pictures.tour', picture.id)) === undefined,
      'its record to be deleted',
    );
    const again = await server.command(editor, 'publishPost', {
      postId: freshId(),
      text: '',
      pictures: [picture],
    });
    expect([again.status, again.body.code]).toEqual([404, 'picture.unknown']);
  });

  test('works again once it was uploaded again, and stays while it is published', async () => {
    const file = await freshFile();
    const first = await uploaded(file);
    await withdraw(await publish(first));
    expect(await status(first.id)).toBe(410);
    const second = await uploaded(file);
    // Its editor looks at it before it is published.
    expect([second.id, await status(first.id)]).toEqual([first.id, 200]);
    await publish(second);
    const other = await uploaded(await freshFile());
    await withdraw(await publish(other));
    await until(async () => (await filesOf(other.id)).length === 0, 'a later one to be deleted');
    expect([await status(first.id), (await filesOf(first.id)).length]).toEqual([200, 2]);
  });

  test('stays while another post has it', async () => {
    const picture = await uploaded(await freshFile());
    const [one, two] = [await publish(picture), await publish(picture, picture)];
    await withdraw(one);
    expect(await status(picture.id)).toBe(200);
    await withdraw(two);
    expect(await status(picture.id)).toBe(410);
  });
});

test('a picture that was corrected away is gone, the one in its place is there', async () => {
  const [wrong, right] = [await uploaded(await freshFile()), await uploaded(await freshFile())];
  const postId = await publish(wrong);
  const corrected = await server.command(editor, 'correctPost', {
    postId,
    basedOnVersion: 1,
    note: '图片有误',
    pictures: [right],
  });
  expect(corrected.status).toBe(200);
  expect([await status(wrong.id), await status(right.id)]).toEqual([410, 200]);
  // A correction of words leaves pictures alone.
  await server.command(editor, 'correctPost', { postId, basedOnVersion: 2, note: '错字', text: '改' });
  expect(await status(right.id)).toBe(200);
});

test('a picture that arrived after its post is gone with the post', async () => {
  const postId = freshId();
  await server.command(editor, 'publishPost', { postId, text: '图片稍后', pictures: [], awaitedPictures: 1 });
  const picture = await uploaded(await freshFile());
  await server.command(editor, 'attachPicture', { postId, picture: { ...picture, order: 0 } });
  expect(await status(picture.id)).toBe(200);
  await withdraw(postId);
  expect(await status(picture.id)).toBe(410);
});

test('what was never published is left alone: drafts and problems refer to it', async () => {
  const [inDraft, inProblem] = [await uploaded(await freshFile()), await uploaded(await freshFile())];
  const judge = await server.token('judge', 'j1');
  const problemId = freshId();
  const noted = await server.command(judge, 'noteProblem', {
    problemId,
    itemId: 's1',
    kind: 'site',
    severity: 'minor',
    text: '地面',
    pictures: [inProblem],
  });
  expect(noted.status).toBe(200);
  await server.command(judge, 'withdrawProblem', { problemId });
  const other = await uploaded(await freshFile());
  await withdraw(await publish(other));
  await until(async () => (await filesOf(other.id)).length === 0, 'what was withdrawn to be deleted');
  expect([await status(inDraft.id), await status(inProblem.id)]).toEqual([200, 200]);
});

test("a problem's picture that was never uploaded is refused, and its sizes are the server's", async () => {
  const judge = await server.token('judge', 'j1');
  const picture = await uploaded(await freshFile());
  const note = (id: string) =>
    server.command(judge, 'noteProblem', {
      problemId: freshId(),
      itemId: 's1',
      kind: 'site',
      severity: 'minor',
      text: '地面',
      pictures: [{ ...picture, id, width: 9 }],
    });
  expect((await note('0'.repeat(32))).body.code).toBe('picture.unknown');
  expect((await note(picture.id)).status).toBe(200);
});

test('a video that was withdrawn is gone as well', async () => {
  const { result } = (await device.whole('video', film({ bytes: 4321 }))).body;
  const postId = freshId();
  const feature = { kind: 'video', alt: '车队', file: result };
  const published = await server.command(editor, 'publishPost', { postId, text: '', pictures: [], feature });
  expect(published.status).toBe(200);
  const url = `/videos/tour/${result?.id}.mp4`;
  expect((await server.get(url)).status).toBe(200);
  await withdraw(postId);
  const gone = await server.get(url);
  expect([gone.status, JSON.parse(gone.text).code]).toEqual([410, 'video.gone']);
  await until(
    async () => (await readdir(join(server.dir, 'videos', 'tour'))).length === 0,
    'its file to be deleted',
  );
});
