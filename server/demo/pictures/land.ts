import {
  box,
  type Canvas,
  clipped,
  fade,
  type Markup,
  mix,
  oval,
  px,
  repeat,
  type Spot,
  shape,
  smooth,
  vary,
} from './kit.ts';

/** The whole sky with sun or moon, clouds or stars; draw it first. `horizon` is where it is lightest. */
export function sky(canvas: Canvas, horizon: number): Markup {
  const { width, height, colours, light } = canvas;
  const air = fade(canvas, [
    [0, colours.skyTop],
    [0.55, colours.skyMiddle],
    [1, colours.skyLow],
  ]);
  const sunX = width * vary(canvas, 0.16, 0.84);
  const sunY =
    horizon * (light === 'dusk' || light === 'morning' ? vary(canvas, 0.5, 0.72) : vary(canvas, 0.2, 0.34));
  const sunRadius = Math.min(width, height) * (light === 'night' ? 0.05 : light === 'noon' ? 0.05 : 0.085);
  const sun =
    light === 'rain'
      ? ''
      : oval(sunX, sunY, sunRadius * 1.9, colours.sun, sunRadius * 1.9, 'opacity="0.16"') +
        oval(sunX, sunY, sunRadius * 1.4, colours.sun, sunRadius * 1.4, 'opacity="0.22"') +
        oval(sunX, sunY, sunRadius, colours.sun);
  const stars =
    light === 'night'
      ? repeat(46, () =>
          oval(
            vary(canvas, 0, width),
            vary(canvas, 0, horizon * 0.8),
            vary(canvas, 1, 2.8),
            colours.sun,
            undefined,
            `opacity="${px(vary(canvas, 0.3, 0.9))}"`,
          ),
        )
      : '';
  const clouds = repeat(light === 'night' ? 2 : 4, (index) =>
    cloud(
      canvas,
      vary(canvas, -0.05, 0.95) * width,
      horizon * (0.16 + index * 0.17 + vary(canvas, -0.05, 0.05)),
      width * vary(canvas, 0.11, 0.24),
    ),
  );
  return `${air.markup}<rect width="${width}" height="${px(horizon * 1.25)}" fill="${air.paint}"/>${stars}${sun}${clouds}`;
}

/** A flat cloud of stacked bars with round ends. */
function cloud(canvas: Canvas, x: number, y: number, length: number): Markup {
  const bar = length * 0.085;
  const opacity = canvas.light === 'noon' ? 0.85 : 0.6;
  const row = (from: number, to: number, level: number): Markup =>
    `<rect x="${px(x + from * length)}" y="${px(y - level * bar)}" width="${px((to - from) * length)}" height="${px(bar * 1.04)}" rx="${px(bar / 2)}"/>`;
  return `<g fill="${canvas.colours.cloud}" opacity="${opacity}">${row(0, 1, 0)}${row(vary(canvas, 0.1, 0.2), vary(canvas, 0.7, 0.9), 1)}${row(vary(canvas, 0.25, 0.4), vary(canvas, 0.55, 0.68), 2)}</g>`;
}

/** How a range of hills looks. */
export interface Range {
  /** Where its foot is; everything below down to `floor` is filled. */
  readonly foot: number;
  readonly rise: number;
  readonly colour: string;
  /** About how many hills across. */
  readonly count: number;
  /** How far the foot fades into mist, 0 to 1. */
  readonly mist?: number;
  /** Size in pixels of the tree tops on the edge; 0 for a far, clean edge. */
  readonly trees?: number;
}

/** One range: overlapping hills, each lit from one side, fading to mist at the foot. */
export function hills(canvas: Canvas, range: Range): Markup {
  const { width, colours } = canvas;
  const { foot, rise, colour, count, mist = 0.5, trees = 0 } = range;
  const paint = fade(canvas, [
    [0, colour],
    [0.35, mix(colour, colours.mist, mist * 0.25)],
    [1, mix(colour, colours.mist, mist)],
  ]);
  const gap = width / count;
  const order = Array.from({ length: count + 2 }, (_, index) => index - 0.5);
  const bodies = order.map((place) => {
    const middle = (place + vary(canvas, -0.25, 0.25)) * gap;
    const half = gap * vary(canvas, 0.75, 1.25);
    const top = foot - rise * vary(canvas, 0.5, 1);
    return { top, markup: hill(canvas, middle, half, top, foot, paint.paint, colour, trees) };
  });
  bodies.sort((a, b) => a.top - b.top);
  return `${paint.markup}${bodies.map((body) => body.markup).join('')}`;
}

function hill(
  canvas: Canvas,
  middle: number,
  half: number,
  top: number,
  foot: number,
  paint: string,
  colour: string,
  trees: number,
): Markup {
  const rise = foot - top;
  const lean = vary(canvas, -0.22, 0.22) * half;
  const left: Spot[] = [[middle - half * 1.5, foot + 2]];
  const right: Spot[] = [];
  const steps = 5;
  for (let step = 1; step < steps; step++) {
    const t = step / steps;
    const up = 0.4 * Math.sin((t * Math.PI) / 2) ** 1.35 + 0.6 * t ** 1.25;
    left.push([
      middle + lean - half * 1.45 * (1 - t) ** 1.12 + vary(canvas, -0.03, 0.03) * half,
      foot - rise * up + vary(canvas, -0.03, 0.03) * rise,
    ]);
    right.unshift([
      middle + lean + half * 1.45 * (1 - t) ** 1.12 + vary(canvas, -0.03, 0.03) * half,
      foot - rise * up + vary(canvas, -0.03, 0.03) * rise,
    ]);
  }
  const peak: Spot = [middle + lean, top];
  const edge: Spot[] = [...left, peak, ...right, [middle + half * 1.5, foot + 2]];
  const line = trees > 0 ? wooded(canvas, edge, trees) : smooth(edge);
  const outline = `${line}Z`;
  const ridgeLine: Spot[] = [
    peak,
    [peak[0] + half * 0.14, foot - rise * 0.74],
    [peak[0] + half * 0.1, foot - rise * 0.55],
    [peak[0] + half * 0.34, foot - rise * 0.28],
    [peak[0] + half * 0.36, foot + 4],
  ];
  const shade = `${smooth(ridgeLine)}L${px(middle + half * 1.7)} ${px(foot + 4)}L${px(middle + half * 1.7)} ${px(top - trees * 2)}L${px(peak[0])} ${px(top - trees * 2)}Z`;
  return (
    shape(outline, paint) +
    clipped(canvas, outline, shape(shade, mix(colour, '#0B2A3A', 0.55), 'opacity="0.16"'))
  );
}

/** The edge with round tree tops on it. */
function wooded(canvas: Canvas, edge: readonly Spot[], size: number): string {
  const first = edge[0];
  if (first === undefined) return '';
  let d = `M${px(first[0])} ${px(first[1])}`;
  for (let at = 1; at < edge.length; at++) {
    const from = edge[at - 1] ?? first;
    const to = edge[at] ?? from;
    const count = Math.max(
      1,
      Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / (size * vary(canvas, 1.3, 1.9))),
    );
    for (let step = 1; step <= count; step++) {
      const t = step / count;
      const radius = size * vary(canvas, 0.75, 1.2);
      d += `A${px(radius)} ${px(radius)} 0 0 1 ${px(from[0] + (to[0] - from[0]) * t)} ${px(from[1] + (to[1] - from[1]) * t)}`;
    }
  }
  return d;
}

/** Three to five ranges from far to near, between the horizon and `foot`. */
export function mountains(canvas: Canvas, horizon: number, foot: number, rise: number): Markup {
  const { colours } = canvas;
  const unit = Math.min(canvas.width, canvas.height) / 1067;
  const span = foot - horizon;
  return [
    box(0, foot, canvas.width, canvas.height - foot, mix(colours.hills[3], colours.mist, 0.3)),
    hills(canvas, {
      foot: horizon + span * 0.35,
      rise: rise * 0.82,
      colour: colours.hills[0],
      count: 3,
      mist: 0.75,
    }),
    hills(canvas, {
      foot: horizon + span * 0.6,
      rise: rise * 0.85,
      colour: colours.hills[1],
      count: 4,
      mist: 0.7,
    }),
    hills(canvas, {
      foot: horizon + span * 0.82,
      rise: rise * 0.66,
      colour: colours.hills[2],
      count: 4,
      mist: 0.55,
      trees: 5 * unit,
    }),
    hills(canvas, {
      foot: foot + 4,
      rise: rise * 0.48,
      colour: colours.hills[3],
      count: 5,
      mist: 0.3,
      trees: 9 * unit,
    }),
  ].join('');
}
