import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { FILM_PLACE, film } from '../support/films.ts';
import { drawing, phoneHeic } from '../support/pictures.ts';
import { MEDIUM_ID, sha256, uploader } from '../support/upload.ts';

let server: TestApp;
let editor: string;
let device: ReturnType<typeof uploader>;
beforeAll(async () => {
  server = await startApp({ env: { VIDEO_HOSTS: 'bilibili.com,v.qq.com' } });
  editor = await server.token('editor', 'qinchu');
  device = uploader(server, editor);
});
afterAll(async () => {
  await server.close();
});

const get = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await server.app.http.inject({ url, headers });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
};
const publish = (feature: Record<string, unknown>) =>
  server.command(
    editor,
    'publishPost',
    { postId: freshId(), text: '', pictures: [], feature: { kind: 'video', alt: '车队', ...feature } },
    { 'accept-language': 'en' },
  );

describe('a video', () => {
  test('is taken in pieces, published, and served in parts', async () => {
    const file = film({ bytes: 200_000 });
    const { body } = await device.whole('video', file, 50_000);
    expect(body.result).toEqual({ id: expect.stringMatching(MEDIUM_ID), bytes: file.length });
    expect((await publish({ file: body.result })).status).toBe(200);
    const url = `/videos/tour/${body.result?.id}.mp4`;
    const whole = await get(url);
    expect([whole.status, whole.headers['content-type'], whole.bytes.length]).toEqual([
      200,
      'video/mp4',
      file.length,
    ]);
    expect(whole.headers['accept-ranges']).toBe('bytes');
    const part = await get(url, { range: 'bytes=100-199' });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 100-199/${file.length}`]);
    expect(part.bytes.equals(whole.bytes.subarray(100, 200))).toBe(true);
    const end = await get(url, { range: 'bytes=-50' });
    expect(end.bytes.equals(whole.bytes.subarray(-50))).toBe(true);
    expect((await get(url, { range: `bytes=${file.length}-` })).status).toBe(416);
    const known = await get(url, { 'if-none-match': String(whole.headers.etag) });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
  });

  test('loses place and maker, and nothing in it moves', async () => {
    const file = film();
    const { body } = await device.whole('video', file);
    const { bytes } = await get(`/videos/tour/${body.result?.id}.mp4`);
    expect(file.includes(FILM_PLACE)).toBe(true);
    for (const trace of [FILM_PLACE, 'SecretCam', '\xa9xyz'])
      expect(bytes.includes(Buffer.from(trace, 'latin1'))).toBe(false);
    const frames = file.indexOf('frames');
    expect(bytes.length).toBe(file.length);
    expect(bytes.subarray(0, frames + 2000).equals(file.subarray(0, frames + 2000))).toBe(true);
  });

  test.each([
    ['that is cut off', () => film({ bytes: 5000 }).subarray(0, 4000)],
    ['that lacks its last byte', () => film().subarray(0, -1)],
    ['that holds sound only', () => film({ handler: 'soun' })],
    ['that is a program', () => Buffer.concat([Buffer.from('7f454c46', 'hex'), Buffer.alloc(900, 1)])],
    ['that is a page with a script', () => Buffer.from('<html><script>alert(1)</script></html>')],
    [
      'whose boxes run in a circle',
      () =>
        Buffer.concat([film(), Buffer.from([0, 0, 0, 1, 0x66, 0x72, 0x65, 0x65, 0, 0, 0, 0, 0, 0, 0, 0])]),
    ],
  ])('%s is refused', async (_what, make) => {
    const before = await server.store.listRecords('videos.tour');
    const { status, body } = await device.whole('video', make());
    expect([status, body.refusal?.code, body.refusal?.message]).toEqual([
      200,
      'video.unreadable',
      'This video cannot be read: it is cut off, or no MP4 or MOV with moving pictures. Export it as MP4 and upload it again.',
    ]);
    expect(await server.store.listRecords('videos.tour')).toEqual(before);
  });

  test.each([
    ['a HEIC', () => phoneHeic(), 'video.kind', { what: 'HEIC' }],
    ['of an unknown brand', () => film({ brand: 'xyz1' }), 'video.kind', { what: 'xyz1' }],
    [
      'AVI',
      () => Buffer.from('RIFF\0\0\0\0AVI LIST'.padEnd(400, '\0'), 'latin1'),
      'video.kind',
      { what: 'AVI' },
    ],
    [
      'WebM',
      () => Buffer.from('\x1aE\xdf\xa3'.padEnd(400, '\0'), 'latin1'),
      'video.kind',
      { what: 'WebM / MKV' },
    ],
    ['ProRes', () => film({ brand: 'qt  ', codec: 'apcn' }), 'video.codec', { codec: 'ProRes' }],
    ['MPEG-4 Part 2', () => film({ codec: 'mp4v' }), 'video.codec', { codec: 'MPEG-4 Part 2' }],
    ['VP9', () => film({ codec: 'vp09' }), 'video.codec', { codec: 'VP9' }],
    ['H.264 of a studio camera', () => film({ profile: 122 }), 'video.codec', { codec: 'H.264 (4:2:2)' }],
  ])('%s is refused in words that say what it is', async (_what, make, code, details) => {
    const { body } = await device.whole('video', make());
    expect(body.refusal?.code).toBe(code);
    for (const word of Object.values(details)) expect(body.refusal?.message).toContain(word);
    expect(body.refusal?.message).toContain('MP4 (H.264');
  });

  test('of a codec that no browser plays is refused with its first piece', async () => {
    const file = film({ codec: 'apch', brand: 'qt  ', bytes: 90_000, isFast: true });
    const { body } = await device.announce('video', file.length, sha256(file));
    const first = await device.piece(body.uploadId, 0, file.subarray(0, 20_000));
    expect([first.body.refusal?.code, first.body.result]).toEqual(['video.codec', undefined]);
    const later = await device.piece(body.uploadId, 20_000, file.subarray(20_000, 40_000));
    expect(later.body.refusal?.code).toBe('video.codec');
  });

  test('that is told to be a picture, or a paper that is, is refused with its first piece', async () => {
    for (const [beginning, what] of [
      [film({ bytes: 4000 }), 'MP4 / MOV'],
      [Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(40_000, 65)]), 'PDF'],
    ] as const) {
      const file = Buffer.concat([beginning, Buffer.alloc(60_000, 7)]);
      const { body } = await device.announce('picture', file.length, sha256(file));
      const first = await device.piece(body.uploadId, 0, file.subarray(0, 20_000));
      expect(first.body.refusal?.code).toBe('picture.kind');
      expect(first.body.refusal?.message).toContain(what);
    }
  });

  test('straight from an iPhone is taken, and is an MP4 for whoever plays it', async () => {
    const file = film({ brand: 'qt  ', bytes: 4000, fill: 'iphone ' });
    const { body } = await device.whole('video', file);
    expect([body.refusal, body.warnings]).toEqual([undefined, undefined]);
    const { bytes } = await get(`/videos/tour/${body.result?.id}.mp4`);
    expect(bytes.toString('latin1', 4, 12)).toBe('ftypmp42');
    expect(bytes.length).toBe(file.length);
  });

  test('of HEVC, or with a sound that browsers do not play, is taken with a warning', async () => {
    for (const [form, codes] of [
      [{ codec: 'hvc1', fill: 'hevc ' }, ['video.hevc']],
      [{ codec: 'hev1', sound: 'sowt', fill: 'both ' }, ['video.hevc', 'video.silent']],
      [{ sound: 'lpcm', fill: 'silent ' }, ['video.silent']],
    ] as const) {
      const { body } = await device.whole('video', film(form));
      expect([body.refusal, body.warnings?.map(({ code }) => code)]).toEqual([undefined, codes]);
      for (const { message } of body.warnings ?? []) expect(message).toMatch(/H\.264|AAC/);
      // Whoever sends it again is told again.
      const again = await device.announce('video', film(form).length, sha256(film(form)));
      expect(again.body.warnings?.length).toBe(codes.length);
      expect((await publish({ file: body.result })).status).toBe(200);
    }
  });

  test('that was never uploaded, or whose size is a lie, cannot be published', async () => {
    const unknown = await publish({ file: { id: '0'.repeat(32), bytes: 10 } });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'video.unknown']);
    const { body } = await device.whole('video', film({ bytes: 3001 }));
    expect((await publish({ file: { id: body.result?.id, bytes: 1 } })).body.code).toBe('video.unknown');
    const picture = await device.whole('picture', await drawing(90, 60).png().toBuffer());
    expect((await publish({ file: { id: picture.body.result?.id, bytes: 10 } })).body.code).toBe(
      'video.unknown',
    );
  });
});

describe('a link to a video', () => {
  test.each([
    'https://www.bilibili.com/video/BV1',
    'https://bilibili.com/x',
    'https://v.qq.com/x/page/a.html',
  ])('to a host that is allowed is published: %s', async (link) => {
    expect((await publish({ link })).status).toBe(200);
  });

  test.each([
    ['https://evil.example/v', 'evil.example'],
    ['https://bilibili.com.evil.example/v', 'bilibili.com.evil.example'],
    ['https://notbilibili.com/v', 'notbilibili.com'],
    ['https://bilibili.com@evil.example/v', 'https://bilibili.com@evil.example/v'],
    ['https://bilibili.com:8443/v', 'https://bilibili.com:8443/v'],
    ['https://qq.com/v', 'qq.com'],
  ])('to any other is refused, and says what to do: %s', async (link, host) => {
    const { status, body } = await publish({ link });
    expect([status, body.code, body.message]).toEqual([
      400,
      'video.host',
      `Videos of ${host} cannot be linked to. Upload an MP4, or ask the operator to add the site to VIDEO_HOSTS.`,
    ]);
  });
});
