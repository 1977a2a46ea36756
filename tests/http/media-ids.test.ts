import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { film } from '../support/films.ts';
import { drawing, TAKEN, withCamera } from '../support/pictures.ts';
import { sha256, uploader } from '../support/upload.ts';

/*
 * Whoever holds a public id learns nothing by it of the file that was uploaded: neither by announcing it, nor by
 * having the same file himself.
 */
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

/** Everybody who may announce, each by an invite of his own; the first one of the same outlet. */
const strangers = async () =>
  Promise.all(
    (
      [
        ['editor', 'qinchu'],
        ['editor', 'tv'],
        ['judge', 'j1'],
        ['organiser', 'boss'],
      ] as const
    ).map(async ([role, id]) => ({ role, device: uploader(server, await server.token(role, id)) })),
  );

/** Ids that somebody could work out of a file. */
function derived(file: Buffer): readonly string[] {
  return ['md5', 'sha1', 'sha256', 'sha512'].flatMap((name) => {
    const hex = createHash(name).update(file).digest('hex');
    return [hex.slice(0, 32), hex.slice(-32)];
  });
}

describe.each(['picture', 'video'] as const)('the id of a %s', (kind) => {
  const fileOf = async (mark: number) =>
    kind === 'picture' ? withCamera(300 + mark, 200) : film({ fill: `film ${mark} ` });

  test('follows from nothing that others know, and is the same for the same invite', async () => {
    const file = await fileOf(1);
    const { id } = (await device.whole(kind, file)).body.result ?? { id: '' };
    expect(derived(file)).not.toContain(id);
    expect((await device.whole(kind, file)).body.result?.id).toBe(id);
  });

  test('announced with any rest tells nobody what the camera wrote, nor that the file is here', async () => {
    const file = await fileOf(2);
    const { result } = (await device.whole(kind, file)).body;
    if (kind === 'picture') expect(result?.taken).toEqual(TAKEN);
    const hashes = [`${result?.id}${'0'.repeat(32)}`, `${result?.id}${sha256(file).slice(32)}`, sha256(file)];
    for (const { role, device: other } of [...(await strangers()), { role: 'editor', device }])
      for (const hash of hashes) {
        if (kind === 'video' && role === 'judge') continue;
        const { body } = await other.announce(kind, file.length, hash);
        const isOwn = other === device && hash === sha256(file);
        expect([role, hash, body.received, body.result]).toEqual(
          isOwn ? [role, hash, file.length, result] : [role, hash, 0, undefined],
        );
      }
  });

  test('is another one for the same file of another invite, and what is told of either is its own', async () => {
    const file = await fileOf(3);
    const { result } = (await device.whole(kind, file)).body;
    const ids = new Set([result?.id]);
    for (const { role, device: other } of await strangers()) {
      if (kind === 'video' && role === 'judge') continue;
      const own = (await other.whole(kind, file)).body.result;
      expect({ ...own, id: '' }).toEqual({ ...result, id: '' });
      ids.add(own?.id);
    }
    expect(ids.size).toBe(kind === 'picture' ? 5 : 4);
  });
});

test('of many who send one file of one invite at once, in pieces and whole, all get one picture', async () => {
  const file = await drawing(333, 77).png().toBuffer();
  const whole = async () => {
    const answer = await server.app.http.inject({
      method: 'POST',
      url: '/api/tours/tour/pictures',
      headers: { authorization: `Bearer ${editor}`, 'content-type': 'image/png' },
      payload: file,
    });
    return answer.json<{ id: string }>().id;
  };
  const inPieces = async () => (await device.whole('picture', file)).body.result?.id;
  const ids = await Promise.all([whole(), inPieces(), whole(), whole()]);
  expect(new Set(ids).size).toBe(1);
});

test('pictures that were kept under the head of their hash stay, and announcing their head tells nothing', async () => {
  const file = await withCamera(310, 210);
  const head = sha256(file).slice(0, 32);
  const { result } = (await device.whole('picture', file)).body;
  const { taken, ...made } = { taken: undefined, ...result };
  // As an earlier version kept it.
  const picture = { ...made, id: head };
  await server.store.putRecord('pictures.tour', head, JSON.stringify({ picture, keptAfterSeq: 0, taken }));
  const postId = freshId();
  const published = await server.command(editor, 'publishPost', {
    postId,
    text: '旧图',
    pictures: [{ ...picture, alt: '广场' }],
  });
  expect(published.status).toBe(200);
  const { posts } = JSON.parse((await server.get(`/live/tour/posts/${postId}.json`)).text);
  expect(posts[0].pictures[0].id).toBe(head);
  for (const { device: other } of await strangers())
    for (const hash of [`${head}${'0'.repeat(32)}`, sha256(file)])
      expect((await other.announce('picture', file.length, hash)).body.result).toBeUndefined();
});
