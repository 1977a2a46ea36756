import { company } from '../company.ts';
import { bushes, rainfall, tree, water } from '../ground.ts';
import {
  box,
  type Canvas,
  clipped,
  curve,
  line,
  type Markup,
  mix,
  oval,
  place,
  polygon,
  px,
  repeat,
  shape,
  vary,
} from '../kit.ts';
import { hills, sky } from '../land.ts';
import { person, someHead } from '../people.ts';

function boat(canvas: Canvas, x: number, y: number, size: number): Markup {
  const { colours } = canvas;
  return place(
    x,
    y,
    size / 100,
    `${oval(0, 4, 56, colours.ink, 4, 'opacity="0.18"')}${shape('M-52 -14Q0 -6 54 -18L40 4L-38 4Z', colours.wood)}${shape('M-45 -2L47 -6L40 4L-38 4Z', colours.woodDark)}${shape('M-24 -12Q-22 -38 2 -38T28 -13Z', colours.cloth)}${line(
      2,
      -38,
      2,
      -62,
      colours.woodDark,
      2.4,
    )}${shape('M2 -62q12 -5 22 2v12q-10 -6 -22 -1Z', colours.red)}`,
  );
}

/** A wide reservoir with islands; people look out from a terrace. */
export function reservoir(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const shore = height * 0.46;
  const terrace = height * 0.8;
  const island = (x: number, y: number, wide: number): Markup => {
    const tall = wide * vary(canvas, 0.2, 0.3);
    return (
      shape(
        `M${px(x - wide / 2)} ${px(y)}Q${px(x - wide * 0.25)} ${px(y - tall * 1.3)} ${px(x)} ${px(y - tall)}T${px(x + wide / 2)} ${px(y)}Z`,
        colours.hills[3],
      ) +
      bushes(canvas, x - wide * 0.4, x + wide * 0.4, y, wide * 0.11) +
      shape(
        `M${px(x - wide / 2)} ${px(y)}Q${px(x)} ${px(y + tall * 0.7)} ${px(x + wide / 2)} ${px(y)}Z`,
        colours.hills[3],
        'opacity="0.3"',
      )
    );
  };
  return (
    sky(canvas, shore) +
    hills(canvas, { foot: shore, rise: height * 0.32, colour: colours.hills[0], count: 3, mist: 0.75 }) +
    hills(canvas, { foot: shore + 2, rise: height * 0.22, colour: colours.hills[1], count: 4, mist: 0.6 }) +
    hills(canvas, {
      foot: shore + 4,
      rise: height * 0.12,
      colour: colours.hills[2],
      count: 5,
      mist: 0.35,
      trees: 5,
    }) +
    water(canvas, shore, height) +
    island(width * 0.2, height * 0.53, width * 0.22) +
    island(width * 0.84, height * 0.57, width * 0.3) +
    island(width * 0.56, height * 0.5, width * 0.1) +
    boat(canvas, width * 0.47, height * 0.59, unit * 0.1) +
    boat(canvas, width * 0.66, height * 0.66, unit * 0.15) +
    box(0, terrace, width, height, colours.stone) +
    box(0, terrace, width, height * 0.02, mix(colours.stone, colours.cloth, 0.5)) +
    repeat(9, (index) =>
      line(
        (index / 8) * width,
        terrace + height * 0.02,
        (index / 8) * width * 1.3 - width * 0.15,
        height,
        colours.stoneShade,
        3,
        'opacity="0.7"',
      ),
    ) +
    repeat(24, (index) =>
      box((index + 0.3) * (width / 24), terrace - unit * 0.062, unit * 0.011, unit * 0.075, colours.cloth, 2),
    ) +
    box(-10, terrace - unit * 0.07, width + 20, unit * 0.014, colours.cloth, 4) +
    box(-10, terrace - unit * 0.03, width + 20, unit * 0.008, colours.clothShade) +
    company(canvas, {
      fromX: width * 0.1,
      toX: width * 0.72,
      farY: height * 0.89,
      nearY: height * 0.95,
      tall: unit * 0.31,
      atLeast: 3,
      atMost: 6,
      backs: 0.65,
      vests: 0.6,
    }) +
    tree(canvas, width * 1.01, height * 0.98, unit * 0.5, 'camphor') +
    rainfall(canvas)
  );
}

/** Volunteers tidy a river bank; egrets stand in the shallows. */
export function riverside(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const shore = height * 0.48;
  const bank = `M0 ${px(height * 0.74)}Q${px(width * 0.25)} ${px(height * 0.66)} ${px(width * 0.48)} ${px(height * 0.74)}T${width} ${px(height * 0.71)}L${width} ${height}L0 ${height}Z`;
  const egret = (x: number, y: number, size: number): Markup =>
    place(
      x,
      y,
      size / 100,
      line(-6, -34, -6, 0, colours.ink, 3) +
        line(6, -34, 8, 0, colours.ink, 3) +
        shape('M-34 -38Q-14 -64 18 -54Q30 -50 20 -38Q2 -26 -34 -38Z', colours.cloth) +
        curve('M17 -50Q34 -66 22 -80T30 -98', colours.cloth, 7) +
        oval(31, -98, 6, colours.cloth) +
        polygon(
          [
            [35, -100],
            [54, -95],
            [35, -95],
          ],
          colours.gold,
        ),
    );
  const bag = (x: number, y: number, size: number): Markup =>
    shape(
      `M${px(x - size)} ${px(y)}Q${px(x - size * 1.2)} ${px(y - size * 1.5)} ${px(x - size * 0.2)} ${px(y - size * 1.7)}L${px(x + size * 0.2)} ${px(y - size * 1.7)}Q${px(x + size * 1.2)} ${px(y - size * 1.5)} ${px(x + size)} ${px(y)}Z`,
      mix(colours.tree, '#0B1A2A', 0.2),
    ) + oval(x, y - size * 1.75, size * 0.22, colours.gold, size * 0.14);
  const tongs = (x: number, y: number, tall: number): Markup =>
    line(x, y, x + tall * 0.13, y + tall * 0.5, '#AEB6BC', tall * 0.022);
  return (
    sky(canvas, shore) +
    hills(canvas, { foot: shore, rise: height * 0.36, colour: colours.hills[0], count: 3, mist: 0.75 }) +
    hills(canvas, { foot: shore + 2, rise: height * 0.27, colour: colours.hills[1], count: 4, mist: 0.7 }) +
    hills(canvas, {
      foot: shore + 4,
      rise: height * 0.16,
      colour: colours.hills[2],
      count: 5,
      mist: 0.35,
      trees: 7,
    }) +
    water(canvas, shore, height * 0.8) +
    curve(
      `M${px(-width * 0.02)} ${px(height * 0.535)}Q${px(width * 0.5)} ${px(height * 0.4)} ${px(width * 1.02)} ${px(height * 0.53)}`,
      colours.stone,
      unit * 0.014,
    ) +
    repeat(7, (index) => {
      const t = (index + 0.5) / 7;
      const y = height * (0.535 - 0.26 * t * (1 - t));
      return box(width * t - unit * 0.006, y, unit * 0.012, height * 0.56 - y, colours.stoneShade);
    }) +
    egret(width * 0.62, height * 0.66, unit * 0.085) +
    egret(width * 0.69, height * 0.68, unit * 0.1) +
    shape(bank, colours.grassDark) +
    clipped(
      canvas,
      bank,
      shape(
        `M0 ${px(height * 0.84)}Q${px(width * 0.4)} ${px(height * 0.73)} ${width} ${px(height * 0.86)}L${width} ${height}L0 ${height}Z`,
        colours.grass,
      ),
    ) +
    repeat(30, () => {
      const x = vary(canvas, 0, width);
      const y = height * vary(canvas, 0.77, 0.99);
      return line(
        x,
        y,
        x + vary(canvas, -6, 6),
        y - unit * vary(canvas, 0.01, 0.025),
        colours.treeLight,
        3.5,
      );
    }) +
    tree(canvas, width * 0.06, height * 0.83, unit * 0.44, 'camphor') +
    person(canvas, { x: width * 0.28, y: height * 0.86, height: unit * 0.28, pose: 'sweep', head: 'cap' }) +
    tongs(width * 0.28 + unit * 0.02, height * 0.86 - unit * 0.162, unit * 0.28) +
    bag(width * 0.355, height * 0.875, unit * 0.03) +
    person(canvas, {
      x: width * 0.47,
      y: height * 0.94,
      height: unit * 0.32,
      pose: 'sweep',
      head: 'ponytail',
      mirrored: true,
    }) +
    tongs(width * 0.47 - unit * 0.062, height * 0.94 - unit * 0.186, unit * 0.3) +
    bag(width * 0.395, height * 0.955, unit * 0.036) +
    person(canvas, {
      x: width * 0.84,
      y: height * 0.9,
      height: unit * 0.3,
      pose: 'carry',
      head: someHead(canvas),
      walking: true,
    }) +
    bag(width * 0.84, height * 0.9 - unit * 0.125, unit * 0.036) +
    rainfall(canvas)
  );
}
