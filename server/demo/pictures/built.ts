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
} from './kit.ts';

/** A coach from the side, 320 × 104 units, wheels on y = 0, front to the right. */
export function coachSide(
  canvas: Canvas,
  x: number,
  y: number,
  length: number,
  mirrored = false,
  turnDegrees = 0,
): Markup {
  const { colours } = canvas;
  const glass = isDark(canvas) ? colours.glow : '#28465C';
  const wheel = (at: number): Markup => oval(at, -13, 14.5, '#20262C') + oval(at, -13, 6.5, '#AEB6BC');
  const windows =
    repeat(6, (index) => box(-140 + index * 40, -86, 36, 30, glass, 3)) +
    shape('M102 -86L136 -86Q148 -72 150 -50L102 -50Z', glass);
  const shine = repeat(3, (index) =>
    polygon(
      [
        [-132 + index * 80, -86],
        [-118 + index * 80, -86],
        [-134 + index * 80, -56],
        [-148 + index * 80, -56],
      ],
      '#FFFFFF',
      'opacity="0.16"',
    ),
  );
  const body = shape(
    'M-156 -14L-156 -88Q-156 -100 -144 -100L128 -100Q144 -100 151 -76L157 -44L157 -20Q157 -14 151 -14Z',
    colours.cloth,
  );
  const stripe =
    shape('M-156 -48L-156 -30Q40 -26 157 -38L157 -46Q60 -38 -20 -44T-156 -48Z', colours.red) +
    box(-156, -22, 313, 8, colours.clothShade);
  const inside = `<g transform="rotate(${px(turnDegrees)})">${oval(0, 1, 160, '#0B1A2A', 5, 'opacity="0.25"')}${body}${stripe}${windows}${shine}${box(-110, -106, 90, 8, colours.clothShade, 4)}${box(150, -34, 7, 10, '#FFE9A8', 2)}${wheel(-98)}${wheel(96)}</g>`;
  return place(x, y, length / 320, inside, mirrored);
}

/** A coach that comes towards us, 100 units wide and 122 high, wheels on y = 0. */
export function coachFront(canvas: Canvas, x: number, y: number, width: number): Markup {
  const { colours } = canvas;
  const lamp = isDark(canvas) || canvas.light === 'rain' ? '#FFF3C4' : '#E9F1F5';
  const inside =
    oval(0, 0, 58, '#0B1A2A', 6, 'opacity="0.28"') +
    box(-42, -16, 18, 16, '#20262C', 4) +
    box(24, -16, 18, 16, '#20262C', 4) +
    shape(
      'M-48 -10L-50 -92Q-50 -120 -28 -122L28 -122Q50 -120 50 -92L48 -10Q48 -6 44 -6L-44 -6Q-48 -6 -48 -10Z',
      colours.cloth,
    ) +
    shape('M-43 -54L-44 -90Q-43 -106 -28 -108L28 -108Q43 -106 44 -90L43 -54Q0 -48 -43 -54Z', '#28465C') +
    shape('M-36 -54L-8 -107L14 -107L-18 -52Z', '#FFFFFF', 'opacity="0.14"') +
    shape('M-49 -46Q0 -34 49 -46L48.6 -30Q0 -18 -48.6 -30Z', colours.red) +
    box(-22, -118, 44, 7, '#20262C', 3) +
    oval(-36, -19, 7.5, lamp, 5) +
    oval(36, -19, 7.5, lamp, 5) +
    box(-16, -20, 32, 7, colours.clothShade, 2) +
    curve('M-50 -96q-10 2 -9 18', '#20262C', 4) +
    curve('M50 -96q10 2 9 18', '#20262C', 4);
  return place(x, y, width / 100, inside);
}

/** A village house in the white-wall, grey-tile manner; `y` is the ground. */
export function house(
  canvas: Canvas,
  x: number,
  y: number,
  width: number,
  options: { readonly gable?: boolean; readonly lit?: boolean; readonly bays?: number } = {},
): Markup {
  const { colours } = canvas;
  const height = width * 0.42;
  const eave = y - height;
  const roofRise = width * 0.2;
  const lit = options.lit === true || isDark(canvas);
  const bays = options.bays ?? 3;
  const pane = lit ? colours.glow : '#54707F';
  const bay = width / bays;
  const openings = repeat(bays, (index) => {
    const middle = x + bay * (index + 0.5);
    const door = index === Math.floor(bays / 2);
    if (door) {
      const wide = bay * 0.5;
      return (
        box(middle - wide / 2, y - height * 0.68, wide, height * 0.68, colours.woodDark) +
        box(middle - wide / 2 + wide * 0.06, y - height * 0.63, wide * 0.42, height * 0.63, colours.wood) +
        box(middle + wide * 0.02, y - height * 0.63, wide * 0.42, height * 0.63, colours.wood) +
        box(middle - wide * 0.68, y - height * 0.66, wide * 0.13, height * 0.56, colours.red) +
        box(middle + wide * 0.55, y - height * 0.66, wide * 0.13, height * 0.56, colours.red) +
        box(middle - wide * 0.5, y - height * 0.8, wide, height * 0.085, colours.red)
      );
    }
    const wide = bay * 0.46;
    return (
      box(middle - wide / 2 - 3, y - height * 0.68, wide + 6, height * 0.38, colours.wood, 2) +
      box(middle - wide / 2, y - height * 0.66, wide, height * 0.34, pane) +
      line(middle, y - height * 0.66, middle, y - height * 0.32, colours.wood, width * 0.006) +
      line(
        middle - wide / 2,
        y - height * 0.49,
        middle + wide / 2,
        y - height * 0.49,
        colours.wood,
        width * 0.006,
      )
    );
  });
  const over = width * 0.05;
  const roof = shape(
    `M${px(x - over)} ${px(eave + 4)}Q${px(x + width * 0.04)} ${px(eave - roofRise * 0.5)} ${px(x + width * 0.07)} ${px(eave - roofRise)}L${px(x + width * 0.93)} ${px(eave - roofRise)}Q${px(x + width * 0.96)} ${px(eave - roofRise * 0.5)} ${px(x + width + over)} ${px(eave + 4)}Z`,
    colours.roof,
  );
  const tiles = repeat(Math.round(width / 16), (index) => {
    const t = (index + 0.5) / Math.round(width / 16);
    return curve(
      `M${px(x + width * (0.07 + 0.86 * t))} ${px(eave - roofRise + 4)}L${px(x - over + (width + over * 2) * t)} ${px(eave + 2)}`,
      colours.roofShade,
      width * 0.005,
      'opacity="0.55"',
    );
  });
  const ridge = curve(
    `M${px(x + width * 0.03)} ${px(eave - roofRise - width * 0.022)}Q${px(x + width * 0.1)} ${px(eave - roofRise)} ${px(x + width * 0.2)} ${px(eave - roofRise)}L${px(x + width * 0.8)} ${px(eave - roofRise)}Q${px(x + width * 0.9)} ${px(eave - roofRise)} ${px(x + width * 0.97)} ${px(eave - roofRise - width * 0.022)}`,
    colours.roofShade,
    width * 0.024,
  );
  const walls =
    box(x, eave, width, height, colours.wall) +
    box(x, eave, width, height * 0.1, colours.wallShade) +
    box(x, y - height * 0.13, width, height * 0.13, colours.stoneShade);
  const gables =
    options.gable === true
      ? steppedGable(canvas, x - width * 0.075, y, width * 0.15, height + roofRise * 1.25) +
        steppedGable(canvas, x + width * 0.925, y, width * 0.15, height + roofRise * 1.25)
      : '';
  return walls + openings + roof + tiles + ridge + gables;
}

/** A stepped gable wall (马头墙) from the front. */
function steppedGable(canvas: Canvas, x: number, y: number, width: number, height: number): Markup {
  const { colours } = canvas;
  const cap = (left: number, right: number, top: number): Markup =>
    shape(
      `M${px(left - width * 0.16)} ${px(top - width * 0.16)}Q${px(left)} ${px(top - width * 0.04)} ${px(left + width * 0.1)} ${px(top - width * 0.08)}L${px(right - width * 0.1)} ${px(top - width * 0.08)}Q${px(right)} ${px(top - width * 0.04)} ${px(right + width * 0.16)} ${px(top - width * 0.16)}L${px(right + width * 0.06)} ${px(top + width * 0.08)}L${px(left - width * 0.06)} ${px(top + width * 0.08)}Z`,
      colours.roofShade,
    );
  return (
    box(x, y - height, width, height, colours.wall) +
    box(x + width * 0.78, y - height, width * 0.22, height, colours.wallShade) +
    cap(x, x + width, y - height) +
    box(x, y - height * 0.06, width, height * 0.06, colours.stoneShade)
  );
}

/** A round lantern on a string; (x, y) is where it hangs from. */
export function lantern(canvas: Canvas, x: number, y: number, size: number): Markup {
  const { colours } = canvas;
  const halo = isDark(canvas)
    ? oval(x, y + size * 0.95, size * 1.3, colours.glow, size * 1.2, 'opacity="0.2"')
    : '';
  return (
    halo +
    line(x, y, x, y + size * 0.4, colours.woodDark, size * 0.06) +
    oval(x, y + size * 0.95, size * 0.62, colours.red, size * 0.5) +
    oval(x, y + size * 0.95, size * 0.3, mix(colours.red, colours.gold, 0.35), size * 0.5) +
    box(x - size * 0.24, y + size * 0.4, size * 0.48, size * 0.1, colours.gold) +
    box(x - size * 0.24, y + size * 1.4, size * 0.48, size * 0.1, colours.gold) +
    repeat(3, (index) =>
      line(
        x + (index - 1) * size * 0.13,
        y + size * 1.5,
        x + (index - 1) * size * 0.13,
        y + size * 1.86,
        colours.gold,
        size * 0.05,
      ),
    )
  );
}

/** A stone pillar with a base, a capital and a carved red ribbon; `y` is the ground. */
export function pillar(canvas: Canvas, x: number, y: number, height: number): Markup {
  const { colours } = canvas;
  const wide = height * 0.13;
  const band = (at: number): Markup =>
    shape(
      `M${px(x - wide / 2)} ${px(y - height * at)}L${px(x + wide / 2)} ${px(y - height * (at + 0.12))}L${px(x + wide / 2)} ${px(y - height * (at + 0.07))}L${px(x - wide / 2)} ${px(y - height * (at - 0.05))}Z`,
      colours.red,
    );
  return (
    oval(x + wide * 0.6, y, wide * 1.6, colours.ink, wide * 0.22, 'opacity="0.14"') +
    box(x - wide / 2, y - height * 0.94, wide, height * 0.9, colours.stone) +
    box(x + wide * 0.16, y - height * 0.94, wide * 0.34, height * 0.9, colours.stoneShade) +
    band(0.22) +
    band(0.44) +
    band(0.66) +
    box(x - wide * 0.72, y - height * 0.05, wide * 1.44, height * 0.05, colours.stoneShade, 2) +
    box(x - wide * 0.62, y - height * 0.09, wide * 1.24, height * 0.045, colours.stone, 2) +
    box(x - wide * 0.7, y - height * 0.975, wide * 1.4, height * 0.045, colours.stone, 2) +
    box(x - wide * 0.5, y - height * 1.01, wide, height * 0.04, colours.stoneShade, 2)
  );
}

/** A hanging eave roof of a hall; `y` is the eave, corners turned up. */
export function sweptRoof(
  x: number,
  y: number,
  width: number,
  rise: number,
  fill: string,
  shade: string,
): Markup {
  const left = x - width / 2;
  const right = x + width / 2;
  const top = width * 0.56;
  const d = `M${px(left - width * 0.07)} ${px(y - rise * 0.3)}Q${px(left + width * 0.02)} ${px(y + rise * 0.02)} ${px(left + width * 0.12)} ${px(y)}L${px(right - width * 0.12)} ${px(y)}Q${px(right - width * 0.02)} ${px(y + rise * 0.02)} ${px(right + width * 0.07)} ${px(y - rise * 0.3)}Q${px(right - width * 0.12)} ${px(y - rise * 0.36)} ${px(x + top / 2)} ${px(y - rise)}L${px(x - top / 2)} ${px(y - rise)}Q${px(left + width * 0.12)} ${px(y - rise * 0.36)} ${px(left - width * 0.07)} ${px(y - rise * 0.3)}Z`;
  const count = Math.max(8, Math.round(width / 20));
  const tiles = repeat(count, (index) => {
    const t = (index + 0.5) / count;
    return curve(
      `M${px(x - top / 2 + top * t)} ${px(y - rise * 0.96)}Q${px(left + width * (0.06 + 0.88 * t))} ${px(y - rise * 0.42)} ${px(left + width * t)} ${px(y - rise * 0.04)}`,
      shade,
      Math.max(1.4, width * 0.006),
      'opacity="0.5"',
    );
  });
  return shape(d, fill) + tiles;
}

/** A street lamp. */
export function lamp(canvas: Canvas, x: number, y: number, height: number): Markup {
  const { colours } = canvas;
  const on = isDark(canvas);
  return (
    line(x, y, x, y - height, '#4B565F', height * 0.022) +
    curve(
      `M${px(x)} ${px(y - height)}q${px(height * 0.02)} ${px(-height * 0.08)} ${px(height * 0.14)} ${px(-height * 0.07)}`,
      '#4B565F',
      height * 0.018,
    ) +
    (on
      ? oval(x + height * 0.15, y - height * 1.05, height * 0.16, colours.glow, undefined, 'opacity="0.22"')
      : '') +
    oval(
      x + height * 0.15,
      y - height * 1.06,
      height * 0.045,
      on ? colours.glow : colours.cloth,
      height * 0.022,
    )
  );
}

/** Small flags on a sagging string between two points. */
export function bunting(
  canvas: Canvas,
  fromX: number,
  toX: number,
  y: number,
  sag: number,
  size: number,
): Markup {
  const { colours } = canvas;
  const paints = [colours.red, colours.gold, colours.blue, colours.treeLight] as const;
  const count = Math.round((toX - fromX) / (size * 1.5));
  const heightAt = (t: number): number => y + sag * 4 * t * (1 - t);
  return (
    curve(
      `M${px(fromX)} ${px(y)}Q${px((fromX + toX) / 2)} ${px(y + sag * 2)} ${px(toX)} ${px(y)}`,
      colours.stoneShade,
      2.5,
    ) +
    repeat(count, (index) => {
      const t = (index + 0.5) / count;
      const x = fromX + (toX - fromX) * t;
      const drift = vary(canvas, -size * 0.1, size * 0.1);
      return polygon(
        [
          [x - size * 0.45, heightAt(t)],
          [x + size * 0.45, heightAt(t)],
          [x + drift, heightAt(t) + size],
        ],
        paints[index % paints.length] ?? colours.red,
      );
    })
  );
}
