import { house } from '../built.ts';
import { company } from '../company.ts';
import { bushes, rainfall, tree } from '../ground.ts';
import { type Canvas, curve, type Markup, mix, oval, px, repeat, type Spot, shape, smooth } from '../kit.ts';
import { hills, mountains, sky } from '../land.ts';
import { person, someHead } from '../people.ts';

/** Contour lines of tea bushes with pickers among them. */
export function tea(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const top = height * 0.42;
  const rows = repeat(10, (index) => {
    const t = index / 9;
    const y = top + (height - top) * (0.05 + 0.95 * t ** 1.35);
    const bend = height * (0.035 + 0.1 * t);
    const thick = height * (0.018 + 0.075 * t);
    const shift = Math.sin(index * 0.8) * width * 0.06;
    const line = (dy: number): string =>
      `M-40 ${px(y + dy + bend * 0.6)}Q${px(width * 0.28 + shift)} ${px(y + dy - bend)} ${px(width * 0.56 + shift)} ${px(y + dy)}T${width + 40} ${px(y + dy - bend * 0.4)}`;
    return (
      curve(line(thick * 0.55), mix(colours.grassDark, colours.woodDark, 0.3), thick * 0.55) +
      curve(line(0), colours.treeDark, thick) +
      curve(line(-thick * 0.16), colours.tree, thick * 0.66) +
      curve(line(-thick * 0.3), colours.treeLight, thick * 0.24) +
      curve(
        line(-thick * 0.38),
        mix(colours.treeLight, colours.field, 0.6),
        thick * 0.1,
        `stroke-dasharray="${px(thick * 0.5)} ${px(thick * 1.1)}"`,
      )
    );
  });
  const basket = (x: number, y: number, size: number): Markup =>
    shape(
      `M${px(x - size)} ${px(y - size * 1.5)}L${px(x + size)} ${px(y - size * 1.5)}L${px(x + size * 0.72)} ${px(y)}L${px(x - size * 0.72)} ${px(y)}Z`,
      '#C99A55',
    ) +
    oval(x, y - size * 1.5, size, '#8FBF5A', size * 0.34) +
    curve(`M${px(x - size * 0.9)} ${px(y - size)}H${px(x + size * 0.9)}`, '#9A6F38', size * 0.12);
  return (
    sky(canvas, height * 0.44) +
    hills(canvas, {
      foot: height * 0.46,
      rise: height * 0.34,
      colour: colours.hills[0],
      count: 3,
      mist: 0.75,
    }) +
    hills(canvas, {
      foot: height * 0.5,
      rise: height * 0.25,
      colour: colours.hills[1],
      count: 4,
      mist: 0.7,
    }) +
    hills(canvas, {
      foot: height * 0.55,
      rise: height * 0.17,
      colour: colours.hills[2],
      count: 4,
      mist: 0.4,
      trees: 6,
    }) +
    shape(
      `M0 ${px(top + height * 0.05)}Q${px(width * 0.3)} ${px(top - height * 0.05)} ${px(width * 0.6)} ${px(top + height * 0.03)}T${width} ${px(top)}L${width} ${height}L0 ${height}Z`,
      mix(colours.grassDark, colours.tree, 0.4),
    ) +
    rows +
    house(canvas, width * 0.74, top + height * 0.045, unit * 0.14) +
    tree(canvas, width * 0.72, top + height * 0.05, unit * 0.12, 'camphor') +
    person(canvas, { x: width * 0.58, y: height * 0.69, height: unit * 0.17, pose: 'carry', head: 'straw' }) +
    person(canvas, {
      x: width * 0.27,
      y: height * 0.79,
      height: unit * 0.25,
      pose: 'read',
      head: 'straw',
      vest: false,
      top: '#4E7FA8',
    }) +
    basket(width * 0.335, height * 0.82, unit * 0.028) +
    person(canvas, { x: width * 0.72, y: height * 0.9, height: unit * 0.32, pose: 'carry', head: 'straw' }) +
    basket(width * 0.72, height * 0.77, unit * 0.042) +
    person(canvas, {
      x: width * 0.47,
      y: height * 0.94,
      height: unit * 0.33,
      pose: 'guide',
      head: someHead(canvas),
    }) +
    rainfall(canvas)
  );
}

/** Rice terraces and a village seen from the hill. */
export function terraces(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const top = height * 0.44;
  const paints = [
    colours.field,
    colours.grass,
    mix(colours.field, colours.gold, 0.35),
    colours.grassDark,
    mix(colours.waterLight, colours.grass, 0.3),
  ];
  const steps = repeat(9, (index) => {
    const t = index / 8;
    const y = top + (height * 1.02 - top) * t ** 1.15;
    const wave = (at: number): Spot => [
      width * at,
      y + Math.sin(at * 7 + index * 0.75) * height * 0.035 * (0.5 + t) - at * height * 0.03,
    ];
    const spots = [-0.05, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1.05].map(wave);
    const d = smooth(spots);
    return (
      shape(
        `${d}L${px(width * 1.05)} ${height}L${px(-width * 0.05)} ${height}Z`,
        paints[index % paints.length] ?? colours.field,
      ) +
      curve(d, mix(colours.treeDark, colours.wood, 0.25), height * (0.006 + 0.012 * t), 'opacity="0.75"') +
      curve(
        d,
        colours.treeLight,
        height * (0.003 + 0.004 * t),
        `transform="translate(0 ${px(-height * 0.006)})" opacity="0.8"`,
      )
    );
  });
  const cluster = repeat(6, (index) =>
    house(
      canvas,
      width * (0.5 + (index % 3) * 0.115 + (index > 2 ? 0.05 : 0)),
      top + height * (index > 2 ? 0.145 : 0.07),
      unit * (index > 2 ? 0.125 : 0.1),
    ),
  );
  return (
    sky(canvas, height * 0.42) +
    mountains(canvas, height * 0.1, height * 0.5, height * 0.32) +
    steps +
    bushes(canvas, width * 0.46, width * 0.92, top + height * 0.075, unit * 0.03) +
    cluster +
    tree(canvas, width * 0.47, top + height * 0.15, unit * 0.14, 'camphor') +
    bushes(canvas, -20, width * 0.42, height * 1.01, unit * 0.1) +
    tree(canvas, width * 0.06, height * 0.99, unit * 0.36, 'camphor') +
    company(canvas, {
      fromX: width * 0.16,
      toX: width * 0.52,
      farY: height * 0.95,
      nearY: height * 0.99,
      tall: unit * 0.31,
      atLeast: 1,
      atMost: 3,
      backs: 0.85,
      vests: 1,
    }) +
    rainfall(canvas)
  );
}
