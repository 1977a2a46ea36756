import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshId, startApp, type TestApp } from '../support/app.ts';

let server: TestApp;
let editor: string;
beforeAll(async () => {
  server = await startApp();
  editor = await server.token('editor', 'qinchu');
});
afterAll(async () => {
  await server.close();
});

async function upload(payload: Buffer, type = 'image/jpeg', token = editor) {
  const answer = await server.app.http.inject({
    method: 'POST',
    url: '/api/tours/tour/pictures',
    headers: { authorization: `Bearer ${token}`, 'content-type': type, 'accept-language': 'en' },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() };
}

/** A picture in which left and right, top and bottom differ. */
function drawing(width: number, height: number) {
  const red = {
    create: { width: Math.ceil(width / 2), height, channels: 3 as const, background: '#d03020' },
  };
  return sharp({ create: { width, height, channels: 3, background: '#2060d0' } }).composite([
    { input: red, left: 0, top: 0 },
  ]);
}
const files = async () => (await readdir(join(server.dir, 'pictures', 'tour')).catch(() => [])).length;
const kept = async (id: string, width: number) => {
  const answer = await server.app.http.inject({ url: `/pictures/tour/${id}-${width}.webp` });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
};

/** A PNG of a header that claims any size, with hardly any pixels behind it. */
function pngClaiming(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** CRC-32 of PNG (ISO 3309). */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

describe('a picture', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    'in %s is taken and kept in several widths',
    async (format) => {
      const bytes = await drawing(1200, 800).toFormat(format).toBuffer();
      const { status, body } = await upload(bytes, `image/${format}`);
      expect([status, body]).toEqual([
        200,
        {
          id: createHash('sha256').update(bytes).digest('hex').slice(0, 32),
          width: 1200,
          height: 800,
          widths: [480, 960, 1200],
          colour: expect.stringMatching(/^#[0-9a-f]{6}$/),
        },
      ]);
      for (const width of body.widths) {
        const { status: found, headers, bytes: webp } = await kept(body.id, width);
        expect([found, headers['content-type']]).toEqual([200, 'image/webp']);
        expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
        expect(await sharp(webp).metadata()).toMatchObject({ format: 'webp', width });
      }
    },
  );

  test('is told by its content, not by what it is called', async () => {
    const bytes = await drawing(60, 40).png().toBuffer();
    expect((await upload(bytes, 'image/jpeg')).status).toBe(200);
    expect((await upload(bytes, 'application/octet-stream')).status).toBe(200);
  });

  test('twice is one', async () => {
    const bytes = await drawing(70, 40).png().toBuffer();
    const first = await upload(bytes);
    const count = await files();
    expect(await upload(bytes)).toEqual(first);
    expect(await files()).toBe(count);
  });

  test('is turned upright', async () => {
    const lying = await drawing(100, 60).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { body } = await upload(lying);
    expect([body.width, body.height]).toEqual([60, 100]);
    const { data, info } = await sharp((await kept(body.id, 60)).bytes)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? 0;
    // Left is red as the camera held it; turned clockwise, the top is.
    expect(at(30, 5)).toBeGreaterThan(150);
    expect(at(30, 95)).toBeLessThan(100);
  });

  test('loses what the camera wrote into it: place, time, owner', async () => {
    const bytes = await drawing(200, 100)
      .jpeg()
      .withExif({
        IFD0: { Make: 'SecretCam', Artist: 'Wang' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '32/1 38/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '110/1 47/1 0/1',
        },
      })
      .toBuffer();
    expect((await sharp(bytes).metadata()).exif?.includes('SecretCam')).toBe(true);
    const { body } = await upload(bytes);
    for (const width of body.widths) {
      const { bytes: webp } = await kept(body.id, width);
      const { exif, xmp, iptc, icc } = await sharp(webp).metadata();
      expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
      for (const trace of ['SecretCam', 'Wang', 'EXIF', 'GPS']) expect(webp.includes(trace)).toBe(false);
    }
  });
});

describe('what is no picture', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const REFUSED: readonly (readonly [string, () => Buffer | Promise<Buffer>, number, string])[] = [
    [
      'an executable by another name',
      () => Buffer.concat([Buffer.from('7f454c46', 'hex'), Buffer.alloc(400, 1)]),
      415,
      'picture.unreadable',
    ],
    [
      'a Windows program',
      () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400, 2)]),
      415,
      'picture.unreadable',
    ],
    ['an SVG with a script', () => Buffer.from(svg), 415, 'picture.unreadable'],
    ['a page', () => Buffer.from('<html><script>alert(1)</script></html>'), 415, 'picture.unreadable'],
    ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj'), 415, 'picture.unreadable'],
    ['nothing', () => Buffer.alloc(0), 415, 'picture.unreadable'],
    [
      'the first half of a JPEG',
      async () => {
        const whole = await drawing(800, 600).jpeg().toBuffer();
        return whole.subarray(0, whole.length / 2);
      },
      415,
      'picture.unreadable',
    ],
    [
      'the first bytes of a JPEG',
      async () => (await drawing(80, 60).jpeg().toBuffer()).subarray(0, 30),
      415,
      'picture.unreadable',
    ],
    ['a PNG without its pixels', () => pngClaiming(100, 100), 415, 'picture.unreadable'],
    ['a PNG that claims 40,000 × 40,000 pixels', () => pngClaiming(40_000, 40_000), 413, 'picture.too-large'],
    ['a PNG that claims 50,000 × 1 pixels', () => pngClaiming(50_000, 1), 413, 'picture.too-large'],
  ];
  test.each(REFUSED)('%s is refused and leaves nothing', async (_what, make, status, code) => {
    const before = await files();
    const answer = await upload(await make());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await files()).toBe(before);
  });

  test('more than 20 MB is refused', async () => {
    const answer = await upload(Buffer.alloc(21 * 1024 * 1024));
    expect([answer.status, answer.body.code, answer.body.details]).toEqual([
      413,
      'request.too-large',
      { limit: '20 MB' },
    ]);
  });

  test('JSON and text are no pictures', async () => {
    for (const type of ['application/json', 'text/html', 'video/mp4'])
      expect([type, (await upload(Buffer.from('{}'), type)).status]).toEqual([type, 415]);
  });
});

describe('who', () => {
  test('may upload: editors, organisers, and judges for what should be mended', async () => {
    const bytes = await drawing(20, 20).png().toBuffer();
    expect((await upload(bytes, 'image/png', await server.token('organiser', 'boss'))).status).toBe(200);
    expect((await upload(bytes, 'image/png', await server.token('judge', 'j1'))).status).toBe(200);
    for (const [role, id] of [
      ['area', 'fang'],
      ['screen', 'hall'],
    ] as const)
      expect((await upload(bytes, 'image/png', await server.token(role, id))).body.code).toBe(
        'role.forbidden',
      );
    expect((await upload(bytes, 'image/png', 'A'.repeat(43))).body.code).toBe('session.ended');
  });

  test('publishes a picture that was never uploaded is refused', async () => {
    const picture = { id: '0'.repeat(32), width: 9, height: 9, widths: [9], colour: '#000000', alt: '无' };
    const { status, body } = await server.command(editor, 'publishPost', {
      postId: freshId(),
      text: '',
      pictures: [picture],
    });
    expect([status, body.code]).toEqual([404, 'picture.unknown']);
  });

  test("cannot lie about a picture's size: the page would jump", async () => {
    const { body } = await upload(await drawing(90, 30).png().toBuffer());
    const postId = freshId();
    const lie = { ...body, width: 9_000, height: 1, widths: [8_000], colour: '#000000', alt: '广场' };
    await server.command(editor, 'publishPost', { postId, text: '', pictures: [lie] });
    const found = JSON.parse((await server.get(`/live/tour/posts/${postId}.json`)).text);
    expect(found.posts[0].pictures).toEqual([{ ...body, alt: '广场' }]);
  });
});
