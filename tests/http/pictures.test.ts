import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OF_CONTENT_UNTIL_GONE } from '../../server/http/wire/cache-rules.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import {
  drawing,
  gifClaiming,
  phoneHeic,
  pngClaiming,
  TRACES,
  webpClaiming,
  wideColours,
  withCamera,
} from '../support/pictures.ts';
import { childrenOf } from '../support/processes.ts';
import { MEDIUM_ID } from '../support/upload.ts';

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

const files = async () => (await readdir(join(server.dir, 'pictures', 'tour')).catch(() => [])).length;
const kept = async (id: string, width: number) => {
  const answer = await server.app.http.inject({ url: `/pictures/tour/${id}-${width}.webp` });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
};

describe('a picture', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    'in %s is taken and kept in several widths',
    async (format) => {
      const bytes = await drawing(1200, 800).toFormat(format).toBuffer();
      const { status, body } = await upload(bytes, `image/${format}`);
      expect([status, body]).toEqual([
        200,
        {
          id: expect.stringMatching(MEDIUM_ID),
          width: 1200,
          height: 800,
          widths: [480, 960, 1200],
          colour: expect.stringMatching(/^#[0-9a-f]{6}$/),
          placeholder: expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/),
        },
      ]);
      for (const width of body.widths) {
        const { status: found, headers, bytes: webp } = await kept(body.id, width);
        expect([found, headers['content-type']]).toEqual([200, 'image/webp']);
        expect(headers['cache-control']).toBe(OF_CONTENT_UNTIL_GONE);
        expect(await sharp(webp).metadata()).toMatchObject({ format: 'webp', width });
      }
    },
  );

  test('is told by its content, not by what it is called', async () => {
    const bytes = await drawing(60, 40).png().toBuffer();
    expect((await upload(bytes, 'image/jpeg')).status).toBe(200);
    expect((await upload(bytes, 'application/octet-stream')).status).toBe(200);
  });

  test('of one invite, twice, is one', async () => {
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
    for (const bytes of [await withCamera(200, 100), phoneHeic()]) {
      expect(bytes.includes('SecretCam')).toBe(true);
      const { status, body } = await upload(bytes);
      expect(status).toBe(200);
      expect(body).not.toHaveProperty('taken');
      for (const width of body.widths) {
        const { bytes: webp } = await kept(body.id, width);
        const { exif, xmp, iptc, icc } = await sharp(webp).metadata();
        expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
        for (const trace of TRACES) expect(webp.includes(trace)).toBe(false);
      }
    }
  });

  test('has a placeholder that is tiny and looks like it', async () => {
    for (const shape of [drawing(1200, 800), drawing(100, 3000), drawing(3000, 100), drawing(2, 2)]) {
      const { body } = await upload(await shape.png().toBuffer());
      const tiny = Buffer.from(body.placeholder, 'base64');
      expect(body.placeholder.length).toBeLessThanOrEqual(400);
      expect((await sharp(tiny).metadata()).format).toBe('webp');
      expect(body.colour).toMatch(/^#7[0-9a-f]4[0-9a-f]7[0-9a-f]$/);
    }
  });

  test('with everything that noise can hold still has a placeholder of at most 400 characters', async () => {
    const noise = sharp({
      create: {
        width: 700,
        height: 700,
        channels: 3,
        background: '#808080',
        noise: { type: 'gaussian', mean: 128, sigma: 90 },
      },
    });
    const { body } = await upload(await noise.png().toBuffer());
    expect(body.placeholder.length).toBeLessThanOrEqual(400);
  });

  test('in HEIC is taken, upright as its phone was held', async () => {
    const { status, body } = await upload(phoneHeic(), 'image/heic');
    expect([status, body.width, body.height, body.widths]).toEqual([200, 240, 320, [240]]);
    const { data, info } = await sharp((await kept(body.id, 240)).bytes)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const red = (y: number) => data[(y * info.width + 120) * info.channels] ?? 0;
    expect(red(20)).toBeGreaterThan(150);
    expect(red(300)).toBeLessThan(100);
  });

  test('in HEIC is taken with what a camera leaves behind it, which is no box', async () => {
    const trailer = Buffer.concat([
      Buffer.from('SEFH\x6b\0\0\0', 'latin1'),
      Buffer.alloc(9_000, 0xbd),
      Buffer.from('SEFT'),
    ]);
    const answer = await upload(Buffer.concat([phoneHeic(), trailer]), 'image/heic');
    expect([answer.status, answer.body.width, answer.body.height]).toEqual([200, 240, 320]);
  });

  test('in HEIC keeps the colours that its profile means, as a JPEG does', async () => {
    const { body } = await upload(wideColours(), 'image/heic');
    const pixels = await sharp((await kept(body.id, 64)).bytes)
      .removeAlpha()
      .raw()
      .toBuffer();
    const at = (x: number) => [...pixels.subarray((20 * 64 + x) * 3, (20 * 64 + x) * 3 + 3)];
    // What a colour-managed program makes of it; its numbers as they stand are 220, 60, 50 and 70, 200, 80.
    for (const [x, meant] of [
      [10, [239, 35, 37]],
      [50, [0, 203, 57]],
    ] as const)
      for (const [channel, value] of at(x).entries())
        expect(Math.abs(value - (meant[channel] ?? 0))).toBeLessThanOrEqual(4);
  });

  test.each([
    [8160, 6144],
    [8192, 6144],
    [12_000, 9000],
    [16_382, 3628],
  ])('of a phone that counts its pixels by the dozen million, %d × %d, is taken', async (width, height) => {
    const plain = sharp({ create: { width, height, channels: 3, background: '#888888' } });
    const { status, body } = await upload(await plain.jpeg({ quality: 50 }).toBuffer());
    expect([status, body.width, body.height, body.widths.at(-1)]).toEqual([200, width, height, 2560]);
  });

  test('is told by its content, whatever its type says and behind it', async () => {
    const bytes = await drawing(30, 20).png().toBuffer();
    for (const type of [
      'image/jpeg; charset=binary',
      'image/jpeg;name=a.jpg',
      'Image/JPEG',
      'image/png ; a="b;c"',
      'application/octet-stream; charset=utf-8',
    ])
      expect([type, (await upload(bytes, type)).status]).toEqual([type, 200]);
  });

  test.each([
    ['TIFF', 'II*\0', 'TIFF'],
    ['PDF', '%PDF-1.7', 'PDF'],
    ['BMP', 'BM', 'BMP'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg">', 'SVG'],
    ['JPEG XL', '\xff\n', 'JPEG XL'],
    ['a film', '\0\0\0\x18ftypqt  \0\0\0\0qt  ', 'MP4 / MOV'],
    ['HEIF with H.264 in it', '\0\0\0\x18ftypavci\0\0\0\0mif1', 'HEIF'],
  ])('%s is named, not called broken', async (_what, head, name) => {
    const { status, body } = await upload(Buffer.from(head.padEnd(600, '\0'), 'latin1'), 'image/jpeg');
    expect([status, body.code, body.details]).toMatchObject([
      415,
      'picture.kind',
      { what: expect.stringContaining(name) },
    ]);
  });

  test('for a big screen is kept 2560 wide, and never wider than it is', async () => {
    const widthsOf = async (width: number, height: number) =>
      (await upload(await drawing(width, height).png().toBuffer())).body.widths;
    expect(await widthsOf(4000, 20)).toEqual([480, 960, 1920, 2560]);
    expect(await widthsOf(2000, 20)).toEqual([480, 960, 1920]);
    expect(await widthsOf(480, 20)).toEqual([480]);
    // WebP ends at 16,383 pixels: what is higher is kept narrower.
    expect(await widthsOf(400, 19_000)).toEqual([336]);
  });
});

/** A whole file of the HEIF family with this major brand, and nothing that could be read in it. */
function heifOfBrand(brand: string): Buffer {
  const box = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + content.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, content]);
  };
  return Buffer.concat([
    box('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}miaf`, 'latin1')),
    box('free', Buffer.alloc(300)),
  ]);
}

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
    ['an SVG with a script', () => Buffer.from(svg), 415, 'picture.kind'],
    ['a page', () => Buffer.from('<html><script>alert(1)</script></html>'), 415, 'picture.unreadable'],
    ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj'), 415, 'picture.kind'],
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
    ['a HEIC that is cut off', () => phoneHeic().subarray(0, 700), 415, 'picture.unreadable'],
    // Its decoder would fill the rest with green.
    [
      'a HEIC that lacks its last tenth',
      () => phoneHeic().subarray(0, phoneHeic().length * 0.9),
      415,
      'picture.unreadable',
    ],
    [
      'a JPEG that lacks its last tenth',
      async () => {
        const whole = await drawing(801, 601).jpeg().toBuffer();
        return whole.subarray(0, whole.length * 0.9);
      },
      415,
      'picture.unreadable',
    ],
    [
      'an SVG that is called a picture by its first line',
      () => Buffer.from(`\n\n<!-- GIF89a -->${svg}`),
      415,
      'picture.unreadable',
    ],
    ['a PNG without its pixels', () => pngClaiming(100, 100), 415, 'picture.unreadable'],
    ['a PNG that claims 40,000 × 40,000 pixels', () => pngClaiming(40_000, 40_000), 413, 'picture.too-large'],
    [
      'a WebP that claims 16,000 × 16,000 pixels',
      () => webpClaiming(16_000, 16_000),
      413,
      'picture.too-large',
    ],
    ['a GIF that claims 60,000 × 60,000 pixels', () => gifClaiming(60_000, 60_000), 413, 'picture.too-large'],
    ['a PNG that claims 50,000 × 1 pixels', () => pngClaiming(50_000, 1), 413, 'picture.too-long'],
    ['a HEIF of what moves', () => heifOfBrand('msf1'), 415, 'picture.kind'],
    ['an AVIF that moves', () => heifOfBrand('avis'), 415, 'picture.kind'],
  ];
  test.each(REFUSED)('%s is refused and leaves nothing', async (_what, make, status, code) => {
    const before = await files();
    const answer = await upload(await make());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await files()).toBe(before);
  });

  test('a bomb is no more than its header says: what it would unpack to beyond that is never unpacked', async () => {
    // 300 MB of nothing behind the header of a small picture, in a file of 300 KB.
    const bomb = pngClaiming(100, 100, { pixels: Buffer.alloc(300_000_000) });
    expect(bomb.length).toBeLessThan(400_000);
    // The most that processes which make pictures ever took, KB: one may have made a large one before.
    const peaksNow = () =>
      childrenOf(process.pid).map((child) =>
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1]),
      );
    const before = peaksNow();
    const answer = await upload(bomb);
    expect([answer.status, answer.body.width, answer.body.height]).toEqual([200, 100, 100]);
    const peaks = peaksNow();
    expect(peaks.length).toBeGreaterThan(0);
    expect(Math.max(...peaks)).toBeLessThanOrEqual(Math.max(300_000, ...before));
  });

  test('more than 20 MB is refused', async () => {
    const answer = await upload(Buffer.alloc(21 * 1024 * 1024));
    expect([answer.status, answer.body.code, answer.body.details]).toEqual([
      413,
      'request.too-large',
      { limit: '20 MB' },
    ]);
  });

  test('JSON and text are no pictures, whatever they are called; and a picture is one', async () => {
    const picture = await drawing(30, 20).jpeg().toBuffer();
    for (const type of ['application/json', 'text/html', 'video/mp4', '*/*', 'image/jpeg', 'text/plain']) {
      expect([type, (await upload(Buffer.from('{}'), type)).body.code]).toEqual([type, 'picture.unreadable']);
      expect([type, (await upload(picture, type)).status]).toEqual([type, 200]);
    }
  });

  test('and long ones are: 30,000 pixels wide, or a panorama; but no thread', async () => {
    expect((await upload(await drawing(30_000, 10).png().toBuffer())).body).toMatchObject({ width: 30_000 });
    const panorama = await drawing(21_000, 400).jpeg().toBuffer();
    expect((await upload(panorama)).body.widths).toEqual([480, 960, 1920, 2560]);
    expect((await upload(await drawing(1, 16_384).png().toBuffer())).body.code).toBe('picture.too-long');
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
