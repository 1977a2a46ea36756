import { sweptRoof } from '../built.ts';
import { bushes, rainfall, tree } from '../ground.ts';
import { box, type Canvas, isDark, type Markup, mix, oval, px, repeat, shape, vary } from '../kit.ts';
import { hills, sky } from '../land.ts';
import { person, someHead } from '../people.ts';

/** Temple halls of Wudang above a sea of cloud. */
export function wudang(canvas: Canvas): Markup {
  const { width, height, colours, unit } = canvas;
  const tile = mix(colours.tree, colours.roof, 0.35);
  const tileShade = mix(colours.treeDark, colours.roofShade, 0.5);
  const hall = (x: number, y: number, wide: number, tiers: number): Markup => {
    let all = '';
    const storey = wide * 0.26;
    for (let tier = 0; tier < tiers; tier++) {
      const shrink = 1 - tier * 0.2;
      const base = y - tier * storey * 1.32;
      const body = wide * 0.78 * shrink;
      all +=
        box(x - body / 2, base - storey, body, storey, mix(colours.red, colours.redDark, 0.45)) +
        repeat(7, (index) =>
          box(
            x - body / 2 + (index * body) / 6 - wide * 0.011,
            base - storey,
            wide * 0.022,
            storey,
            colours.red,
          ),
        ) +
        repeat(6, (index) =>
          box(
            x - body / 2 + ((index + 0.24) * body) / 6,
            base - storey * 0.72,
            body / 11.5,
            storey * (tier === 0 ? 0.72 : 0.5),
            isDark(canvas) ? colours.glow : colours.woodDark,
          ),
        ) +
        box(
          x - body * 0.56,
          base - storey * 1.03,
          body * 1.12,
          storey * 0.14,
          mix(colours.blue, colours.tree, 0.4),
        ) +
        sweptRoof(x, base - storey * 0.98, wide * shrink, storey * 0.72, tile, tileShade);
    }
    const top = y - (tiers - 1) * storey * 1.32 - storey * 1.7;
    const crown = wide * (1 - (tiers - 1) * 0.2) * 0.58;
    return (
      all +
      box(x - crown / 2, top - wide * 0.012, crown, wide * 0.026, colours.gold, 3) +
      oval(x - crown / 2, top - wide * 0.012, wide * 0.022, colours.gold) +
      oval(x + crown / 2, top - wide * 0.012, wide * 0.022, colours.gold)
    );
  };
  const sea = (y: number, opacity: number): Markup =>
    `<g fill="${colours.cloud}" opacity="${opacity}">${repeat(9, () => `<rect x="${px(vary(canvas, -0.2, 0.95) * width)}" y="${px(y + vary(canvas, -0.03, 0.03) * height)}" width="${px(vary(canvas, 0.18, 0.42) * width)}" height="${px(height * 0.03)}" rx="${px(height * 0.015)}"/>`)}</g>`;
  const steps = repeat(13, (index) => {
    const y = height * 0.66 + (index * height * 0.36) / 13;
    const half = unit * (0.075 + index * 0.0125);
    return (
      box(
        width * 0.5 - half,
        y,
        half * 2,
        height * 0.017,
        index % 2 ? colours.stone : mix(colours.stone, colours.cloth, 0.4),
      ) + box(width * 0.5 - half, y + height * 0.017, half * 2, height * 0.0115, colours.stoneShade)
    );
  });
  return (
    sky(canvas, height * 0.55) +
    hills(canvas, { foot: height * 0.6, rise: height * 0.4, colour: colours.hills[0], count: 5, mist: 0.8 }) +
    sea(height * 0.53, 0.5) +
    hills(canvas, {
      foot: height * 0.7,
      rise: height * 0.38,
      colour: colours.hills[1],
      count: 5,
      mist: 0.75,
    }) +
    sea(height * 0.62, 0.6) +
    hills(canvas, {
      foot: height * 0.8,
      rise: height * 0.22,
      colour: colours.hills[2],
      count: 4,
      mist: 0.55,
      trees: 7,
    }) +
    shape(
      `M0 ${px(height * 0.8)}Q${px(width * 0.24)} ${px(height * 0.72)} ${px(width * 0.34)} ${px(height * 0.66)}L${px(width * 0.66)} ${px(height * 0.66)}Q${px(width * 0.78)} ${px(height * 0.72)} ${width} ${px(height * 0.78)}L${width} ${height}L0 ${height}Z`,
      colours.hills[3],
    ) +
    tree(canvas, width * 0.5 - unit * 0.32, height * 0.7, unit * 0.24, 'cypress') +
    tree(canvas, width * 0.5 + unit * 0.33, height * 0.7, unit * 0.26, 'cypress') +
    hall(width * 0.5 - unit * 0.33, height * 0.7, unit * 0.24, 1) +
    hall(width * 0.5 + unit * 0.33, height * 0.7, unit * 0.24, 1) +
    box(width * 0.5 - unit * 0.27, height * 0.645, unit * 0.54, height * 0.03, colours.stone) +
    repeat(15, (index) =>
      box(
        width * 0.5 - unit * 0.265 + index * unit * 0.037,
        height * 0.615,
        unit * 0.009,
        height * 0.036,
        colours.cloth,
      ),
    ) +
    box(width * 0.5 - unit * 0.27, height * 0.612, unit * 0.54, height * 0.008, colours.cloth) +
    hall(width * 0.5, height * 0.645, unit * 0.48, 2) +
    steps +
    bushes(canvas, -20, width * 0.5 - unit * 0.17, height * 0.84, unit * 0.05) +
    bushes(canvas, width * 0.5 + unit * 0.17, width * 1.03, height * 0.83, unit * 0.05) +
    bushes(canvas, -20, width * 0.5 - unit * 0.24, height * 1.01, unit * 0.11) +
    bushes(canvas, width * 0.5 + unit * 0.24, width * 1.03, height * 1.01, unit * 0.11) +
    person(canvas, {
      x: width * 0.47,
      y: height * 0.79,
      height: unit * 0.13,
      pose: 'stand',
      head: someHead(canvas),
      back: true,
      walking: true,
    }) +
    person(canvas, {
      x: width * 0.54,
      y: height * 0.84,
      height: unit * 0.155,
      pose: 'behind',
      head: someHead(canvas),
      back: true,
      walking: true,
    }) +
    person(canvas, {
      x: width * 0.45,
      y: height * 0.94,
      height: unit * 0.21,
      pose: 'point',
      head: someHead(canvas),
      back: true,
    }) +
    sea(height * 0.74, 0.28) +
    rainfall(canvas)
  );
}
