import { coachSide, lamp } from '../built.ts';
import { ground, rainfall, tree } from '../ground.ts';
import {
  box,
  type Canvas,
  curve,
  isDark,
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
import { mountains, sky } from '../land.ts';
import { person, someHead } from '../people.ts';

function zebra(canvas: Canvas, top: number, bottom: number): Markup {
  const { width, colours } = canvas;
  const middle = width * 0.52;
  return repeat(9, (index) => {
    const a = (index - 4.5) * 0.062;
    return polygon(
      [
        [middle + a * width * 0.82, top],
        [middle + (a + 0.034) * width * 0.82, top],
        [middle + (a + 0.034) * width * 1.75, bottom],
        [middle + a * width * 1.75, bottom],
      ],
      colours.roadEdge,
      'opacity="0.92"',
    );
  });
}

function signal(canvas: Canvas, x: number, y: number, height: number): Markup {
  return (
    line(x, y, x, y - height, '#3A444C', height * 0.03) +
    box(x - height * 0.07, y - height * 1.02, height * 0.14, height * 0.36, '#252C32', height * 0.03) +
    oval(x, y - height * 0.94, height * 0.042, '#5B2A2C') +
    oval(x, y - height * 0.84, height * 0.042, '#5C4A22') +
    oval(x, y - height * 0.74, height * 0.042, '#3FC37B') +
    oval(
      x,
      y - height * 0.74,
      height * 0.08,
      '#3FC37B',
      undefined,
      `opacity="${canvas.light === 'noon' ? 0.12 : 0.25}"`,
    )
  );
}

/** Traffic volunteers see schoolchildren over a zebra crossing. */
export function crossing(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const kerb = height * 0.56;
  const flag = place(
    width * 0.24,
    height * 0.93,
    1,
    line(unit * 0.052, -unit * 0.2, unit * 0.075, -unit * 0.345, colours.wood, unit * 0.005) +
      shape(
        `M${px(unit * 0.075)} ${px(-unit * 0.345)}q${px(unit * 0.05)} ${px(-unit * 0.015)} ${px(unit * 0.09)} ${px(unit * 0.01)}l${px(-unit * 0.008)} ${px(unit * 0.055)}q${px(-unit * 0.045)} ${px(-unit * 0.02)} ${px(-unit * 0.09)} ${px(-unit * 0.008)}Z`,
        colours.red,
      ),
  );
  const child = (x: number, y: number, mirrored: boolean): Markup =>
    person(canvas, {
      x,
      y,
      height: unit * 0.155,
      vest: false,
      child: true,
      walking: true,
      top: colours.cloth,
      bottom: colours.blue,
      head: canvas.chance() < 0.5 ? 'ponytail' : 'short',
      mirrored,
      pose: 'stand',
    });
  return (
    sky(canvas, kerb) +
    mountains(canvas, height * 0.16, kerb * 0.96, height * 0.27) +
    repeat(7, (index) => {
      const x = (index / 7) * width + vary(canvas, -10, 10);
      const tall = height * vary(canvas, 0.13, 0.25);
      const wide = width / 7.6;
      const paint = [colours.wall, colours.stone, colours.wallShade][index % 3] ?? colours.wall;
      const lit = isDark(canvas);
      return (
        box(x, kerb - tall, wide, tall, paint) +
        box(x + wide * 0.82, kerb - tall, wide * 0.18, tall, '#0B1A2A', 0, 'opacity="0.1"') +
        repeat(12, (pane) =>
          box(
            x + wide * (0.09 + 0.19 * (pane % 4)),
            kerb - tall * 0.9 + Math.floor(pane / 4) * tall * 0.25,
            wide * 0.12,
            tall * 0.14,
            lit && canvas.chance() < 0.6 ? colours.glow : mix(colours.blue, colours.wall, 0.45),
          ),
        )
      );
    }) +
    repeat(6, (index) =>
      tree(
        canvas,
        width * (0.04 + index * 0.19),
        kerb + height * 0.012,
        height * vary(canvas, 0.13, 0.17),
        'camphor',
      ),
    ) +
    box(0, kerb, width, height * 0.05, colours.stone) +
    box(0, kerb + height * 0.04, width, height * 0.014, colours.stoneShade) +
    box(0, kerb + height * 0.054, width, height, colours.road) +
    coachSide(canvas, width * 0.82, kerb + height * 0.13, width * 0.3, true) +
    zebra(canvas, kerb + height * 0.054, height) +
    signal(canvas, width * 0.09, kerb + height * 0.05, height * 0.26) +
    lamp(canvas, width * 0.68, kerb + height * 0.04, height * 0.3) +
    child(width * 0.45, height * 0.79, false) +
    child(width * 0.525, height * 0.81, false) +
    child(width * 0.6, height * 0.785, true) +
    person(canvas, {
      x: width * 0.7,
      y: height * 0.86,
      height: unit * 0.26,
      pose: 'guide',
      head: someHead(canvas),
    }) +
    person(canvas, { x: width * 0.24, y: height * 0.93, height: unit * 0.32, pose: 'halt', head: 'cap' }) +
    flag +
    rainfall(canvas)
  );
}

/** A roadside volunteer post with a red roof, water and shade for travellers. */
export function waystation(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const floor = height * 0.74;
  const left = width * 0.36;
  const wide = unit * 0.46;
  const tall = unit * 0.26;
  const bottles = repeat(6, (index) =>
    box(
      left + wide * (0.14 + index * 0.1),
      floor - tall * 0.47,
      wide * 0.035,
      tall * 0.14,
      mix(colours.waterLight, colours.blue, index % 2 ? 0.3 : 0.1),
      3,
    ),
  );
  return (
    sky(canvas, height * 0.55) +
    mountains(canvas, height * 0.22, floor * 0.92, height * 0.36) +
    ground(canvas, floor * 0.9, colours.grassDark, colours.grass) +
    tree(canvas, width * 0.17, floor * 0.98, unit * 0.4, 'camphor') +
    tree(canvas, width * 0.93, floor * 0.96, unit * 0.34, 'camphor') +
    box(0, floor * 0.985, width, height, colours.stone) +
    box(0, height * 0.88, width, height, colours.road) +
    box(0, height * 0.872, width, height * 0.014, colours.stoneShade) +
    curve(
      `M0 ${px(height * 0.955)}H${width}`,
      colours.gold,
      7,
      `stroke-dasharray="${px(width * 0.06)} ${px(width * 0.05)}"`,
    ) +
    box(left, floor - tall, wide, tall * 1.02, colours.wall) +
    box(left, floor - tall, wide, tall * 0.16, colours.wallShade) +
    box(
      left + wide * 0.07,
      floor - tall * 0.82,
      wide * 0.86,
      tall * 0.5,
      canvas.light === 'night' ? colours.glow : mix(colours.blue, '#0B1A2A', 0.4),
    ) +
    person(canvas, {
      x: left + wide * 0.64,
      y: floor + tall * 0.28,
      height: tall * 1.02,
      pose: 'clap',
      head: 'ponytail',
    }) +
    box(left + wide * 0.03, floor - tall * 0.33, wide * 0.94, tall * 0.09, colours.wood, 3) +
    bottles +
    box(left + wide * 0.04, floor - tall * 0.24, wide * 0.92, tall * 0.27, colours.red) +
    shape(
      'M0 -20c-15 -10 -14 -23 -6.500 -23c4 0 6.500 4 6.500 4c0 0 2.500 -4 6.500 -4c7.500 0 8.500 13 -6.500 23Z',
      colours.cloth,
      `transform="translate(${px(left + wide / 2)} ${px(floor + tall * 0.07)}) scale(${px(unit / 900)})"`,
    ) +
    polygon(
      [
        [left - wide * 0.09, floor - tall * 0.98],
        [left + wide * 1.09, floor - tall * 0.98],
        [left + wide * 0.98, floor - tall * 1.32],
        [left + wide * 0.02, floor - tall * 1.32],
      ],
      colours.red,
    ) +
    repeat(6, (index) =>
      polygon(
        [
          [left - wide * 0.09 + ((index * 2 + 0.4) * wide * 1.18) / 12, floor - tall * 0.98],
          [left - wide * 0.09 + ((index * 2 + 1.4) * wide * 1.18) / 12, floor - tall * 0.98],
          [left + wide * 0.02 + ((index * 2 + 1.4) * wide * 0.96) / 12, floor - tall * 1.32],
          [left + wide * 0.02 + ((index * 2 + 0.4) * wide * 0.96) / 12, floor - tall * 1.32],
        ],
        colours.cloth,
      ),
    ) +
    person(canvas, {
      x: width * 0.2,
      y: height * 0.86,
      height: unit * 0.29,
      pose: 'point',
      head: someHead(canvas),
    }) +
    person(canvas, {
      x: width * 0.29,
      y: height * 0.85,
      height: unit * 0.28,
      vest: false,
      head: 'straw',
      pose: 'carry',
      top: '#7FA9C9',
    }) +
    person(canvas, {
      x: width * 0.88,
      y: height * 0.85,
      height: unit * 0.29,
      pose: 'wave',
      head: someHead(canvas),
    }) +
    rainfall(canvas)
  );
}
