import sharp from 'sharp';
import type { Card } from '../syndication/card.ts';
import { design, HEIGHT, PHOTO_LEFT, WIDTH } from './design.ts';
import type { Typeface } from './typeface.ts';

const PAPER = '#FAF8F4';

/** Cuts a photograph to the column beside the words, so that its focus stays in sight. */
async function cutToFocus(photo: Uint8Array, [left, top]: readonly [number, number]): Promise<Buffer> {
  const [width, height] = [WIDTH - PHOTO_LEFT, HEIGHT];
  const { width: from = 1, height: high = 1 } = await sharp(photo).metadata();
  const scale = Math.max(width / from, height / high);
  const [wide, tall] = [
    Math.max(width, Math.round(from * scale)),
    Math.max(height, Math.round(high * scale)),
  ];
  const at = (share: number, whole: number, part: number) =>
    Math.min(whole - part, Math.max(0, Math.round(share * whole - part / 2)));
  return sharp(photo)
    .resize(wide, tall, { fit: 'fill' })
    .extract({ left: at(left, wide, width), top: at(top, tall, height), width, height })
    .toBuffer();
}

/** Paints a card as a PNG of 1200 × 630. A photograph that cannot be read is left out. */
export async function paint(card: Card, photo: Uint8Array | undefined, typeface: Typeface): Promise<Buffer> {
  const cut = photo && card.picture && (await cutToFocus(photo, card.picture.focus).catch(() => undefined));
  const { picture: _lacking, ...without } = card;
  const svg = await design(cut === undefined ? without : card, typeface);
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: PAPER } })
    .composite([
      ...(cut === undefined ? [] : [{ input: cut, left: PHOTO_LEFT, top: 0 }]),
      { input: Buffer.from(svg), left: 0, top: 0 },
    ])
    .png({ palette: true, quality: 92, effort: 4, dither: 0.8 })
    .toBuffer();
}
