import { describe, expect, test, vi } from 'vitest';
import type { Outcome } from '../../../client/outbox/commands.ts';
import { fleetingDesk } from '../../../client/outbox/posts/desk-database.ts';
import type { DeskServer } from '../../../client/outbox/posts/desk-server.ts';
import type { After } from '../../../client/outbox/posts/parcel.ts';
import { PostOutbox } from '../../../client/outbox/posts/post-outbox.ts';
import type { Upload, UploadAnswer } from '../../../client/outbox/posts/upload.ts';
import type { Writing } from '../../../client/outbox/posts/writing.ts';

type Body = Readonly<Record<string, unknown>>;
const POST = 'post-0001';
const BAD = { code: 'picture.unreadable', message: '不是图片' };
const taken: Outcome<never> = { kind: 'taken', body: {} as never };
const later: Outcome<never> = { kind: 'later', retryAfterSeconds: 3600 };

/** A server that takes every word; `answer` says what becomes of a command, and files named bad are refused. */
function desk(answer: (type: string, body: Body) => Outcome = () => taken) {
  const given: (readonly [string, Body])[] = [];
  const uploaded = (upload: Upload): Outcome<UploadAnswer> => ({
    kind: 'taken',
    body: upload.key.startsWith('bad')
      ? { uploadId: upload.key, received: upload.bytes, refusal: BAD }
      : {
          uploadId: upload.key,
          received: upload.bytes,
          result: { id: 'a'.repeat(32), width: 8, height: 6, widths: [8], colour: '#808080' },
        },
  });
  const server = {
    whoAmI: async () => ({ kind: 'taken', body: { id: 'qinchu' } }),
    give: async (type: string, body: Body) => {
      given.push([type, body]);
      return answer(type, body);
    },
    uploads: { begin: async (upload: Upload) => uploaded(upload) },
  } as unknown as DeskServer;
  const done: string[] = [];
  const outbox = new PostOutbox({
    ...{ tour: 'tour', outletId: 'qinchu', database: fleetingDesk(), server, onChange: () => undefined },
    onDone: ({ key }) => done.push(key),
  });
  return { outbox, given, done };
}

async function publish(
  outbox: PostOutbox,
  photos: readonly string[],
  after: readonly After[] = [],
): Promise<void> {
  const writing: Writing = {
    ...{ key: POST, tour: 'tour', outletId: 'qinchu', kind: 'words', title: '', text: '稿', feature: {} },
    ...{ filed: true, isKey: false, isPinned: false, changedAtUnixMs: 1 },
    photos: photos.map((key) => ({
      ...{ key, alt: '图', altEn: '', caption: '', tellsTime: false, tellsPlace: false },
    })),
  };
  const where = { tour: 'tour', outletId: 'qinchu' };
  await outbox.post({
    ...{ ...where, key: POST, postId: POST, madeAtUnixMs: 1, inPost: [], after },
    task: { kind: 'publish', writing },
  });
  for (const key of photos)
    await outbox.add(
      { ...where, key, kind: 'picture', name: key, bytes: 10, received: 0 },
      { key, original: new Blob([key]) },
    );
}
const refusedPhoto = (outbox: PostOutbox) => outbox.parcels.get(POST)?.refused?.photoKey;
const fewer = (given: readonly (readonly [string, Body])[]) =>
  given.filter(([type]) => type === 'awaitFewerPictures').map(([, body]) => body);

describe('a picture that was refused and is left out', () => {
  test('is awaited no longer: the server is told how many still come, and the post is done', async () => {
    const { outbox, given, done } = desk();
    await publish(outbox, ['good', 'bad']);
    await vi.waitFor(() => expect(refusedPhoto(outbox)).toBe('bad'));
    await vi.waitFor(() => expect(outbox.state).toBe('idle'));
    expect(fewer(given)).toEqual([]);
    await outbox.leaveOut(POST, 'bad');
    await vi.waitFor(() => expect(done).toEqual([POST]));
    expect(fewer(given)).toEqual([{ commandId: `${POST}-awaits-0`, postId: POST, awaitedPictures: 0 }]);
    expect([...outbox.parcels.keys(), ...outbox.uploads.keys()]).toEqual([]);
  });

  test('of several each is asked about, and told', async () => {
    const { outbox, given, done } = desk();
    await publish(outbox, ['bad-1', 'bad-2']);
    await vi.waitFor(() => expect(refusedPhoto(outbox)).toBe('bad-2'));
    await vi.waitFor(() => expect(outbox.state).toBe('idle'));
    await outbox.leaveOut(POST, 'bad-2');
    expect(refusedPhoto(outbox)).toBe('bad-1');
    await outbox.leaveOut(POST, 'bad-1');
    await vi.waitFor(() => expect(done).toEqual([POST]));
    expect(fewer(given).at(-1)).toMatchObject({ awaitedPictures: 0 });
  });

  test('is told again, by the same key, when nobody answered', async () => {
    let silent = true;
    const { outbox, given, done } = desk((type) => (silent && type === 'awaitFewerPictures' ? later : taken));
    await publish(outbox, ['bad']);
    await vi.waitFor(() => expect(refusedPhoto(outbox)).toBe('bad'));
    await outbox.leaveOut(POST, 'bad');
    await vi.waitFor(() => expect(outbox.state).toBe('waiting'));
    expect(done).toEqual([]);
    silent = false;
    outbox.wake();
    await vi.waitFor(() => expect(done).toEqual([POST]));
    const [first, ...again] = fewer(given);
    expect(again.length).toBeGreaterThan(0);
    for (const one of again) expect(one).toEqual(first);
  });

  test('of a post that is nothing else says what to do; of one that is withdrawn, nothing', async () => {
    let code = 'post.only-pictures';
    const { outbox, done } = desk((type) =>
      type === 'awaitFewerPictures' ? { kind: 'refused', code, message: '请更正或撤回' } : taken,
    );
    await publish(outbox, ['bad']);
    await vi.waitFor(() => expect(refusedPhoto(outbox)).toBe('bad'));
    await outbox.leaveOut(POST, 'bad');
    await vi.waitFor(() => expect(outbox.parcels.get(POST)?.refused?.code).toBe('post.only-pictures'));
    code = 'post.withdrawn';
    await outbox.retry(POST);
    await vi.waitFor(() => expect(done).toEqual([POST]));
  });
});

test('what was refused of a post that is out is given up without its pictures', async () => {
  const { outbox, given, done } = desk((type) =>
    type === 'pinPost' ? { kind: 'refused', code: 'post.too-many-pinned', message: '' } : taken,
  );
  outbox.pause(true);
  await publish(outbox, ['good'], ['pin']);
  await vi.waitFor(() => expect(outbox.parcels.get(POST)?.refused?.code).toBe('post.too-many-pinned'));
  await outbox.giveUp(POST);
  outbox.pause(false);
  await vi.waitFor(() => expect(done).toEqual([POST]));
  expect(given.map(([type]) => type)).toEqual(['publishPost', 'pinPost', 'attachPicture']);
});

describe('a file that the device cannot read any more', () => {
  const unreadable = (): Blob =>
    Object.assign(new Blob(['x']), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }),
    });
  const where = { tour: 'tour', outletId: 'qinchu' };
  const file = { ...where, kind: 'picture', name: 'lost', bytes: 10, received: 0, uploadId: 'u1' } as const;

  test('is told of with the post that waits for it, and keeps no other back', async () => {
    const { outbox, done, given } = desk();
    await publish(outbox, []);
    await vi.waitFor(() => expect(done).toEqual([POST]));
    const photo = { key: 'lost', alt: '图', altEn: '', caption: '', tellsTime: false, tellsPlace: false };
    const writing: Writing = {
      ...{ key: 'correct-1', ...where, kind: 'words', title: '', text: '改', feature: {}, photos: [photo] },
      ...{ filed: true, isKey: false, isPinned: false, changedAtUnixMs: 1 },
      correcting: { postId: POST, base: 1, note: '错', touchesPictures: true },
    };
    await outbox.add({ ...file, key: 'lost' }, { key: 'lost', original: unreadable() });
    await outbox.post({
      ...{ ...where, key: 'correct-1', postId: POST, madeAtUnixMs: 2, inPost: [], after: [] },
      task: { kind: 'correct', writing },
    });
    await outbox.post({
      ...{ ...where, key: 'pin-1', postId: 'post-0002', madeAtUnixMs: 3, inPost: [], after: [] },
      task: { kind: 'pin', pinned: true },
    });
    await vi.waitFor(() => expect(done).toContain('pin-1'));
    await vi.waitFor(() => expect(outbox.parcels.get('correct-1')?.refused?.code).toBe('file.unreadable'));
    expect(outbox.uploads.get('lost')?.refused?.code).toBe('file.unreadable');
    expect(given.map(([type]) => type)).toEqual(['publishPost', 'pinPost']);
  });
});

describe('a post that the server has lost since, put back to an older copy', () => {
  const unknown: Outcome<never> = { kind: 'refused', code: 'post.unknown', message: '' };

  test('goes out once more by the same key, and its picture after it', async () => {
    let isThere = false;
    const { outbox, given, done } = desk((type) => {
      if (type === 'publishPost') isThere = given.filter(([one]) => one === 'publishPost').length > 1;
      return type === 'attachPicture' && !isThere ? unknown : taken;
    });
    await publish(outbox, ['good1']);
    await vi.waitFor(() => expect(done).toEqual([POST]));
    expect(given.map(([type]) => type)).toEqual([
      'publishPost',
      'attachPicture',
      'publishPost',
      'attachPicture',
    ]);
    expect(given[2]?.[1]).toEqual(given[0]?.[1]);
  });

  test('is not sent again and again: the second time it stays with the reason', async () => {
    const { outbox, given, done } = desk((type) => (type === 'attachPicture' ? unknown : taken));
    await publish(outbox, ['good1']);
    await vi.waitFor(() => expect([...outbox.parcels.values()][0]?.refused?.code).toBe('post.unknown'));
    expect(given.filter(([type]) => type === 'publishPost').length).toBe(2);
    expect(done).toEqual([]);
  });
});
