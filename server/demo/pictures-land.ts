import {
  type Canvas,
  clipped,
  curve,
  fade,
  type Markup,
  mix,
  oval,
  perhaps,
  polygon,
  px,
  repeat,
  type Spot,
  shape,
  smooth,
  vary,
} from './pictures-kit.ts';

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
    const up = Math.sin((t * Math.PI) / 2) ** 1.35;
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
    [peak[0] + half * 0.1, foot - rise * 0.78],
    [peak[0] - half * 0.06, foot - rise * 0.5],
    [peak[0] + half * 0.16, foot - rise * 0.25],
    [peak[0] + half * 0.05, foot + 4],
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
    hills(canvas, {
      foot: horizon + span * 0.35,
      rise: rise * 1,
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

/** A round-crowned tree with its foot at (x, y). */
export function tree(
  canvas: Canvas,
  x: number,
  y: number,
  size: number,
  kind: 'round' | 'cypress' | 'camphor' = 'round',
): Markup {
  const { colours } = canvas;
  const trunk = shape(
    `M${px(x - size * 0.035)} ${px(y)}L${px(x - size * 0.02)} ${px(y - size * 0.5)}L${px(x + size * 0.02)} ${px(y - size * 0.5)}L${px(x + size * 0.035)} ${px(y)}Z`,
    colours.woodDark,
  );
  if (kind === 'cypress') {
    const d = `M${px(x)} ${px(y - size)}C${px(x + size * 0.2)} ${px(y - size * 0.5)} ${px(x + size * 0.17)} ${px(y - size * 0.12)} ${px(x)} ${px(y - size * 0.08)}C${px(x - size * 0.17)} ${px(y - size * 0.12)} ${px(x - size * 0.2)} ${px(y - size * 0.5)} ${px(x)} ${px(y - size)}Z`;
    return (
      trunk +
      shape(d, colours.treeDark) +
      clipped(canvas, d, oval(x - size * 0.1, y - size * 0.5, size * 0.13, colours.tree, size * 0.5))
    );
  }
  const puffs: Spot[] =
    kind === 'camphor'
      ? [
          [-0.3, 0.55],
          [0.3, 0.57],
          [-0.14, 0.74],
          [0.16, 0.76],
          [0, 0.6],
        ]
      : [
          [-0.15, 0.55],
          [0.15, 0.56],
          [0, 0.72],
          [0, 0.52],
        ];
  const radius = kind === 'camphor' ? 0.24 : 0.21;
  const draw = (dx: number, dy: number, shrink: number, fill: string): Markup =>
    puffs
      .map(([a, b]) => oval(x + (a + dx) * size, y - (b + dy) * size, radius * size * shrink, fill))
      .join('');
  return (
    trunk +
    draw(0, 0, 1, colours.treeDark) +
    draw(-0.03, 0.03, 0.86, colours.tree) +
    draw(-0.07, 0.07, 0.5, colours.treeLight)
  );
}

/** A loose row of bushes along y. */
export function bushes(canvas: Canvas, fromX: number, toX: number, y: number, size: number): Markup {
  const { colours } = canvas;
  let all = '';
  for (let x = fromX; x < toX; x += size * vary(canvas, 0.55, 1.1)) {
    const radius = size * vary(canvas, 0.4, 0.75);
    const colour = perhaps(canvas, 0.35)
      ? colours.treeLight
      : perhaps(canvas, 0.5)
        ? colours.tree
        : colours.treeDark;
    all += shape(
      `M${px(x - radius)} ${px(y)}A${px(radius)} ${px(radius * 0.9)} 0 0 1 ${px(x + radius)} ${px(y)}Z`,
      colour,
    );
  }
  return all;
}

/** Ground from y down, with one lighter sweep. */
export function ground(canvas: Canvas, y: number, fill: string, sweep: string): Markup {
  const { width, height } = canvas;
  return (
    polygon(
      [
        [0, y],
        [width, y],
        [width, height],
        [0, height],
      ],
      fill,
    ) +
    shape(
      `M0 ${px(y + (height - y) * 0.5)}Q${px(width * 0.4)} ${px(y + (height - y) * 0.2)} ${width} ${px(y + (height - y) * 0.42)}L${width} ${height}L0 ${height}Z`,
      sweep,
    )
  );
}

/** Still water between two heights, with light bars. */
export function water(canvas: Canvas, top: number, bottom: number): Markup {
  const { width, colours } = canvas;
  const paint = fade(canvas, [
    [0, mix(colours.waterLight, colours.mist, 0.4)],
    [0.4, colours.water],
    [1, mix(colours.water, colours.hills[4], 0.35)],
  ]);
  const bars = repeat(26, () => {
    const depth = canvas.chance() ** 1.4;
    const y = top + 8 + depth * (bottom - top - 12);
    const length = width * (0.02 + 0.1 * depth) * vary(canvas, 0.5, 1.4);
    const x = vary(canvas, -0.05, 1) * width;
    return curve(
      `M${px(x)} ${px(y)}h${px(length)}`,
      colours.waterLight,
      2 + depth * 5,
      `opacity="${px(vary(canvas, 0.25, 0.6))}"`,
    );
  });
  return `${paint.markup}<rect x="0" y="${px(top)}" width="${width}" height="${px(bottom - top)}" fill="${paint.paint}"/>${bars}`;
}

/** Slanting rain over everything; empty in any other weather. */
export function rainfall(canvas: Canvas): Markup {
  if (canvas.light !== 'rain') return '';
  const { width, height } = canvas;
  return repeat(150, () => {
    const x = vary(canvas, 0, width * 1.1);
    const y = vary(canvas, -40, height);
    const length = vary(canvas, 18, 46);
    return curve(
      `M${px(x)} ${px(y)}l${px(-length * 0.22)} ${px(length)}`,
      '#FFFFFF',
      1.8,
      `opacity="${px(vary(canvas, 0.15, 0.42))}"`,
    );
  });
}
