import { between, type Chance } from '../chance.ts';
import type { Light, Palette } from './light.ts';

/** What a scene draws on: size in pixels, colours, and its own repeatable chance. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** What people and the things about them are measured by, whatever the picture's shape; pixels. */
  readonly unit: number;
  readonly light: Light;
  readonly colours: Palette;
  readonly chance: Chance;
  /** A fresh id for a gradient or clip path; unique within the picture. */
  readonly freshId: () => string;
}

/** Whether windows and lamps are lit. */
export const isDark = ({ light }: Canvas): boolean => light === 'night' || light === 'dusk';

/** A point on the canvas, pixels from the top left. */
export type Spot = readonly [x: number, y: number];

/** SVG markup. */
export type Markup = string;

/** Rounds for short markup. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A filled path. */
export function shape(d: string, fill: string, extra = ''): Markup {
  return `<path d="${d}" fill="${fill}" ${extra}/>`;
}

/** A filled polygon. */
export function polygon(spots: readonly Spot[], fill: string, extra = ''): Markup {
  return `<polygon points="${spots.map(([x, y]) => `${px(x)},${px(y)}`).join(' ')}" fill="${fill}" ${extra}/>`;
}

/** A rectangle, with rounded corners when `radius` is given. */
export function box(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  radius = 0,
  extra = '',
): Markup {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="${px(radius)}" fill="${fill}" ${extra}/>`;
}

/** An ellipse; a circle when `ry` is left out. */
export function oval(x: number, y: number, rx: number, fill: string, ry = rx, extra = ''): Markup {
  return `<ellipse cx="${px(x)}" cy="${px(y)}" rx="${px(rx)}" ry="${px(ry)}" fill="${fill}" ${extra}/>`;
}

/** A line with round ends through the spots. */
export function stroke(spots: readonly Spot[], colour: string, width: number, extra = ''): Markup {
  const d = spots.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('');
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${px(width)}" stroke-linecap="round" stroke-linejoin="round" ${extra}/>`;
}

/** A straight line with round ends from one spot to another. */
export const line = (
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  colour: string,
  width: number,
  extra = '',
): Markup =>
  stroke(
    [
      [fromX, fromY],
      [toX, toY],
    ],
    colour,
    width,
    extra,
  );

/** A curve with round ends, from path data. */
export function curve(d: string, colour: string, width: number, extra = ''): Markup {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${px(width)}" stroke-linecap="round" ${extra}/>`;
}

/** Moves, scales and mirrors what is inside. */
export function place(x: number, y: number, scale: number, inside: Markup, mirrored = false): Markup {
  return `<g transform="translate(${px(x)} ${px(y)}) scale(${mirrored ? -scale : scale} ${scale})">${inside}</g>`;
}

/** Path data of a smooth open line through the spots (Catmull–Rom), beginning with M. */
export function smooth(spots: readonly Spot[]): string {
  const first = spots[0];
  if (first === undefined) return '';
  let d = `M${px(first[0])} ${px(first[1])}`;
  for (let at = 1; at < spots.length; at++) {
    const from = spots[at - 1] ?? first;
    const to = spots[at] ?? from;
    const before = spots[at - 2] ?? from;
    const after = spots[at + 1] ?? to;
    d += `C${px(from[0] + (to[0] - before[0]) / 6)} ${px(from[1] + (to[1] - before[1]) / 6)} ${px(to[0] - (after[0] - from[0]) / 6)} ${px(to[1] - (after[1] - from[1]) / 6)} ${px(to[0])} ${px(to[1])}`;
  }
  return d;
}

/** A gradient from top to bottom over the shape it fills. Returns its definition and the paint to use. */
export function fade(
  canvas: Canvas,
  stops: readonly (readonly [at: number, colour: string, opacity?: number])[],
): { readonly markup: Markup; readonly paint: string } {
  const id = canvas.freshId();
  const inner = stops
    .map(
      ([at, colour, opacity = 1]) =>
        `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    )
    .join('');
  return {
    markup: `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${inner}</linearGradient>`,
    paint: `url(#${id})`,
  };
}

/** Shows only the part of `inside` that lies within `d`. */
export function clipped(canvas: Canvas, d: string, inside: Markup): Markup {
  const id = canvas.freshId();
  return `<clipPath id="${id}"><path d="${d}"/></clipPath><g clip-path="url(#${id})">${inside}</g>`;
}

/** Mixes two '#RRGGBB' colours; `share` of the second, 0 to 1. */
export function mix(first: string, second: string, share: number): string {
  const part = (at: number): string => {
    const a = Number.parseInt(first.slice(at, at + 2), 16);
    const b = Number.parseInt(second.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}

/** Calls `make` with 0, 1 … count − 1 and joins the results. */
export function repeat(count: number, make: (index: number) => Markup): Markup {
  let all = '';
  for (let index = 0; index < count; index++) all += make(index);
  return all;
}

/** A number in [low, high) from the canvas's chance. */
export function vary(canvas: Canvas, low: number, high: number): number {
  return between(canvas.chance, low, high);
}

/** True with the given probability. */
export function perhaps(canvas: Canvas, probability: number): boolean {
  return canvas.chance() < probability;
}
