import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { design } from '../../../server/cards/design.ts';
import { pieces, setText } from '../../../server/cards/lines.ts';
import { paint } from '../../../server/cards/paint.ts';
import { Typeface } from '../../../server/cards/typeface.ts';
import type { Card } from '../../../server/syndication/card.ts';

const card: Card = {
  language: 'zh',
  tourName: '示例拉练',
  headline: '车队抵达水坪镇，村民在实践所门口迎接',
  outlet: { name: '秦楚网', colour: '#0E64AE' },
  time: '7月7日 09:05',
  scan: '扫码看现场',
  url: 'https://tour.example.org/t/tour/p/post-0001',
};

let typeface: Typeface;
beforeAll(async () => {
  typeface = await Typeface.open();
});

const pathsOf = async (text: string) => (await typeface.draw(text, 600)).glyphs.map(({ path }) => path);

describe('text without any font of the machine', () => {
  test('every character of what outlets write has a shape of its own', async () => {
    const text = '十堰竹溪郧阳丹江口暨龘囍“六个十堰”——ABCxyz0123456789.％';
    const paths = await pathsOf(text);
    expect(paths.filter((path) => path === '')).toEqual([]);
    const [lacking] = await pathsOf('〓');
    expect(paths).not.toContain(lacking);
    expect(new Set(paths).size).toBeGreaterThan([...new Set(text)].length - 5);
  });

  test('what the typeface lacks is the sign of printers for that, never a box; emoji are left out', async () => {
    const [lacking] = await pathsOf('〓');
    expect(lacking).not.toBe('');
    expect(await pathsOf('𪚥')).toEqual([lacking]);
    expect(await pathsOf('👨‍👩‍👧🏽🇨🇳')).toEqual([]);
  });

  test('a bolder weight is another shape', async () => {
    const [thin, bold] = [await typeface.draw('堰', 400), await typeface.draw('堰', 700)];
    expect(thin.glyphs[0]?.path).not.toBe(bold.glyphs[0]?.path);
  });
});

describe('lines', () => {
  test('break between words; no closing mark begins a line, no opening one ends it', () => {
    expect(pieces('抵达水坪镇，（好）Wi-Fi 5G')).toEqual(expect.arrayContaining(['抵达']));
    expect(pieces('好，（是）。').join('|')).toBe('好，|（是）。');
  });

  test('take the largest size that fits, at most so many, and are cut off in the smallest', async () => {
    const box = { width: 500, lines: 2, weight: 600, sizes: [60, 40] };
    expect(await setText(typeface, '抵达', box)).toMatchObject({ size: 60, lines: { length: 1 } });
    expect((await setText(typeface, '车队抵达水坪镇实践所', { ...box, lines: 1 })).size).toBe(40);
    const long = await setText(typeface, '车队抵达水坪镇，'.repeat(20), box);
    expect([long.size, long.lines.length]).toEqual([40, 2]);
    for (const { width } of long.lines) expect(width * 40).toBeLessThanOrEqual(500 * 1000);
  });
});

describe('a card', () => {
  test('is a PNG of 1200 × 630 that messengers take, without any text element', async () => {
    expect(await design(card, typeface)).not.toMatch(/<text|font-/);
    const png = await paint(card, undefined, typeface);
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
    expect(png.length).toBeLessThan(300_000);
  });

  test('cuts the photograph so that its focus stays in sight', async () => {
    const side = (colour: string) => ({
      create: { width: 800, height: 900, channels: 3 as const, background: colour },
    });
    const photo = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#00ff00' } })
      .composite([{ input: await sharp(side('#ff0000')).png().toBuffer(), left: 800, top: 0 }])
      .webp({ lossless: true })
      .toBuffer();
    const shown = async (focus: readonly [number, number]) => {
      const png = await paint({ ...card, picture: { id: 'x', width: 1600, focus } }, photo, typeface);
      const { data } = await sharp(png)
        .removeAlpha()
        .extract({ left: 945, top: 200, width: 1, height: 1 })
        .raw()
        .toBuffer({ resolveWithObject: true });
      return (data[0] ?? 0) > 200 ? 'red' : 'green';
    };
    expect([await shown([0, 0.5]), await shown([1, 0.5])]).toEqual(['green', 'red']);
  });

  test('with a photograph that cannot be read is a card without one', async () => {
    const broken = await paint(
      { ...card, picture: { id: 'x', width: 9, focus: [0, 0] } },
      Buffer.from('no'),
      typeface,
    );
    expect(broken.equals(await paint(card, undefined, typeface))).toBe(true);
  });

  test('keeps a headline of any length off the foot of the card', async () => {
    for (const headline of ['抵', '十堰市2022年新时代文明实践暨“六个十堰”品牌创建拉练会'.repeat(2)])
      for (const picture of [undefined, { id: 'x', width: 1, focus: [0, 0] as const }]) {
        const svg = await design({ ...card, headline, ...(picture && { picture }) }, typeface);
        const baselines = [...svg.matchAll(/translate\(56\.0 ([\d.]+)\) scale/g)].map((match) =>
          Number(match[1]),
        );
        expect(Math.max(...baselines)).toBeLessThan(436);
      }
  });
});
