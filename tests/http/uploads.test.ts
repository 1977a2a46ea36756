import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { drawing, phoneHeic, TAKEN, withCamera } from '../support/pictures.ts';
import { until } from '../support/until.ts';
import { MEDIUM_ID, sha256, uploader } from '../support/upload.ts';

let server: TestApp;
let base: string;
let editor: string;
let device: ReturnType<typeof uploader>;
beforeAll(async () => {
  server = await startApp();
  base = await server.listen();
  editor = await server.token('editor', 'qinchu');
  device = uploader(server, editor);
});
afterAll(async () => {
  await server.close();
});

let pictures = 0;
/** A picture that no other test uploads, of some hundred kilobytes. */
async function freshPicture(): Promise<Buffer> {
  pictures += 1;
  return drawing(900, 200 + pictures)
    .png({ compressionLevel: 0 })
    .toBuffer();
}
const leftovers = async () => (await readdir(join(server.dir, 'uploads')).catch(() => [])).length;

describe('an upload in pieces', () => {
  test('ends with a picture that a post can have, and leaves nothing behind', async () => {
    const file = await freshPicture();
    const { status, body } = await device.whole('picture', file, 100_000);
    expect([status, body.received, body.bytes]).toEqual([200, file.length, file.length]);
    const { result } = body;
    expect(result).toMatchObject({ id: expect.stringMatching(MEDIUM_ID), width: 900, widths: [480, 900] });
    const postId = freshId();
    const picture = { ...result, alt: '广场' };
    const published = await server.command(editor, 'publishPost', { postId, text: '', pictures: [picture] });
    expect(published.status).toBe(200);
    const { posts } = JSON.parse((await server.get(`/live/tour/posts/${postId}.json`)).text);
    expect(posts[0].pictures).toEqual([picture]);
    expect(await leftovers()).toBe(0);
  });

  test('tells its uploader when and where it was taken, and nobody else', async () => {
    for (const file of [await withCamera(320, 200), phoneHeic()]) {
      const { body } = await device.whole('picture', file);
      expect(body.result?.taken).toEqual(TAKEN);
      expect((await device.status(body.uploadId)).body.result?.taken).toEqual(TAKEN);
      const stranger = uploader(server, await server.token('editor', 'qinchu'));
      expect((await stranger.status(body.uploadId)).body.code).toBe('upload.unknown');
      const { taken: _taken, ...picture } = { taken: undefined, ...body.result };
      const postId = freshId();
      const pictures = [{ ...picture, alt: '广场' }];
      await server.command(editor, 'publishPost', { postId, text: '照片', pictures });
      for (const url of [
        '/live/tour/snapshot.json',
        `/live/tour/posts/${postId}.json`,
        `/t/tour/p/${postId}`,
      ]) {
        const { text } = await server.get(url);
        expect(text).not.toContain('taken');
        expect(text).not.toContain('32.6333');
      }
    }
  });

  test('says where to go on, whatever comes out of order, twice or too early', async () => {
    const file = await freshPicture();
    const { body } = await device.announce('picture', file.length, sha256(file));
    const { uploadId } = body;
    const middle = Math.floor(file.length / 2);
    const early = await device.piece(uploadId, middle, file.subarray(middle));
    expect([early.status, early.body.code, early.body.details]).toEqual([
      409,
      'upload.offset',
      { received: 0 },
    ]);
    expect((await device.piece(uploadId, 0, file.subarray(0, middle))).body.received).toBe(middle);
    const twice = await device.piece(uploadId, 0, file.subarray(0, middle));
    expect([twice.status, twice.body.details]).toEqual([409, { received: middle }]);
    expect((await device.status(uploadId)).body).toMatchObject({ received: middle, bytes: file.length });
    const last = await device.piece(uploadId, middle, file.subarray(middle));
    expect(last.body.result?.id).toMatch(MEDIUM_ID);
    // The answer was lost, the piece comes again: the same answer.
    expect(await device.piece(uploadId, middle, file.subarray(middle))).toEqual(last);
  });

  test('goes on where the signal was lost, in the middle of a piece', async () => {
    const file = await freshPicture();
    const { uploadId } = (await device.announce('picture', file.length, sha256(file))).body;
    const sending = request(`${base}/api/tours/tour/uploads/${uploadId}?from=0`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${editor}`,
        'content-type': 'application/octet-stream',
        'content-length': file.length,
      },
    });
    sending.on('error', () => undefined);
    sending.write(file.subarray(0, 150_000));
    await until(async () => (await device.status(uploadId)).body.received === 150_000, 'what was sent');
    sending.destroy();
    // The phone has forgotten the number of the upload: the same file is the same upload.
    const again = await device.announce('picture', file.length, sha256(file));
    expect(again.body).toEqual({ uploadId, received: 150_000, bytes: file.length });
    const done = await device.piece(uploadId, 150_000, file.subarray(150_000));
    expect(done.body.result?.id).toMatch(MEDIUM_ID);
  });

  test('gives way to a second connection when the first one hangs', async () => {
    const file = await freshPicture();
    const { uploadId } = (await device.announce('picture', file.length, sha256(file))).body;
    const hanging = request(`${base}/api/tours/tour/uploads/${uploadId}?from=0`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${editor}`,
        'content-type': 'application/octet-stream',
        'content-length': file.length,
      },
    });
    const cutOff = once(hanging, 'error');
    hanging.write(file.subarray(0, 80_000));
    await until(async () => (await device.status(uploadId)).body.received === 80_000, 'what was sent');
    const done = await device.piece(uploadId, 80_000, file.subarray(80_000));
    expect(done.body.result?.id).toMatch(MEDIUM_ID);
    await cutOff;
  });

  test('from two devices of one invite at the same time makes one whole picture', async () => {
    const file = await freshPicture();
    const { uploadId } = (await device.announce('picture', file.length, sha256(file))).body;
    // A device whose connection was cut off for the other one asks how far the upload is.
    const send = async () => {
      for (;;) {
        const { received, result } = (await device.status(uploadId)).body;
        if (result !== undefined) return result.id;
        await fetch(`${base}/api/tours/tour/uploads/${uploadId}?from=${received}`, {
          method: 'PUT',
          headers: { authorization: `Bearer ${editor}`, 'content-type': 'application/octet-stream' },
          body: new Uint8Array(file.subarray(received, received + 40_000)),
        }).catch(() => undefined);
      }
    };
    const [first, second] = await Promise.all([send(), send()]);
    expect([first, second]).toEqual([expect.stringMatching(MEDIUM_ID), first]);
  });

  test('of a file that is here already is done at once', async () => {
    const file = await freshPicture();
    const { result } = (await device.whole('picture', file)).body;
    const { body } = await device.announce('picture', file.length, sha256(file));
    expect([body.received, body.result]).toEqual([file.length, result]);
  });

  test('works without a checksum too, each announcement another upload', async () => {
    const file = await freshPicture();
    const [first, second] = [
      await device.announce('picture', file.length),
      await device.announce('picture', file.length),
    ];
    expect(first.body.uploadId).not.toBe(second.body.uploadId);
    const made = await device.piece(first.body.uploadId, 0, file);
    expect(made.body.result?.id).toMatch(MEDIUM_ID);
    // And yet it is one picture.
    expect((await device.piece(second.body.uploadId, 0, file)).body.result).toEqual(made.body.result);
  });
});

describe('an upload is refused, and nothing is published,', () => {
  const idsKept = async () => (await server.store.listRecords('pictures.tour')).length;

  test.each([
    ['a picture', 'picture', 40],
    ['a video', 'video', 300],
  ] as const)('%s of 2 GB, at its announcement', async (_what, kind, limit) => {
    const { status, body } = await device.announce(kind, 2_000_000_000);
    expect([status, body.code, body.message]).toEqual([
      413,
      'upload.too-large',
      `The file is too large (limit ${limit} MB). Make it smaller and upload it again.`,
    ]);
  });

  test('when what arrives is not what was announced', async () => {
    const before = await idsKept();
    const file = await freshPicture();
    const { uploadId } = (await device.announce('picture', file.length, sha256(Buffer.from('else')))).body;
    const { status, body } = await device.piece(uploadId, 0, file);
    expect([status, body.refusal?.code]).toEqual([200, 'upload.damaged']);
    expect((await device.status(uploadId)).body.refusal).toEqual(body.refusal);
    expect([await idsKept(), await leftovers()]).toEqual([before, 0]);
    // Announced again, it begins anew.
    const again = await device.announce('picture', file.length, sha256(Buffer.from('else')));
    expect(again.body).toEqual({ uploadId, received: 0, bytes: file.length });
  });

  test('when more comes than was announced', async () => {
    const { uploadId } = (await device.announce('picture', 100)).body;
    const { status, body } = await device.piece(uploadId, 0, Buffer.alloc(101));
    expect([status, body.code]).toEqual([400, 'upload.overrun']);
    expect((await device.status(uploadId)).body.received).toBe(0);
  });

  test('when a piece is larger than 4 MB, however it is sent', async () => {
    const { uploadId } = (await device.announce('picture', 9_000_000)).body;
    const { status, body } = await device.piece(uploadId, 0, Buffer.alloc(5_000_000));
    expect([status, body.code, body.details]).toEqual([413, 'request.too-large', { limit: '4 MB' }]);
    const unsaid = await fetch(`${base}/api/tours/tour/uploads/${uploadId}?from=0`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${editor}`, 'content-type': 'application/octet-stream' },
      body: new Blob([Buffer.alloc(5_000_000)]).stream(),
      duplex: 'half',
    } as RequestInit).catch(() => undefined);
    // Who goes on sending may find the connection closed before the answer.
    if (unsaid !== undefined) expect(unsaid.status).toBe(413);
    expect((await device.status(uploadId)).body.received).toBe(0);
  });

  test.each(['../../../etc/passwd', '..%2f..%2flalian.db', 'x'.repeat(32), ''])(
    'when its number is a path or no number: %j',
    async (name) => {
      const { status } = await device.piece(name, 0, Buffer.from('x'));
      expect([400, 404]).toContain(status);
      expect(await leftovers()).toBeLessThanOrEqual(2);
    },
  );

  test('a name with path parts is nowhere asked for, and refused where it is sent', async () => {
    const answer = await server.app.http.inject({
      method: 'POST',
      url: '/api/tours/tour/uploads',
      headers: { authorization: `Bearer ${editor}`, 'accept-language': 'en' },
      payload: { kind: 'picture', bytes: 10, name: '../../etc/cron.d/x' },
    });
    expect([answer.statusCode, answer.json().message]).toEqual([
      400,
      'What was sent is not valid: / has an unknown member name. Mend it and send it again.',
    ]);
  });

  test('when its outlet is revoked in the middle of it', async () => {
    const boss = await server.token('organiser', 'boss');
    const token = await server.token('editor', 'tv');
    const revoked = uploader(server, token);
    const file = await freshPicture();
    const before = await idsKept();
    const { uploadId } = (await revoked.announce('picture', file.length, sha256(file))).body;
    expect((await revoked.piece(uploadId, 0, file.subarray(0, 1000))).status).toBe(200);
    const headers = { authorization: `Bearer ${boss}` };
    const { invites } = (await server.app.http.inject({ url: '/api/tours/tour/invites', headers })).json();
    const { inviteId } = invites.find((one: { role: string; id: string }) => one.id === 'tv');
    await server.app.http.inject({ method: 'DELETE', url: `/api/tours/tour/invites/${inviteId}`, headers });
    const { status, body } = await revoked.piece(uploadId, 1000, file.subarray(1000));
    expect([status, body.code, body.message]).toEqual([
      401,
      'invite.revoked',
      'This invite was revoked. Ask the organiser for a new one.',
    ]);
    expect(await idsKept()).toBe(before);
  });

  test('as soon as its session has ended, in the middle of a piece', async () => {
    const token = await server.token('editor', 'tv');
    const leaving = uploader(server, token);
    const bytes = 500_000;
    const { uploadId } = (await leaving.announce('picture', bytes)).body;
    const piece = request(`${base}/api/tours/tour/uploads/${uploadId}?from=0`, {
      method: 'PUT',
      headers: {
        ...{ authorization: `Bearer ${token}`, 'accept-language': 'en' },
        ...{ 'content-type': 'application/octet-stream', 'content-length': bytes },
      },
    });
    const answered = once(piece, 'response') as Promise<[IncomingMessage]>;
    piece.on('error', () => undefined).write(Buffer.alloc(1000));
    const headers = { authorization: `Bearer ${token}` };
    await server.app.http.inject({ method: 'DELETE', url: '/api/tours/tour/session', headers });
    // It goes on coming, too slowly to be whole before it is answered.
    const drip = setInterval(() => piece.write('x'), 50);
    const [answer] = await answered;
    clearInterval(drip);
    expect(answer.statusCode).toBe(401);
    expect(JSON.parse(await readText(answer)).code).toBe('session.ended');
    piece.destroy();
  });

  test('when an invite has too many of them on their way, and no other invite is held up by it', async () => {
    const greedy = uploader(server, await server.token('editor', 'tv'));
    let answer = await greedy.announce('picture', 10);
    for (let count = 1; count < 64; count += 1) answer = await greedy.announce('picture', 10);
    expect(answer.status).toBe(200);
    answer = await greedy.announce('picture', 10);
    expect([answer.status, answer.body.code]).toEqual([429, 'upload.too-many']);
    expect((await device.announce('picture', 10)).status).toBe(200);
    const heavy = uploader(server, await server.token('editor', 'tv'));
    for (let count = 0; count < 4; count += 1)
      expect((await heavy.announce('video', 300 * 1024 * 1024)).status).toBe(200);
    expect((await heavy.announce('video', 300 * 1024 * 1024)).body.code).toBe('upload.too-many');
  });

  test('from who may not', async () => {
    const judge = uploader(server, await server.token('judge', 'j1'));
    expect((await judge.announce('video', 10)).body.code).toBe('role.forbidden');
    expect((await judge.announce('picture', 10)).status).toBe(200);
    const screen = uploader(server, await server.token('screen', 'hall'));
    expect((await screen.announce('picture', 10)).body.code).toBe('role.forbidden');
    const nobody = uploader(server, 'A'.repeat(43));
    expect((await nobody.announce('picture', 10)).body.code).toBe('session.ended');
  });
});

describe('what is given up', () => {
  test('is forgotten after a day, what goes on is kept', async () => {
    let now = Date.now();
    const other = await startApp({ nowUnixMs: () => now });
    const phone = uploader(other, await other.token('editor', 'qinchu'));
    const { uploadId } = (await phone.announce('picture', 1000)).body;
    await phone.piece(uploadId, 0, Buffer.alloc(10));
    now += 23 * 3_600_000;
    const later = (await phone.announce('picture', 2000)).body.uploadId;
    await other.app.sweep();
    expect((await phone.status(uploadId)).body.received).toBe(10);
    now += 2 * 3_600_000;
    await other.app.sweep();
    expect((await phone.status(uploadId)).body.code).toBe('upload.unknown');
    expect((await phone.status(later)).body.received).toBe(0);
    expect(await readdir(join(other.dir, 'uploads'))).toEqual([]);
    await other.close();
  });
});
