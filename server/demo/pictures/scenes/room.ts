import {
  box,
  type Canvas,
  clipped,
  line,
  type Markup,
  mix,
  oval,
  polygon,
  px,
  repeat,
  shape,
  vary,
} from '../kit.ts';
import { hills, sky } from '../land.ts';
import { person, someHead } from '../people.ts';

/** A window with the landscape behind it. */
function view(canvas: Canvas, x: number, y: number, wide: number, tall: number, panes: number): Markup {
  const { colours } = canvas;
  const frame = `M${px(x)} ${px(y)}h${px(wide)}v${px(tall)}h${px(-wide)}Z`;
  const bottom = y + tall;
  const scene =
    sky(canvas, bottom) +
    hills(canvas, { foot: bottom, rise: tall * 0.72, colour: colours.hills[1], count: 5, mist: 0.6 }) +
    hills(canvas, {
      foot: bottom + 4,
      rise: tall * 0.42,
      colour: colours.hills[3],
      count: 6,
      mist: 0.35,
      trees: 7,
    });
  return (
    box(x - 12, y - 12, wide + 24, tall + 24, colours.wood, 4) +
    clipped(canvas, frame, scene) +
    repeat(panes - 1, (index) => box(x + ((index + 1) * wide) / panes - 5, y, 10, tall, colours.wood)) +
    box(x - 24, bottom + 10, wide + 48, 18, mix(colours.wood, colours.cloth, 0.3), 4)
  );
}

/** A library corner: children read with volunteers by a window. */
export function library(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const floor = height * 0.74;
  const paints = [
    colours.red,
    colours.blue,
    colours.gold,
    colours.tree,
    mix(colours.red, colours.gold, 0.5),
    mix(colours.blue, colours.cloth, 0.5),
    colours.wood,
    colours.treeLight,
  ];
  const shelf = (x: number, wide: number, top: number, rows: number): Markup => {
    const tall = (floor - top) / rows;
    return (
      box(x, top - 12, wide, floor - top + 12, mix(colours.wood, colours.cloth, 0.25), 4) +
      repeat(rows, (level) => {
        let books = '';
        const y = top + level * tall;
        books += box(x + 10, y, wide - 20, tall - 10, mix(colours.woodDark, colours.wood, 0.35));
        for (let at = x + 14; at < x + wide - 26; ) {
          const thick = unit * vary(canvas, 0.008, 0.018);
          if (canvas.chance() < 0.08) {
            at += thick * 2.2;
            continue;
          }
          const high = tall * vary(canvas, 0.56, 0.82);
          const paint = paints[Math.floor(canvas.chance() * paints.length)] ?? colours.red;
          books +=
            box(at, y + tall - 10 - high, thick, high, paint, 1.5) +
            box(at, y + tall - 10 - high * 0.82, thick, high * 0.06, '#FFFFFF', 0, 'opacity="0.55"');
          at += thick + 1.5;
        }
        return books;
      })
    );
  };
  const book = (x: number, y: number, size: number, paint: string): Markup =>
    polygon(
      [
        [x, y],
        [x - size, y - size * 0.28],
        [x - size, y - size * 0.95],
        [x, y - size * 0.66],
      ],
      paint,
    ) +
    polygon(
      [
        [x, y],
        [x + size, y - size * 0.28],
        [x + size, y - size * 0.95],
        [x, y - size * 0.66],
      ],
      mix(paint, colours.cloth, 0.3),
    );
  const reader = (x: number, y: number, tall: number, vest: boolean, child: boolean, paint: string): Markup =>
    person(canvas, {
      x,
      y,
      height: tall,
      vest,
      child,
      pose: 'read',
      head: canvas.chance() < 0.5 ? 'bob' : 'short',
      top: child ? paint : colours.cloth,
      bottom: colours.blue,
    }) + book(x, y - tall * 0.6, tall * 0.115, colours.cloth);
  return (
    box(0, 0, width, height, mix(colours.wall, colours.gold, 0.14)) +
    view(canvas, width * 0.34, height * 0.13, width * 0.34, height * 0.4, 3) +
    shelf(-20, width * 0.31, height * 0.1, 5) +
    shelf(width * 0.72, width * 0.31, height * 0.1, 5) +
    shelf(width * 0.31, width * 0.4, floor - height * 0.12, 1) +
    box(0, floor, width, height, mix(colours.wood, colours.cloth, 0.45)) +
    repeat(6, (index) =>
      line(
        0,
        floor + (height - floor) * (index / 6) ** 1.5,
        width,
        floor + (height - floor) * (index / 6) ** 1.5,
        mix(colours.wood, colours.cloth, 0.2),
        3,
      ),
    ) +
    oval(width * 0.5, height * 0.89, width * 0.4, colours.red, height * 0.1) +
    oval(width * 0.5, height * 0.89, width * 0.37, mix(colours.red, colours.cloth, 0.12), height * 0.088) +
    repeat(3, (index) => {
      const x = width * (0.3 + index * 0.2);
      return (
        line(x, 0, x, height * 0.06, colours.ink, 3) +
        shape(
          `M${px(x - unit * 0.035)} ${px(height * 0.095)}Q${px(x - unit * 0.03)} ${px(height * 0.055)} ${px(x)} ${px(height * 0.055)}T${px(x + unit * 0.035)} ${px(height * 0.095)}Z`,
          colours.red,
        ) +
        oval(x, height * 0.096, unit * 0.035, colours.glow, height * 0.008)
      );
    }) +
    reader(width * 0.3, height * 0.88, unit * 0.2, false, true, colours.gold) +
    reader(width * 0.43, height * 0.86, unit * 0.29, true, false, colours.cloth) +
    reader(width * 0.55, height * 0.93, unit * 0.2, false, true, colours.treeLight) +
    reader(width * 0.66, height * 0.88, unit * 0.19, false, true, mix(colours.blue, colours.cloth, 0.4)) +
    person(canvas, {
      x: width * 0.815,
      y: height * 0.91,
      height: unit * 0.31,
      pose: 'reach',
      head: 'ponytail',
      back: true,
    }) +
    box(width * 0.06, height * 0.83, unit * 0.1, unit * 0.075, mix(colours.blue, colours.cloth, 0.25), 12) +
    oval(
      width * 0.06 + unit * 0.05,
      height * 0.83,
      unit * 0.055,
      mix(colours.blue, colours.cloth, 0.4),
      unit * 0.018,
    )
  );
}

/** A canteen for the elderly: round tables, warm soup, volunteers serving. */
export function canteen(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const floor = height * 0.62;
  const steam = (x: number, y: number): Markup =>
    repeat(2, (index) =>
      shape(
        `M${px(x + index * 12 - 6)} ${px(y)}q-10 -16 0 -30t0 -30`,
        'none',
        'stroke="#FFFFFF" stroke-width="5" stroke-linecap="round" opacity="0.6"',
      ),
    );
  const bowl = (x: number, y: number, size: number, paint: string): Markup =>
    shape(
      `M${px(x - size)} ${px(y - size * 0.5)}h${px(size * 2)}q${px(-size * 0.2)} ${px(size * 0.8)} ${px(-size)} ${px(size * 0.8)}t${px(-size)} ${px(-size * 0.8)}Z`,
      colours.cloth,
    ) +
    oval(x, y - size * 0.5, size, paint, size * 0.3) +
    shape(
      `M${px(x - size * 0.93)} ${px(y - size * 0.28)}h${px(size * 1.86)}l${px(-size * 0.08)} ${px(size * 0.14)}h${px(-size * 1.7)}Z`,
      colours.blue,
    );
  const table = (x: number, y: number, wide: number): Markup =>
    box(x - wide * 0.05, y, wide * 0.1, wide * 0.3, colours.woodDark) +
    oval(x, y + wide * 0.3, wide * 0.26, colours.woodDark, wide * 0.05) +
    oval(x, y + wide * 0.03, wide * 0.5, colours.woodDark, wide * 0.13) +
    oval(x, y, wide * 0.5, colours.wood, wide * 0.13) +
    oval(x, y - wide * 0.006, wide * 0.46, mix(colours.wood, colours.cloth, 0.22), wide * 0.115) +
    bowl(x - wide * 0.24, y + wide * 0.01, wide * 0.07, mix(colours.gold, colours.cloth, 0.3)) +
    bowl(x + wide * 0.22, y + wide * 0.02, wide * 0.07, mix(colours.treeLight, colours.cloth, 0.2)) +
    bowl(x, y + wide * 0.05, wide * 0.09, mix(colours.red, colours.gold, 0.5)) +
    steam(x, y - wide * 0.06);
  const elder = (x: number, y: number, tall: number, paint: string, head: 'grey' | 'bun'): Markup =>
    person(canvas, { x, y, height: tall, vest: false, top: paint, head, pose: 'carry' });
  return (
    box(0, 0, width, height, mix(colours.wall, colours.gold, 0.1)) +
    view(canvas, width * 0.08, height * 0.12, width * 0.36, height * 0.33, 3) +
    view(canvas, width * 0.56, height * 0.12, width * 0.36, height * 0.33, 3) +
    box(0, floor - height * 0.11, width, height * 0.12, mix(colours.treeLight, colours.wall, 0.45)) +
    box(0, floor - height * 0.115, width, height * 0.012, colours.wood) +
    box(0, floor, width, height, mix(colours.stone, colours.gold, 0.12)) +
    repeat(5, (index) =>
      line(
        0,
        floor + (height - floor) * ((index + 0.3) / 5) ** 1.6,
        width,
        floor + (height - floor) * ((index + 0.3) / 5) ** 1.6,
        colours.stoneShade,
        3,
        'opacity="0.6"',
      ),
    ) +
    repeat(11, (index) =>
      line(
        width * (0.5 + (index - 5) * 0.1),
        floor,
        width * (0.5 + (index - 5) * 0.2),
        height,
        colours.stoneShade,
        3,
        'opacity="0.6"',
      ),
    ) +
    elder(width * 0.16, height * 0.79, unit * 0.25, '#5E7F94', 'grey') +
    elder(width * 0.36, height * 0.78, unit * 0.24, '#A0655A', 'grey') +
    person(canvas, { x: width * 0.265, y: height * 0.76, height: unit * 0.28, pose: 'carry', head: 'cap' }) +
    bowl(width * 0.265, height * 0.76 - unit * 0.165, unit * 0.024, mix(colours.gold, colours.red, 0.3)) +
    table(width * 0.26, height * 0.735, unit * 0.32) +
    person(canvas, {
      x: width * 0.54,
      y: height * 0.86,
      height: unit * 0.32,
      pose: 'carry',
      head: 'bob',
      walking: true,
    }) +
    bowl(width * 0.54, height * 0.86 - unit * 0.19, unit * 0.028, mix(colours.gold, colours.red, 0.3)) +
    elder(width * 0.7, height * 0.9, unit * 0.28, '#7C6E91', 'grey') +
    elder(width * 0.91, height * 0.9, unit * 0.28, '#6C8B6A', 'grey') +
    person(canvas, {
      x: width * 0.805,
      y: height * 0.86,
      height: unit * 0.31,
      pose: 'clap',
      head: someHead(canvas),
    }) +
    table(width * 0.8, height * 0.835, unit * 0.38)
  );
}

/** A workshop: volunteers and residents over paper-cutting. */
export function workshop(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const table = height * 0.78;
  const rosette = (x: number, y: number, size: number): Markup =>
    repeat(
      8,
      (index) =>
        `<ellipse cx="0" cy="${px(-size * 0.55)}" rx="${px(size * 0.22)}" ry="${px(size * 0.42)}" fill="${colours.red}" transform="translate(${px(x)} ${px(y)}) rotate(${index * 45})"/>`,
    ) +
    oval(x, y, size * 0.34, colours.red) +
    oval(x, y, size * 0.16, colours.wall) +
    repeat(
      8,
      (index) =>
        `<circle cx="0" cy="${px(-size * 0.62)}" r="${px(size * 0.08)}" fill="${colours.wall}" transform="translate(${px(x)} ${px(y)}) rotate(${index * 45})"/>`,
    );
  const worker = (
    x: number,
    vest: boolean,
    head: 'grey' | 'bob' | 'bun' | 'ponytail' | 'short',
    paint: string,
    child = false,
  ): Markup =>
    person(canvas, {
      x,
      y: table + unit * (child ? 0.06 : 0.13),
      height: unit * (child ? 0.25 : 0.36),
      vest,
      head,
      child,
      top: vest ? colours.cloth : paint,
      pose: 'clap',
    });
  return (
    box(0, 0, width, height, mix(colours.wall, colours.gold, 0.08)) +
    sideLight(canvas) +
    view(canvas, width * 0.37, height * 0.12, width * 0.26, height * 0.32, 2) +
    repeat(6, (index) => {
      const x = width * ([0.07, 0.17, 0.27, 0.72, 0.82, 0.92][index] ?? 0.1);
      const y = height * (index % 2 ? 0.3 : 0.2);
      return (
        box(x - unit * 0.048, y - unit * 0.048, unit * 0.096, unit * 0.096, colours.cloth, 6) +
        rosette(x, y, unit * 0.042)
      );
    }) +
    worker(width * 0.13, false, 'grey', '#5E7F94') +
    worker(width * 0.3, true, 'ponytail', colours.cloth) +
    worker(width * 0.45, false, 'short', colours.gold, true) +
    worker(width * 0.58, false, 'bun', '#A0655A') +
    worker(width * 0.73, true, 'bob', colours.cloth) +
    worker(width * 0.88, false, 'grey', '#6C8B6A') +
    polygon(
      [
        [-20, table],
        [width + 20, table],
        [width + 60, height * 0.9],
        [-60, height * 0.9],
      ],
      mix(colours.wood, colours.cloth, 0.3),
    ) +
    box(-20, height * 0.9, width + 40, height * 0.03, colours.wood) +
    box(-20, height * 0.93, width + 40, height, mix(colours.woodDark, '#0B1A2A', 0.25)) +
    repeat(7, (index) => {
      const x = width * (0.1 + index * 0.135);
      const y = table + height * (0.04 + 0.035 * (index % 2));
      return index % 3 === 2
        ? polygon(
            [
              [x, y - 12],
              [x + unit * 0.07, y - 20],
              [x + unit * 0.085, y + 12],
              [x + 8, y + 18],
            ],
            colours.red,
          )
        : `<g transform="translate(${px(x)} ${px(y)}) scale(1 0.45)">${rosette(0, 0, unit * 0.045)}</g>`;
    })
  );
}

function sideLight(canvas: Canvas): Markup {
  const { width, height, colours } = canvas;
  return polygon(
    [
      [width * 0.37, 0],
      [width * 0.63, 0],
      [width * 0.9, height],
      [width * 0.45, height],
    ],
    colours.glow,
    'opacity="0.14"',
  );
}
