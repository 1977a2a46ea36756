import { encode } from 'uqr';
import type { Card } from '../syndication/card.ts';
import { hills } from './hills.ts';
import { LEADING, type Lines, setText } from './lines.ts';
import { type Typeface, UNITS } from './typeface.ts';

/** What messengers show, px. */
export const WIDTH = 1200;
export const HEIGHT = 630;
/** The column that a photograph fills, from its left edge on. */
export const PHOTO_LEFT = 690;

const INK = '#1B1F23';
const SOFT = '#59616A';
const LINE = '#E4DFD6';
const PAPER = '#FAF8F4';
const RED = '#C81E2B';
const BLUE = '#0E64AE';
const MEDALS = ['#8A6400', '#5F6770', '#8C4A1F'];
const MARGIN = 56;
const QR = 116;

/** One or more lines as SVG; `y` is the first baseline. Answers where the last baseline is. */
function drawn(
  { size, lines }: Lines,
  x: number,
  y: number,
  fill: string,
  leading = LEADING,
): { svg: string; bottom: number } {
  const scale = size / UNITS;
  const svg = lines
    .map(({ glyphs }, row) => {
      const baseline = y + row * size * leading;
      const paths = glyphs
        .filter(({ path }) => path !== '')
        .map((glyph) => `<path transform="translate(${glyph.x.toFixed(1)} 0)" d="${glyph.path}"/>`)
        .join('');
      return `<g fill="${fill}" transform="translate(${x.toFixed(1)} ${baseline.toFixed(1)}) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})">${paths}</g>`;
    })
    .join('');
  return { svg, bottom: y + Math.max(0, lines.length - 1) * size * leading };
}

const widthOf = ({ size, lines }: Lines): number =>
  (Math.max(0, ...lines.map(({ width }) => width)) * size) / UNITS;

function qrCode(url: string, x: number, y: number): string {
  const { data, size } = encode(url, { ecc: 'M', border: 0 });
  const cell = QR / size;
  const cells = data.flatMap((row, top) =>
    row.flatMap((dark, left) => (dark ? [`M${left} ${top}h1v1h-1z`] : [])),
  );
  return `<path fill="${INK}" shape-rendering="crispEdges" transform="translate(${x} ${y}) scale(${cell.toFixed(4)})" d="${cells.join('')}"/>`;
}

/** Everything of a card but its photograph, as SVG without any text element. */
export async function design(card: Card, typeface: Typeface): Promise<string> {
  const photo = card.picture !== undefined;
  const edge = photo ? PHOTO_LEFT - 48 : WIDTH - MARGIN;
  const column = edge - MARGIN;
  const one = (text: string, size: number, weight: number, width = column) =>
    setText(typeface, text, { width, weight, lines: 1, sizes: [size] });
  const parts: string[] = [
    `<rect width="${photo ? PHOTO_LEFT : WIDTH}" height="${HEIGHT}" fill="${PAPER}"/>`,
  ];
  const put = (lines: Lines, x: number, y: number, fill: string, leading?: number) => {
    const made = drawn(lines, x, y, fill, leading);
    parts.push(made.svg);
    return made.bottom;
  };
  if (!photo) parts.push(hills());

  // Who says it, and when.
  const colour = card.outlet?.colour ?? RED;
  parts.push(`<rect x="${MARGIN}" y="52" width="6" height="30" fill="${colour}"/>`);
  const time = await one([card.time, card.corrected].filter(Boolean).join('·'), 22, 400, 260);
  put(time, edge - widthOf(time), 76, SOFT);
  put(
    await one(card.outlet?.name ?? card.tourName, 26, 600, column - widthOf(time) - 48),
    MARGIN + 20,
    77,
    INK,
  );

  // What is said.
  let top = 128;
  if (card.figure !== undefined) {
    const number = await setText(typeface, card.figure.value, {
      width: column * 0.8,
      lines: 1,
      weight: 700,
      sizes: [150, 120, 96, 72],
    });
    top += number.size * 0.78;
    put(number, MARGIN, top, BLUE);
    put(await one(card.figure.unit, 40, 600, column * 0.2), MARGIN + widthOf(number) + 14, top, BLUE);
    top += 22;
  }
  if (card.quoted !== undefined) {
    top += 84;
    put(await one('“', 150, 700), MARGIN - 92, top + 10, RED);
    top -= 44;
  }
  const sizes = card.figure !== undefined ? [44, 38, 32] : [66, 58, 50, 44, 38];
  const most = card.figure !== undefined ? 2 : card.quoted !== undefined ? 3 : photo ? 4 : 3;
  const headline = await setText(typeface, card.headline, {
    width: column,
    lines: most,
    weight: 650,
    sizes,
    height: 410 - top,
  });
  let bottom = put(headline, MARGIN, top + headline.size, INK);
  if (card.quoted !== undefined)
    bottom = put(await one(`—— ${card.quoted}`, 26, 500), MARGIN, bottom + headline.size * 0.12 + 44, INK);
  if (card.place !== undefined)
    put(await one(card.place, 24, 400), MARGIN, Math.min(bottom + headline.size * 0.12 + 42, 438), SOFT);

  // Where it goes on.
  const foot = HEIGHT - MARGIN - QR + 12;
  const reach = photo ? edge : 560;
  parts.push(`<rect x="${MARGIN}" y="${foot - 24}" width="${reach - MARGIN}" height="1" fill="${LINE}"/>`);
  parts.push(
    `<rect x="${MARGIN - 10}" y="${foot - 10}" width="${QR + 20}" height="${QR + 20}" fill="#FFFFFF" rx="6"/>`,
  );
  parts.push(qrCode(card.url, MARGIN, foot));
  const beside = MARGIN + QR + 28;
  const name = await setText(typeface, card.tourName, {
    width: reach - beside,
    lines: 2,
    weight: 600,
    sizes: [26, 22, 20],
  });
  const under = put(name, beside, foot + 26, INK, 1.35);
  const scan = await one(card.scan, 20, 400, reach - beside);
  put(scan, beside, Math.max(under + 36, foot + QR - 6), SOFT);
  if (card.standings !== undefined) parts.push(await table(card.standings, typeface));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${parts.join('')}</svg>`;
}

/** The first three, at the lower right: over the photograph or the hills. */
async function table({ title, rows }: NonNullable<Card['standings']>, typeface: Typeface): Promise<string> {
  const width = 396;
  const height = 66 + rows.length * 46;
  const [x, y] = [WIDTH - 32 - width, HEIGHT - 32 - height];
  const inside = width - 48;
  const one = (text: string, size: number, weight: number, room: number) =>
    setText(typeface, text, { width: room, weight, lines: 1, sizes: [size] });
  const parts = [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="#FFFFFF" stroke="${LINE}"/>`,
    drawn(await one(title, 18, 400, inside), x + 24, y + 40, SOFT).svg,
  ];
  for (const [index, { rank, name, score }] of rows.entries()) {
    const baseline = y + 86 + index * 46;
    const points = await one(score, 28, 600, 140);
    parts.push(
      drawn(await one(String(rank), 30, 700, 40), x + 24, baseline, MEDALS[rank - 1] ?? SOFT).svg,
      drawn(await one(name, 26, 500, inside - 56 - 150), x + 68, baseline, INK).svg,
      drawn(points, x + width - 24 - widthOf(points), baseline, INK).svg,
    );
  }
  return parts.join('');
}
