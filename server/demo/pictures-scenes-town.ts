import { bunting, lamp, lantern, pillar, sweptRoof } from './pictures-built.ts';
import {
  box,
  type Canvas,
  curve,
  type Markup,
  mix,
  oval,
  polygon,
  px,
  repeat,
  shape,
  stroke,
  vary,
} from './pictures-kit.ts';
import { bushes, ground, mountains, rainfall, sky, tree } from './pictures-land.ts';
import { person, someHead } from './pictures-people.ts';

/** Paving that runs to a vanishing point. */
function paving(canvas: Canvas, top: number, tone: string, line: string): Markup {
  const { width, height } = canvas;
  const middle = width / 2;
  return (
    box(0, top, width, height - top, tone) +
    repeat(17, (index) =>
      stroke(
        [
          [middle + (index - 8) * width * 0.045, top],
          [middle + (index - 8) * width * 0.19, height],
        ],
        line,
        2.5,
        'opacity="0.55"',
      ),
    ) +
    repeat(7, (index) =>
      stroke(
        [
          [0, top + (height - top) * ((index + 0.6) / 7) ** 1.9],
          [width, top + (height - top) * ((index + 0.6) / 7) ** 1.9],
        ],
        line,
        2 + index * 0.5,
        'opacity="0.5"',
      ),
    )
  );
}

/** A good-people square: two rows of pillars, a wall of portraits, people looking up. */
export function square(canvas: Canvas): Markup {
  const { width, height, colours } = canvas;
  const floor = height * 0.64;
  const unit = Math.min(width, height * 1.4);
  const wallWide = unit * 0.5;
  const wallTall = unit * 0.2;
  const left = width / 2 - wallWide / 2;
  const portraits = repeat(10, (index) => {
    const x = left + wallWide * (0.09 + (index % 5) * 0.172);
    const y = floor - wallTall * (index < 5 ? 0.86 : 0.44);
    const wide = wallWide * 0.13;
    const tall = wallTall * 0.34;
    return (
      box(x, y, wide, tall, colours.cloth, 3) +
      oval(x + wide / 2, y + tall * 0.4, wide * 0.17, colours.skin) +
      shape(
        `M${px(x + wide / 2 - wide * 0.18)} ${px(y + tall * 0.39)}a${px(wide * 0.18)} ${px(wide * 0.2)} 0 0 1 ${px(wide * 0.36)} 0q${px(-wide * 0.18)} ${px(-tall * 0.1)} ${px(-wide * 0.36)} 0Z`,
        colours.hair,
      ) +
      shape(
        `M${px(x + wide * 0.17)} ${px(y + tall)}q${px(wide * 0.02)} ${px(-tall * 0.36)} ${px(wide * 0.33)} ${px(-tall * 0.36)}t${px(wide * 0.33)} ${px(tall * 0.36)}Z`,
        [colours.blue, colours.red, colours.tree][index % 3] ?? colours.blue,
      )
    );
  });
  const far = [0.2, 0.8].map((at) => pillar(canvas, width * at, floor + height * 0.02, unit * 0.25)).join('');
  const middle = [0.12, 0.88]
    .map((at) => pillar(canvas, width * at, floor + height * 0.07, unit * 0.33))
    .join('');
  const near = [0.015, 0.985]
    .map((at) => pillar(canvas, width * at, floor + height * 0.15, unit * 0.47))
    .join('');
  return (
    sky(canvas, height * 0.48) +
    mountains(canvas, height * 0.14, floor * 0.95, height * 0.34) +
    repeat(9, (index) =>
      tree(
        canvas,
        (index + 0.4) * (width / 8.6),
        floor,
        unit * vary(canvas, 0.13, 0.18),
        index % 3 === 1 ? 'cypress' : 'camphor',
      ),
    ) +
    bushes(canvas, 0, width, floor + 2, unit * 0.035) +
    paving(canvas, floor, colours.stone, colours.stoneShade) +
    box(
      left - wallWide * 0.03,
      floor - wallTall * 1.04,
      wallWide * 1.06,
      wallTall * 1.12,
      colours.redDark,
      4,
    ) +
    box(left, floor - wallTall, wallWide, wallTall, colours.red) +
    portraits +
    sweptRoof(
      width / 2,
      floor - wallTall * 1.02,
      wallWide * 1.14,
      wallTall * 0.28,
      colours.roof,
      colours.roofShade,
    ) +
    far +
    middle +
    near +
    person(canvas, {
      x: width * 0.36,
      y: height * 0.8,
      height: unit * 0.19,
      pose: 'point',
      head: someHead(canvas),
      mirrored: true,
    }) +
    person(canvas, {
      x: width * 0.3,
      y: height * 0.86,
      height: unit * 0.22,
      pose: 'behind',
      head: someHead(canvas),
      back: true,
    }) +
    person(canvas, {
      x: width * 0.5,
      y: height * 0.93,
      height: unit * 0.26,
      pose: 'stand',
      head: 'bob',
      back: true,
    }) +
    person(canvas, {
      x: width * 0.57,
      y: height * 0.935,
      height: unit * 0.17,
      vest: false,
      child: true,
      head: 'short',
      back: true,
      top: colours.gold,
      pose: 'stand',
    }) +
    person(canvas, {
      x: width * 0.68,
      y: height * 0.84,
      height: unit * 0.21,
      pose: 'read',
      head: someHead(canvas),
    }) +
    person(canvas, {
      x: width * 0.745,
      y: height * 0.87,
      height: unit * 0.22,
      vest: false,
      head: 'grey',
      back: true,
      top: '#5E7F94',
    }) +
    rainfall(canvas)
  );
}

/** A covered gallery with framed good deeds along one side and the mountains on the other. */
export function gallery(canvas: Canvas): Markup {
  const { width, height, colours } = canvas;
  const unit = Math.min(width, height * 1.4);
  const vanishX = width * vary(canvas, 0.6, 0.66);
  const vanishY = height * 0.52;
  const at = (x: number, y: number, t: number): readonly [number, number] => [
    x + (vanishX - x) * t,
    y + (vanishY - y) * t,
  ];
  const frames = repeat(5, (index) => {
    const t = 0.06 + index * 0.155;
    const u = t + 0.105;
    const paint = [colours.red, colours.gold, colours.blue, colours.tree, colours.wood][index] ?? colours.red;
    const [ax, ay] = at(0, height * 0.2, t);
    const [bx, by] = at(0, height * 0.2, u);
    const [cx, cy] = at(0, height * 0.72, u);
    const [dx, dy] = at(0, height * 0.72, t);
    const headSize = (dy - ay) * 0.15;
    const mx = (ax + bx) / 2;
    const my = (ay + dy) / 2;
    return (
      polygon(
        [
          [ax - 5, ay - 7],
          [bx + 5, by - 6],
          [cx + 5, cy + 6],
          [dx - 5, dy + 7],
        ],
        colours.woodDark,
      ) +
      polygon(
        [
          [ax, ay],
          [bx, by],
          [cx, cy],
          [dx, dy],
        ],
        mix(paint, colours.cloth, 0.72),
      ) +
      oval(mx, my - headSize * 0.5, headSize * 0.55, colours.skin, headSize * 0.8) +
      oval(mx, my - headSize * 1, headSize * 0.55, colours.hair, headSize * 0.42) +
      shape(
        `M${px(ax + 3)} ${px(dy - (dy - ay) * 0.12)}Q${px(mx)} ${px(my - headSize * 0.1)} ${px(bx - 3)} ${px(cy - (cy - by) * 0.12)}L${px(bx - 3)} ${px(cy - 3)}L${px(ax + 3)} ${px(dy - 4)}Z`,
        paint,
      )
    );
  });
  const post = (t: number): Markup => {
    const [x, top] = at(width * 1.02, -height * 0.02, t);
    const [, foot] = at(width * 1.02, height * 1.0, t);
    const wide = unit * 0.05 * (1 - t);
    return (
      box(x - wide / 2, top, wide, foot - top, colours.red) +
      box(x + wide * 0.16, top, wide * 0.34, foot - top, colours.redDark) +
      box(x - wide * 0.75, foot - wide * 0.7, wide * 1.5, wide * 0.8, colours.stoneShade, 3)
    );
  };
  const [farLeftX, farLeftTop] = at(0, 0, 0.84);
  const [, farLeftFoot] = at(0, height, 0.84);
  return (
    sky(canvas, height * 0.5) +
    mountains(canvas, height * 0.2, height * 0.7, height * 0.34) +
    ground(canvas, height * 0.62, colours.grassDark, colours.grass) +
    bushes(canvas, vanishX, width * 1.05, height * 0.68, unit * 0.07) +
    polygon(
      [
        [0, height],
        [0, height * 0.98],
        [farLeftX, farLeftFoot],
        [vanishX + 30, farLeftFoot],
        [width * 1.05, height * 0.97],
        [width * 1.05, height],
        [0, height],
      ],
      colours.stone,
    ) +
    repeat(8, (index) =>
      stroke(
        [[(index / 7) * width, height], at((index / 7) * width, height, 0.84)],
        colours.stoneShade,
        3,
        'opacity="0.7"',
      ),
    ) +
    polygon(
      [
        [0, 0],
        [farLeftX, farLeftTop],
        [farLeftX, farLeftFoot],
        [0, height * 0.98],
      ],
      colours.wall,
    ) +
    polygon(
      [[0, height * 0.86], at(0, height * 0.86, 0.84), [farLeftX, farLeftFoot], [0, height * 0.98]],
      colours.wallShade,
    ) +
    frames +
    polygon(
      [[0, -10], [width, -10], at(width * 1.02, -height * 0.02, 0.84), [farLeftX, farLeftTop]],
      colours.woodDark,
    ) +
    repeat(9, (index) => {
      const t = index * 0.1;
      return stroke([at(0, 0, t), at(width * 1.02, -height * 0.02, t)], colours.wood, unit * 0.016 * (1 - t));
    }) +
    [0.72, 0.6, 0.46, 0.28, 0.05].map(post).join('') +
    lantern(canvas, vanishX - width * 0.02, height * 0.24, unit * 0.045) +
    lantern(canvas, vanishX + width * 0.07, height * 0.08, unit * 0.075) +
    person(canvas, {
      x: vanishX - width * 0.03,
      y: height * 0.73,
      height: unit * 0.17,
      pose: 'stand',
      head: someHead(canvas),
    }) +
    person(canvas, {
      x: width * 0.4,
      y: height * 0.89,
      height: unit * 0.33,
      pose: 'point',
      head: someHead(canvas),
      mirrored: true,
    }) +
    person(canvas, {
      x: width * 0.53,
      y: height * 0.92,
      height: unit * 0.34,
      vest: false,
      head: 'bob',
      back: true,
      top: '#D9C9A8',
      pose: 'behind',
    }) +
    person(canvas, {
      x: width * 0.63,
      y: height * 0.93,
      height: unit * 0.36,
      pose: 'read',
      head: someHead(canvas),
      mirrored: true,
    }) +
    rainfall(canvas)
  );
}

/** The evening square dance under strings of lights. */
export function dance(canvas: Canvas): Markup {
  const { width, height, colours } = canvas;
  const floor = height * 0.62;
  const unit = Math.min(width, height * 1.4);
  const lights = (y: number, sag: number): Markup =>
    curve(
      `M-10 ${px(y)}Q${px(width * 0.5)} ${px(y + sag * 2)} ${width + 10} ${px(y)}`,
      mix(colours.roof, colours.skyTop, 0.3),
      3,
    ) +
    repeat(22, (index) => {
      const t = (index + 0.5) / 22;
      const x = t * width;
      const down = y + sag * 4 * t * (1 - t) + 10;
      return oval(x, down, 17, colours.glow, undefined, 'opacity="0.2"') + oval(x, down, 7, colours.glow);
    });
  const fan = (x: number, y: number, size: number, turn: number): Markup =>
    `<g transform="translate(${px(x)} ${px(y)}) rotate(${px(turn)})">${shape(`M0 0L${px(-size * 0.85)} ${px(-size * 0.6)}A${px(size)} ${px(size)} 0 0 1 ${px(size * 0.85)} ${px(-size * 0.6)}Z`, colours.red)}${shape(`M0 0L${px(-size * 0.45)} ${px(-size * 0.32)}A${px(size * 0.53)} ${px(size * 0.53)} 0 0 1 ${px(size * 0.45)} ${px(-size * 0.32)}Z`, colours.gold)}</g>`;
  const dancer = (
    x: number,
    y: number,
    tall: number,
    up: boolean,
    mirrored: boolean,
    vest: boolean,
  ): Markup => {
    const side = mirrored ? -1 : 1;
    const hands: readonly (readonly [number, number, number])[] = up
      ? [
          [-27, -101, -24],
          [27, -101, 24],
        ]
      : [
          [-33, -80, -40],
          [31, -62, 70],
        ];
    return (
      person(canvas, {
        x,
        y,
        height: tall,
        pose: up ? 'fan-up' : 'fan',
        head: canvas.chance() < 0.5 ? 'bun' : 'bob',
        vest,
        top: colours.gold,
        skirt: !vest,
        bottom: vest ? colours.navy : colours.redDark,
        mirrored,
        walking: vest,
      }) +
      hands
        .map(([dx, dy, turn]) =>
          fan(x + (side * dx * tall) / 100, y + (dy * tall) / 100, tall * 0.13, side * turn),
        )
        .join('')
    );
  };
  const blocks = repeat(6, (index) => {
    const x = index * (width / 5.6) - 20;
    const tall = height * vary(canvas, 0.12, 0.23);
    const wide = width / 6.4;
    return (
      box(x, floor - tall, wide, tall, mix(colours.hills[2], colours.wallShade, 0.22)) +
      repeat(15, (pane) =>
        canvas.chance() < 0.55
          ? box(
              x + wide * (0.1 + 0.17 * (pane % 5)),
              floor - tall * 0.88 + Math.floor(pane / 5) * tall * 0.26,
              wide * 0.09,
              tall * 0.13,
              colours.glow,
              0,
              'opacity="0.85"',
            )
          : '',
      )
    );
  });
  return (
    sky(canvas, height * 0.55) +
    mountains(canvas, height * 0.18, floor, height * 0.34) +
    blocks +
    repeat(5, (index) => tree(canvas, width * (0.08 + index * 0.21), floor + 8, unit * 0.17, 'camphor')) +
    paving(canvas, floor, mix(colours.stone, colours.stoneShade, 0.4), colours.stoneShade) +
    oval(width * 0.5, height * 0.86, width * 0.52, colours.glow, height * 0.17, 'opacity="0.16"') +
    oval(width * 0.5, height * 0.86, width * 0.36, colours.glow, height * 0.11, 'opacity="0.14"') +
    lamp(canvas, width * 0.05, floor + height * 0.08, unit * 0.3) +
    lights(height * 0.16, height * 0.05) +
    lights(height * 0.27, height * 0.035) +
    dancer(width * 0.2, height * 0.75, unit * 0.2, true, false, false) +
    dancer(width * 0.41, height * 0.745, unit * 0.2, true, true, false) +
    dancer(width * 0.62, height * 0.75, unit * 0.2, true, false, false) +
    dancer(width * 0.82, height * 0.755, unit * 0.2, true, true, false) +
    dancer(width * 0.13, height * 0.92, unit * 0.28, false, true, true) +
    dancer(width * 0.5, height * 0.95, unit * 0.3, false, false, true) +
    dancer(width * 0.86, height * 0.93, unit * 0.28, false, false, true)
  );
}

/** A school: teaching block, flag, running track and children. */
export function school(canvas: Canvas): Markup {
  const { width, height, colours } = canvas;
  const floor = height * 0.66;
  const unit = Math.min(width, height * 1.4);
  const left = width * 0.3;
  const wide = width * 0.72;
  const tall = unit * 0.3;
  const storey = tall / 4;
  const lit = canvas.light === 'night' || canvas.light === 'dusk';
  const block = repeat(4, (level) => {
    const y = floor - tall + level * storey;
    return (
      box(left, y, wide, storey, level % 2 ? colours.wall : mix(colours.wall, colours.wallShade, 0.35)) +
      repeat(11, (index) =>
        box(
          left + wide * (0.03 + index * 0.088),
          y + storey * 0.2,
          wide * 0.062,
          storey * 0.52,
          lit ? colours.glow : mix(colours.blue, colours.waterLight, 0.45),
          2,
        ),
      ) +
      box(left - 6, y + storey * 0.86, wide + 12, storey * 0.14, colours.red)
    );
  });
  const poleX = width * 0.2;
  const poleTop = floor - unit * 0.42;
  const track = (inset: number, paint: string): Markup =>
    oval(width * 0.5, height * 1.02, width * (0.74 - inset), paint, height * (0.34 - inset * 0.42));
  const pupil = (x: number, y: number, boy: boolean, pose: 'wave' | 'stand' | 'fan-up' | 'clap'): Markup =>
    person(canvas, {
      x,
      y,
      height: unit * 0.17,
      vest: false,
      child: true,
      pose,
      head: boy ? 'short' : 'ponytail',
      top: colours.cloth,
      bottom: boy ? colours.blue : colours.red,
      skirt: !boy,
      mirrored: canvas.chance() < 0.5,
    });
  return (
    sky(canvas, height * 0.5) +
    mountains(canvas, height * 0.12, floor * 0.94, height * 0.36) +
    block +
    box(
      left + wide * 0.3,
      floor - tall * 1.16,
      wide * 0.22,
      tall * 1.16,
      mix(colours.wall, colours.cloth, 0.6),
    ) +
    oval(left + wide * 0.41, floor - tall * 0.98, wide * 0.045, colours.red) +
    oval(left + wide * 0.41, floor - tall * 0.98, wide * 0.036, colours.cloth) +
    stroke(
      [
        [left + wide * 0.41, floor - tall * 0.98],
        [left + wide * 0.41, floor - tall * 1.055],
      ],
      colours.ink,
      4,
    ) +
    stroke(
      [
        [left + wide * 0.41, floor - tall * 0.98],
        [left + wide * 0.428, floor - tall * 0.95],
      ],
      colours.ink,
      4,
    ) +
    box(left + wide * 0.35, floor - tall * 0.34, wide * 0.12, tall * 0.34, colours.woodDark) +
    repeat(5, (index) =>
      tree(
        canvas,
        left + wide * (0.06 + index * 0.23),
        floor + 8,
        unit * vary(canvas, 0.13, 0.17),
        'camphor',
      ),
    ) +
    ground(canvas, floor, colours.grassDark, colours.grassDark) +
    track(0, mix(colours.red, colours.wood, 0.25)) +
    track(0.035, mix(colours.red, colours.wood, 0.08)) +
    track(0.07, mix(colours.red, colours.wood, 0.25)) +
    track(0.11, colours.grass) +
    `<ellipse cx="${px(width * 0.5)}" cy="${px(height * 1.02)}" rx="${px(width * 0.705)}" ry="${px(height * 0.325)}" fill="none" stroke="${colours.cloth}" stroke-width="3" opacity="0.7"/>` +
    box(poleX - unit * 0.05, floor - unit * 0.012, unit * 0.1, unit * 0.03, colours.stone) +
    stroke(
      [
        [poleX, floor],
        [poleX, poleTop],
      ],
      '#B9C2CC',
      unit * 0.008,
    ) +
    shape(
      `M${px(poleX)} ${px(poleTop)}q${px(unit * 0.04)} ${px(-unit * 0.018)} ${px(unit * 0.075)} ${px(unit * 0.004)}t${px(unit * 0.065)} 0v${px(unit * 0.088)}q${px(-unit * 0.03)} ${px(unit * 0.02)} ${px(-unit * 0.065)} 0t${px(-unit * 0.075)} ${px(-unit * 0.004)}Z`,
      colours.red,
    ) +
    bunting(canvas, width * 0.2, width * 1.02, floor - tall * 1.24, height * 0.02, unit * 0.022) +
    pupil(width * 0.31, height * 0.82, false, 'fan-up') +
    pupil(width * 0.41, height * 0.8, true, 'wave') +
    pupil(width * 0.52, height * 0.83, false, 'clap') +
    pupil(width * 0.69, height * 0.815, true, 'fan-up') +
    person(canvas, { x: width * 0.6, y: height * 0.9, height: unit * 0.28, pose: 'clap', head: 'bob' }) +
    person(canvas, {
      x: width * 0.17,
      y: height * 0.94,
      height: unit * 0.31,
      pose: 'wave',
      head: someHead(canvas),
    }) +
    pupil(width * 0.83, height * 0.92, false, 'wave') +
    rainfall(canvas)
  );
}
