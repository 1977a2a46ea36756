import { bunting, house, lantern } from '../built.ts';
import { company } from '../company.ts';
import { bushes, ground, rainfall, tree } from '../ground.ts';
import {
  box,
  type Canvas,
  curve,
  line,
  type Markup,
  mix,
  oval,
  perhaps,
  polygon,
  px,
  repeat,
  shape,
  vary,
} from '../kit.ts';
import { mountains, sky } from '../land.ts';
import { person, someHead } from '../people.ts';

/** A village practice institute: white walls, grey tiles, volunteers in the yard. */
export function institute(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const yard = height * 0.72;
  const wide = unit * 0.62;
  const left = width / 2 - wide * vary(canvas, 0.36, 0.64);
  const gable = perhaps(canvas, 0.65);
  const bays = perhaps(canvas, 0.7) ? 5 : 3;
  const shade = perhaps(canvas, 0.5);
  return (
    sky(canvas, height * 0.5) +
    mountains(canvas, height * 0.16, yard * 0.86, height * 0.38) +
    house(canvas, left - unit * 0.27, yard * 0.95, unit * 0.3) +
    house(canvas, left + wide - unit * 0.02, yard * 0.94, unit * 0.32) +
    tree(
      canvas,
      left + (shade ? -unit * 0.04 : wide + unit * 0.05),
      yard * 0.97,
      unit * vary(canvas, 0.26, 0.36),
      'camphor',
    ) +
    ground(
      canvas,
      yard * 0.94,
      mix(colours.stone, colours.grass, 0.25),
      mix(colours.stone, colours.cloth, 0.2),
    ) +
    house(canvas, left, yard, wide, { gable, bays }) +
    lantern(canvas, left + wide * 0.4, yard - wide * 0.41, unit * 0.034) +
    lantern(canvas, left + wide * 0.6, yard - wide * 0.41, unit * 0.034) +
    bushes(canvas, left - unit * 0.35, left + wide * 0.36, yard + 6, unit * 0.045) +
    bushes(canvas, left + wide * 0.66, left + wide + unit * 0.35, yard + 6, unit * 0.045) +
    (perhaps(canvas, 0.45)
      ? bunting(canvas, -20, width + 20, height * vary(canvas, 0.16, 0.24), height * 0.03, unit * 0.022)
      : '') +
    (perhaps(canvas, 0.4) ? tree(canvas, width * 0.04, height * 0.95, unit * 0.5, 'camphor') : '') +
    company(canvas, {
      fromX: width * 0.16,
      toX: width * 0.88,
      farY: height * 0.81,
      nearY: height * 0.93,
      tall: unit * 0.26,
      atLeast: 4,
      atMost: 8,
      backs: 0.35,
      vests: 0.55,
    }) +
    rainfall(canvas)
  );
}

/** Volunteers paint sunflowers on a village wall. */
export function mural(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const floor = height * 0.76;
  const wallTop = height * 0.27;
  const flower = (x: number, y: number, size: number): Markup =>
    curve(
      `M${px(x)} ${px(y)}Q${px(x + size * 0.3)} ${px((y + floor) / 2)} ${px(x)} ${px(floor)}`,
      colours.tree,
      size * 0.13,
    ) +
    shape(
      `M${px(x + size * 0.12)} ${px(y + size * 1.7)}q${px(size * 0.9)} ${px(-size * 0.6)} ${px(size * 1.1)} ${px(-size * 0.05)}q${px(-size * 0.5)} ${px(size * 0.5)} ${px(-size * 1.1)} ${px(size * 0.05)}Z`,
      colours.treeLight,
    ) +
    repeat(
      14,
      (index) =>
        `<ellipse cx="0" cy="${px(-size * 0.72)}" rx="${px(size * 0.2)}" ry="${px(size * 0.4)}" fill="${index % 2 ? colours.gold : mix(colours.gold, colours.red, 0.22)}" transform="translate(${px(x)} ${px(y)}) rotate(${px((index * 360) / 14)})"/>`,
    ) +
    oval(x, y, size * 0.52, colours.woodDark) +
    oval(x - size * 0.06, y - size * 0.06, size * 0.36, colours.wood);
  return (
    sky(canvas, height * 0.32) +
    mountains(canvas, height * 0.02, height * 0.34, height * 0.26) +
    box(0, wallTop, width, floor - wallTop, colours.wall) +
    shape(
      `M${px(width * 0.05)} ${px(floor)}Q${px(width * 0.2)} ${px(floor - height * 0.22)} ${px(width * 0.38)} ${px(floor - height * 0.15)}T${px(width * 0.68)} ${px(floor - height * 0.19)}T${px(width * 0.9)} ${px(floor)}Z`,
      mix(colours.treeLight, colours.wall, 0.35),
    ) +
    oval(width * 0.78, wallTop + height * 0.13, unit * 0.055, mix(colours.red, colours.gold, 0.3)) +
    shape(
      `M${px(width * 0.06)} ${px(wallTop + height * 0.13)}q${px(width * 0.12)} ${px(-height * 0.08)} ${px(width * 0.22)} 0t${px(width * 0.2)} 0`,
      'none',
      `stroke="${mix(colours.blue, colours.wall, 0.45)}" stroke-width="${px(unit * 0.012)}" stroke-linecap="round"`,
    ) +
    flower(width * 0.17, floor - height * 0.25, unit * 0.062) +
    flower(width * 0.35, floor - height * 0.31, unit * 0.078) +
    flower(width * 0.54, floor - height * 0.27, unit * 0.066) +
    flower(width * 0.9, floor - height * 0.24, unit * 0.055) +
    polygon(
      [
        [-10, wallTop - height * 0.035],
        [width + 10, wallTop - height * 0.035],
        [width + 10, wallTop + height * 0.012],
        [-10, wallTop + height * 0.012],
      ],
      colours.roof,
    ) +
    repeat(46, (index) =>
      oval(
        (index + 0.5) * (width / 46),
        wallTop + height * 0.012,
        width / 104,
        colours.roofShade,
        height * 0.012,
      ),
    ) +
    box(0, floor - height * 0.012, width, height * 0.03, colours.stoneShade) +
    ground(canvas, floor + height * 0.012, colours.stone, mix(colours.stone, colours.cloth, 0.3)) +
    line(width * 0.66, floor + height * 0.07, width * 0.7, floor - height * 0.3, colours.wood, unit * 0.01) +
    line(width * 0.77, floor + height * 0.07, width * 0.73, floor - height * 0.3, colours.wood, unit * 0.01) +
    repeat(5, (index) =>
      line(
        width * (0.667 + index * 0.007),
        floor + height * (0.02 - index * 0.065),
        width * (0.763 - index * 0.007),
        floor + height * (0.02 - index * 0.065),
        colours.wood,
        unit * 0.008,
      ),
    ) +
    person(canvas, {
      x: width * 0.713,
      y: floor - height * 0.11,
      height: unit * 0.27,
      pose: 'reach',
      head: 'cap',
      back: true,
    }) +
    person(canvas, {
      x: width * 0.43,
      y: floor + height * 0.1,
      height: unit * 0.29,
      pose: 'reach',
      head: 'ponytail',
      back: true,
      mirrored: true,
    }) +
    person(canvas, {
      x: width * 0.25,
      y: floor + height * 0.13,
      height: unit * 0.2,
      pose: 'reach',
      head: 'short',
      child: true,
      vest: false,
      back: true,
      top: colours.gold,
      bottom: colours.blue,
    }) +
    repeat(4, (index) => {
      const x = width * (0.52 + index * 0.045);
      const paint = [colours.red, colours.gold, colours.blue, colours.treeLight][index] ?? colours.red;
      return (
        box(x, floor + height * 0.12, unit * 0.034, unit * 0.036, colours.clothShade, 3) +
        oval(x + unit * 0.017, floor + height * 0.12, unit * 0.017, paint, unit * 0.006)
      );
    }) +
    bushes(canvas, width * 0.82, width * 1.04, floor + height * 0.05, unit * 0.06) +
    rainfall(canvas)
  );
}

/** A village market day: stalls under awnings, volunteers at a free clinic and haircut table. */
export function fair(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const floor = height * 0.7;
  const stall = (x: number, wide: number, paint: string): Markup => {
    const y = floor + height * 0.06;
    const tall = unit * 0.25;
    return (
      line(x, y, x, y - tall, '#7B858C', unit * 0.008) +
      line(x + wide, y, x + wide, y - tall, '#7B858C', unit * 0.008) +
      person(canvas, {
        x: x + wide * 0.32,
        y: y - 4,
        height: unit * 0.215,
        pose: 'clap',
        head: someHead(canvas),
      }) +
      person(canvas, {
        x: x + wide * 0.7,
        y: y - 4,
        height: unit * 0.22,
        pose: 'carry',
        head: someHead(canvas),
      }) +
      box(x - wide * 0.02, y - tall * 0.36, wide * 1.04, tall * 0.38, colours.cloth) +
      box(x - wide * 0.02, y - tall * 0.36, wide * 1.04, tall * 0.07, paint) +
      repeat(5, (index) =>
        box(
          x + wide * (0.08 + index * 0.19),
          y - tall * (0.42 + 0.05 * (index % 2)),
          wide * 0.09,
          tall * (0.06 + 0.05 * (index % 2)),
          [colours.gold, colours.waterLight, colours.treeLight][index % 3] ?? colours.gold,
          3,
        ),
      ) +
      polygon(
        [
          [x - wide * 0.08, y - tall * 0.95],
          [x + wide * 1.08, y - tall * 0.95],
          [x + wide * 0.96, y - tall * 1.28],
          [x + wide * 0.04, y - tall * 1.28],
        ],
        paint,
      ) +
      repeat(7, (index) =>
        shape(
          `M${px(x - wide * 0.08 + (index * wide * 1.16) / 7)} ${px(y - tall * 0.952)}h${px((wide * 1.16) / 7)}a${px((wide * 1.16) / 14)} ${px(tall * 0.09)} 0 0 1 ${px((-wide * 1.16) / 7)} 0Z`,
          index % 2 ? colours.cloth : paint,
        ),
      )
    );
  };
  return (
    sky(canvas, height * 0.44) +
    mountains(canvas, height * 0.12, floor * 0.86, height * 0.32) +
    house(canvas, width * 0.02, floor * 0.97, unit * 0.34) +
    house(canvas, width * 0.62, floor * 0.97, unit * 0.4, { gable: true }) +
    tree(canvas, width * 0.5, floor * 0.99, unit * 0.34, 'camphor') +
    ground(canvas, floor * 0.96, mix(colours.stone, colours.stoneShade, 0.3), colours.stone) +
    bunting(canvas, -20, width * 0.5, height * 0.3, height * 0.03, unit * 0.026) +
    bunting(canvas, width * 0.5, width + 20, height * 0.3, height * 0.04, unit * 0.026) +
    stall(width * 0.09, unit * 0.25, colours.red) +
    stall(width * 0.4, unit * 0.25, colours.blue) +
    stall(width * 0.71, unit * 0.25, colours.red) +
    company(canvas, {
      fromX: width * 0.14,
      toX: width * 0.86,
      farY: height * 0.89,
      nearY: height * 0.97,
      tall: unit * 0.28,
      atLeast: 3,
      atMost: 6,
      backs: 0.85,
      vests: 0.3,
    }) +
    rainfall(canvas)
  );
}
