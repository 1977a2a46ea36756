import { box, type Canvas, clipped, type Markup, mix, oval, polygon, px, repeat, shape } from '../kit.ts';
import { hills, mountains, sky } from '../land.ts';
import { person, seated, someHead } from '../people.ts';

/** A lecture to a full hall, seen from the back rows. */
export function lecture(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const stage = height * 0.54;
  const screenWide = unit * 0.5;
  const screenTall = unit * 0.27;
  const left = width * 0.56 - screenWide / 2;
  const top = stage - screenTall - height * 0.08;
  const inner = `M${px(left)} ${px(top)}h${px(screenWide)}v${px(screenTall)}h${px(-screenWide)}Z`;
  const slide =
    box(left, top, screenWide, screenTall, mix(colours.blue, colours.skyLow, 0.15)) +
    hills(canvas, {
      foot: top + screenTall,
      rise: screenTall * 0.6,
      colour: mix(colours.blue, '#FFFFFF', 0.4),
      count: 5,
      mist: 0.3,
    }) +
    hills(canvas, {
      foot: top + screenTall,
      rise: screenTall * 0.36,
      colour: colours.tree,
      count: 5,
      mist: 0.3,
    }) +
    shape(
      'M0 30c-44 -30 -42 -70 -20 -70c13 0 20 13 20 13c0 0 7 -13 20 -13c22 0 24 40 -20 70Z',
      colours.red,
      `transform="translate(${px(left + screenWide / 2)} ${px(top + screenTall * 0.42)}) scale(${px(unit / 950)})"`,
    );
  const row = (y: number, size: number, count: number, shift: number): Markup =>
    repeat(count, (index) =>
      canvas.chance() < 0.06
        ? ''
        : seated(canvas, ((index + shift) * width) / (count - 1), y, size, canvas.chance() < 0.62),
    );
  return (
    box(0, 0, width, height, mix(colours.wall, colours.gold, 0.1)) +
    repeat(9, (index) => box((index * width) / 8 - 5, 0, 10, stage, mix(colours.wood, colours.wall, 0.62))) +
    box(0, height * 0.02, width, height * 0.04, mix(colours.wood, colours.wall, 0.4)) +
    repeat(6, (index) =>
      box(width * (0.08 + index * 0.17), height * 0.02, width * 0.09, height * 0.02, colours.glow, 6),
    ) +
    box(left - 14, top - 14, screenWide + 28, screenTall + 28, '#2A333B', 8) +
    clipped(canvas, inner, slide) +
    box(0, stage - height * 0.03, width, height * 0.09, colours.wood) +
    box(0, stage - height * 0.03, width, height * 0.012, mix(colours.wood, colours.cloth, 0.35)) +
    person(canvas, {
      x: width * 0.17,
      y: stage - height * 0.02,
      height: unit * 0.24,
      pose: 'guide',
      head: someHead(canvas),
      mirrored: true,
    }) +
    polygon(
      [
        [width * 0.225, stage - height * 0.02],
        [width * 0.235, stage - height * 0.15],
        [width * 0.305, stage - height * 0.15],
        [width * 0.315, stage - height * 0.02],
      ],
      colours.red,
    ) +
    polygon(
      [
        [width * 0.225, stage - height * 0.145],
        [width * 0.23, stage - height * 0.165],
        [width * 0.31, stage - height * 0.165],
        [width * 0.315, stage - height * 0.145],
      ],
      colours.redDark,
    ) +
    box(0, stage + height * 0.06, width, height, mix(colours.wood, '#0B1A2A', 0.35)) +
    row(height * 0.73, unit * 0.085, 13, 0.35) +
    row(height * 0.84, unit * 0.115, 10, 0) +
    row(height * 0.97, unit * 0.155, 8, 0.4) +
    row(height * 1.13, unit * 0.21, 6, 0)
  );
}

/** The summary meeting: a stage, medals, and the mountains on the wall behind. */
export function ceremony(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const stage = height * 0.68;
  const medal = (x: number, y: number, size: number, paint: string): Markup =>
    polygon(
      [
        [x - size * 0.5, y - size * 1.5],
        [x, y - size * 0.4],
        [x + size * 0.5, y - size * 1.5],
        [x + size * 0.2, y - size * 1.5],
        [x, y - size],
        [x - size * 0.2, y - size * 1.5],
      ],
      colours.red,
    ) +
    oval(x, y, size * 0.52, paint) +
    oval(x, y, size * 0.36, mix(paint, '#FFFFFF', 0.3));
  const winner = (at: number, paint: string, tall: number): Markup =>
    person(canvas, {
      x: width * at,
      y: stage + height * 0.015,
      height: unit * tall,
      pose: 'carry',
      head: someHead(canvas),
    }) + medal(width * at, stage + height * 0.015 - unit * tall * 0.57, unit * 0.03, paint);
  const dark = { ...canvas, light: 'night' as const };
  return (
    sky(dark, height * 0.6) +
    mountains(canvas, height * 0.2, stage * 0.98, height * 0.36) +
    box(0, 0, width * 0.07, stage, colours.redDark) +
    box(width * 0.93, 0, width * 0.07, stage, colours.redDark) +
    repeat(
      3,
      (index) =>
        box(width * 0.022 * index + 6, 0, width * 0.009, stage, colours.red) +
        box(width - width * 0.022 * index - 20, 0, width * 0.009, stage, colours.red),
    ) +
    shape(
      `M0 0H${width}V${px(height * 0.07)}${Array.from({ length: 10 }, (_, index) => `Q${px(width * (0.95 - index * 0.1))} ${px(height * 0.13)} ${px(width * (0.9 - index * 0.1))} ${px(height * 0.07)}`).join('')}Z`,
      colours.red,
    ) +
    polygon(
      [
        [width * 0.3, 0],
        [width * 0.36, 0],
        [width * 0.62, stage],
        [width * 0.2, stage],
      ],
      '#FFFFFF',
      'opacity="0.07"',
    ) +
    polygon(
      [
        [width * 0.64, 0],
        [width * 0.7, 0],
        [width * 0.8, stage],
        [width * 0.38, stage],
      ],
      '#FFFFFF',
      'opacity="0.07"',
    ) +
    polygon(
      [
        [0, stage - height * 0.03],
        [width, stage - height * 0.03],
        [width, stage + height * 0.06],
        [0, stage + height * 0.06],
      ],
      colours.wood,
    ) +
    box(0, stage + height * 0.03, width, height * 0.045, colours.woodDark) +
    winner(0.26, '#C88A52', 0.25) +
    winner(0.38, '#C3CAD1', 0.26) +
    winner(0.5, colours.gold, 0.28) +
    winner(0.62, '#C3CAD1', 0.26) +
    winner(0.74, '#C88A52', 0.25) +
    box(0, stage + height * 0.075, width, height, '#16202C') +
    repeat(9, (index) =>
      seated(canvas, (index * width) / 8, height * 0.93, unit * 0.13, canvas.chance() < 0.6),
    ) +
    repeat(7, (index) =>
      seated(canvas, ((index + 0.4) * width) / 6, height * 1.12, unit * 0.2, canvas.chance() < 0.6),
    )
  );
}
