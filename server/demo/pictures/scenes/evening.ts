import { bunting, lamp } from '../built.ts';
import { ground, paving, rainfall, tree } from '../ground.ts';
import {
  box,
  type Canvas,
  curve,
  isDark,
  line,
  type Markup,
  mix,
  oval,
  px,
  repeat,
  shape,
  vary,
} from '../kit.ts';
import { mountains, sky } from '../land.ts';
import { person, someHead } from '../people.ts';

/** The evening square dance under strings of lights. */
export function dance(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const floor = height * 0.62;
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
  const { width, height, colours, unit } = canvas;
  const floor = height * 0.66;
  const left = width * 0.3;
  const wide = width * 0.72;
  const tall = unit * 0.3;
  const storey = tall / 4;
  const lit = isDark(canvas);
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
    line(left + wide * 0.41, floor - tall * 0.98, left + wide * 0.41, floor - tall * 1.055, colours.ink, 4) +
    line(left + wide * 0.41, floor - tall * 0.98, left + wide * 0.428, floor - tall * 0.95, colours.ink, 4) +
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
    line(poleX, floor, poleX, poleTop, '#B9C2CC', unit * 0.008) +
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
