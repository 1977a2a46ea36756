import { lantern, pillar, sweptRoof } from '../built.ts';
import { company } from '../company.ts';
import { bushes, ground, paving, rainfall, tree } from '../ground.ts';
import {
  box,
  type Canvas,
  type Markup,
  mix,
  oval,
  polygon,
  px,
  repeat,
  shape,
  stroke,
  vary,
} from '../kit.ts';
import { mountains, sky } from '../land.ts';
import { person, someHead } from '../people.ts';

/** A good-people square: two rows of pillars, a wall of portraits, people looking up. */
export function square(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const floor = height * 0.64;
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
    company(canvas, {
      fromX: width * 0.2,
      toX: width * 0.8,
      farY: height * 0.78,
      nearY: height * 0.94,
      tall: unit * 0.26,
      atLeast: 4,
      atMost: 8,
      backs: 0.6,
      vests: 0.6,
    }) +
    rainfall(canvas)
  );
}

/** A covered gallery with framed good deeds along one side and the mountains on the other. */
export function gallery(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
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
      box(mx - headSize * 0.16, my - headSize * 0.4, headSize * 0.32, headSize * 0.9, colours.skinDeep) +
      oval(mx, my - headSize * 0.55, headSize * 0.5, colours.skin, headSize * 0.68) +
      shape(
        `M${px(mx - headSize * 0.55)} ${px(my - headSize * 0.6)}A${px(headSize * 0.55)} ${px(headSize * 0.72)} 0 0 1 ${px(mx + headSize * 0.55)} ${px(my - headSize * 0.6)}Q${px(mx)} ${px(my - headSize * 1.1)} ${px(mx - headSize * 0.55)} ${px(my - headSize * 0.6)}Z`,
        colours.hair,
      ) +
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
