import sharp from 'sharp';
import { between, type Chance, chanceFrom, seedOf } from '../chance.ts';
import { type Canvas, type Markup, mix, px } from './kit.ts';
import { type Light, type Palette, palettes } from './light.ts';

import { convoy, viaduct } from './scenes/convoy.ts';
import { dance, school } from './scenes/evening.ts';
import { tea, terraces } from './scenes/fields.ts';
import { ceremony, lecture } from './scenes/hall.ts';
import { canteen, library, workshop } from './scenes/room.ts';
import { gallery, square } from './scenes/square.ts';
import { crossing, waystation } from './scenes/street.ts';
import { fair, institute, mural } from './scenes/village.ts';
import { reservoir, riverside } from './scenes/water.ts';
import { wudang } from './scenes/wudang.ts';

export type { Light } from './light.ts';

const scenes = {
  convoy,
  viaduct,
  crossing,
  waystation,
  institute,
  tea,
  terraces,
  mural,
  fair,
  square,
  gallery,
  dance,
  school,
  reservoir,
  riverside,
  wudang,
  lecture,
  library,
  canteen,
  workshop,
  ceremony,
} as const satisfies Readonly<Record<string, (canvas: Canvas) => Markup>>;

/** What a picture shows. */
export type SceneName = keyof typeof scenes;

/** Names of all scenes. */
export const sceneNames = Object.keys(scenes) as readonly SceneName[];

/** Pixel sizes by shape. */
export const pictureSizes = {
  wide: { width: 1600, height: 1067 },
  standard: { width: 1600, height: 1200 },
  portrait: { width: 1067, height: 1423 },
} as const;

/** Shape of a picture. */
export type PictureShape = keyof typeof pictureSizes;

/** Says exactly which picture is meant: the same reference always gives the same pixels on the same machine. */
export interface SceneRef {
  readonly scene: SceneName;
  readonly light: Light;
  /** Varies composition, people and plants; any whole number. */
  readonly seed: number;
  readonly shape: PictureShape;
}

/** The same light on another day: greens a little warmer or cooler, the sky a little paler. */
function tinted(palette: Palette, chance: Chance): Palette {
  const warmth = between(chance, -0.16, 0.16);
  const toward = warmth > 0 ? '#D2A93F' : '#2B7FA3';
  const shift = (colour: string): string => mix(colour, toward, Math.abs(warmth));
  const [far, second, third, fourth, near] = palette.hills;
  const haze = chance() * 0.22;
  return {
    ...palette,
    skyTop: mix(palette.skyTop, palette.skyMiddle, haze),
    hills: [far, shift(second), shift(third), shift(fourth), shift(near)],
    grass: shift(palette.grass),
    grassDark: shift(palette.grassDark),
    tree: shift(palette.tree),
    treeLight: shift(palette.treeLight),
  };
}

/** The picture as SVG. Contains no text, so no fonts are needed. */
export function pictureSvg(ref: SceneRef): string {
  const { width, height } = pictureSizes[ref.shape];
  const chance = chanceFrom(seedOf(ref.scene, ref.light, ref.seed));
  const mirrored = chance() < 0.5;
  const zoom = ref.shape === 'portrait' ? 1 : 1 + 0.2 * chance() ** 1.4;
  const left = (zoom - 1) * width * between(chance, 0.15, 0.85);
  const top = (zoom - 1) * height * between(chance, 0.72, 0.92);
  let ids = 0;
  const canvas: Canvas = {
    width,
    height,
    unit: Math.min(width, height * 1.4),
    light: ref.light,
    colours: tinted(palettes[ref.light], chance),
    chance,
    freshId: () => `g${++ids}`,
  };
  const inside = scenes[ref.scene](canvas);
  const turn = mirrored ? `translate(${width} 0) scale(-1 1)` : '';
  const frame = `${turn} translate(${px(-left)} ${px(-top)}) scale(${Math.round(zoom * 1000) / 1000})`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><g transform="${frame}">${inside}</g></svg>`;
}

/** The picture as JPEG, quality 82, some 100 to 350 KB. Takes a few hundred milliseconds. */
export function renderPicture(ref: SceneRef): Promise<Buffer> {
  return sharp(Buffer.from(pictureSvg(ref)))
    .flatten({ background: '#FAF8F4' })
    .jpeg({ quality: 82, mozjpeg: true })
    .toBuffer();
}
