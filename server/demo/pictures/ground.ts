import {
  box,
  type Canvas,
  clipped,
  curve,
  fade,
  line,
  type Markup,
  mix,
  oval,
  perhaps,
  polygon,
  px,
  repeat,
  type Spot,
  shape,
  vary,
} from './kit.ts';

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

/** Paving that runs to a vanishing point. */
export function paving(canvas: Canvas, top: number, tone: string, seam: string): Markup {
  const { width, height } = canvas;
  const middle = width / 2;
  return (
    box(0, top, width, height - top, tone) +
    repeat(17, (index) =>
      line(
        middle + (index - 8) * width * 0.045,
        top,
        middle + (index - 8) * width * 0.19,
        height,
        seam,
        2.5,
        'opacity="0.55"',
      ),
    ) +
    repeat(7, (index) =>
      line(
        0,
        top + (height - top) * ((index + 0.6) / 7) ** 1.9,
        width,
        top + (height - top) * ((index + 0.6) / 7) ** 1.9,
        seam,
        2 + index * 0.5,
        'opacity="0.5"',
      ),
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
