import { coachFront, coachSide } from '../built.ts';
import { bushes, rainfall, tree } from '../ground.ts';
import {
  box,
  type Canvas,
  curve,
  line,
  type Markup,
  mix,
  polygon,
  px,
  repeat,
  type Spot,
  shape,
  smooth,
  vary,
} from '../kit.ts';
import { hills, mountains, sky } from '../land.ts';

interface RoadPoint {
  readonly x: number;
  readonly y: number;
  readonly half: number;
}

function ribbon(points: readonly RoadPoint[], widen: number, fill: string): Markup {
  const left = points.map((p): Spot => [p.x - p.half * widen, p.y]);
  const right = points.map((p): Spot => [p.x + p.half * widen, p.y]).reverse();
  return shape(`${smooth(left)}L${smooth(right).slice(1)}Z`, fill);
}

/** Coaches come down a winding mountain road towards us. */
export function convoy(canvas: Canvas): Markup {
  const { width, height, colours } = canvas;
  const horizon = height * 0.4;
  const near = height * 0.64;
  const sway = width * vary(canvas, 0.17, 0.24);
  const centre = width * vary(canvas, 0.46, 0.54);
  const points: RoadPoint[] = Array.from({ length: 25 }, (_, index) => {
    const t = index / 24;
    const depth = t ** 1.9;
    return {
      x: centre + Math.sin(t * Math.PI * 3.05 + 0.4) * sway * (0.16 + 0.84 * depth) * (t > 0.82 ? 0.9 : 1),
      y: horizon + (height * 1.03 - horizon) * (0.17 + 0.83 * (0.25 * t + 0.75 * depth)),
      half: width * (0.008 + 0.125 * depth),
    };
  });
  const at = (index: number): RoadPoint => points[index] ?? { x: centre, y: height, half: 100 };
  const coachAt = (index: number, shift: number): Markup =>
    coachFront(canvas, at(index).x - at(index).half * shift, at(index).y, at(index).half * 1.02);
  const along = (side: number, from: number, colour: string, thick: number, extra = ''): Markup =>
    curve(smooth(points.slice(from).map((p): Spot => [p.x + side * p.half, p.y])), colour, thick, extra);
  const posts = points
    .slice(7, 23)
    .map((p) =>
      line(
        p.x + p.half * 1.13,
        p.y,
        p.x + p.half * 1.13,
        p.y - p.half * 0.2,
        colours.clothShade,
        p.half * 0.035,
      ),
    )
    .join('');
  const rail = curve(
    smooth(points.slice(7, 23).map((p): Spot => [p.x + p.half * 1.13, p.y - p.half * 0.18])),
    colours.clothShade,
    6,
  );
  const slope = (side: number, reach: number, top: number, colour: string): Markup => {
    const edge = width / 2 + (side * width) / 2;
    return shape(
      `M${px(edge)} ${px(top)}Q${px(edge - side * width * reach * 0.5)} ${px(top + height * 0.03)} ${px(edge - side * width * reach)} ${px(near * 0.99)}L${px(edge)} ${px(near * 1.06)}Z`,
      colour,
    );
  };
  return (
    sky(canvas, horizon * 1.2) +
    mountains(canvas, horizon * 0.7, near * 0.93, height * 0.36) +
    shape(
      `M0 ${px(near * 0.9)}Q${px(width * 0.3)} ${px(near * 0.8)} ${px(width * 0.55)} ${px(near * 0.87)}T${width} ${px(near * 0.85)}L${width} ${height}L0 ${height}Z`,
      colours.grassDark,
    ) +
    slope(-1, 0.44, near * 0.72, colours.hills[3]) +
    bushes(canvas, -10, width * 0.16, near * 0.8, height * 0.06) +
    bushes(canvas, width * 0.02, width * 0.36, near * 0.95, height * 0.06) +
    slope(1, 0.36, near * 0.68, colours.hills[3]) +
    bushes(canvas, width * 0.86, width * 1.03, near * 0.76, height * 0.06) +
    bushes(canvas, width * 0.68, width * 1.03, near * 0.94, height * 0.06) +
    shape(
      `M0 ${px(height * 0.74)}Q${px(width * 0.32)} ${px(height * 0.59)} ${px(width * 0.6)} ${px(height * 0.69)}T${width} ${px(height * 0.65)}L${width} ${height}L0 ${height}Z`,
      colours.grass,
    ) +
    repeat(5, (index) =>
      curve(
        `M0 ${px(height * (0.8 + index * 0.045))}Q${px(width * 0.32)} ${px(height * (0.65 + index * 0.06))} ${px(width * 0.6)} ${px(height * (0.74 + index * 0.055))}T${width} ${px(height * (0.7 + index * 0.06))}`,
        mix(colours.grass, colours.grassDark, 0.75),
        5 + index * 2,
        'opacity="0.7"',
      ),
    ) +
    ribbon(points, 1.2, mix(colours.stone, colours.grassDark, 0.3)) +
    ribbon(points, 1, colours.road) +
    along(-0.9, 4, colours.roadEdge, 4, 'opacity="0.85"') +
    along(0.9, 4, colours.roadEdge, 4, 'opacity="0.85"') +
    along(0, 6, colours.gold, 5, `stroke-dasharray="${px(width * 0.022)} ${px(width * 0.02)}"`) +
    coachAt(6, 0.45) +
    coachAt(9, 0.45) +
    coachAt(12, 0.45) +
    posts +
    rail +
    coachAt(17, 0.48) +
    tree(canvas, width * 0.06, height * 0.93, height * 0.44, 'camphor') +
    tree(canvas, width * 0.2, height * 0.77, height * 0.17, 'cypress') +
    tree(canvas, width * 0.97, height * 0.85, height * 0.34, 'camphor') +
    tree(canvas, width * 0.84, height * 0.75, height * 0.15, 'cypress') +
    tree(canvas, width * 0.79, height * 0.745, height * 0.12, 'cypress') +
    bushes(canvas, -20, width * 0.2, height * 1.01, height * 0.1) +
    bushes(canvas, width * 0.84, width * 1.05, height * 1.01, height * 0.09) +
    rainfall(canvas)
  );
}

/** The convoy crosses a deep valley on a high viaduct. */
export function viaduct(canvas: Canvas): Markup {
  const { width, height, colours } = canvas;
  const deck = height * vary(canvas, 0.47, 0.53);
  const thick = height * 0.034;
  const gap = width / 4.2;
  const offset = vary(canvas, 0.2, 0.6) * gap;
  const piers = repeat(5, (index) => {
    const x = offset + index * gap;
    return (
      polygon(
        [
          [x - width * 0.014, deck + thick],
          [x + width * 0.014, deck + thick],
          [x + width * 0.021, height],
          [x - width * 0.021, height],
        ],
        colours.stone,
      ) +
      polygon(
        [
          [x + width * 0.004, deck + thick],
          [x + width * 0.014, deck + thick],
          [x + width * 0.021, height],
          [x + width * 0.006, height],
        ],
        colours.stoneShade,
      ) +
      polygon(
        [
          [x - width * 0.034, deck + thick],
          [x + width * 0.034, deck + thick],
          [x + width * 0.016, deck + thick * 2.2],
          [x - width * 0.016, deck + thick * 2.2],
        ],
        colours.stoneShade,
      )
    );
  });
  const length = width * 0.15;
  const first = width * vary(canvas, 0.66, 0.76);
  return (
    sky(canvas, height * 0.62) +
    box(0, height * 0.6, width, height * 0.4, mix(colours.hills[2], colours.mist, 0.5)) +
    hills(canvas, {
      foot: height * 0.62,
      rise: height * 0.42,
      colour: colours.hills[0],
      count: 3,
      mist: 0.75,
    }) +
    hills(canvas, {
      foot: height * 0.74,
      rise: height * 0.38,
      colour: colours.hills[1],
      count: 4,
      mist: 0.75,
    }) +
    hills(canvas, {
      foot: height * 0.86,
      rise: height * 0.3,
      colour: colours.hills[2],
      count: 4,
      mist: 0.65,
      trees: 6,
    }) +
    piers +
    box(-10, deck, width + 20, thick, colours.stone) +
    box(-10, deck + thick * 0.62, width + 20, thick * 0.38, colours.stoneShade) +
    [0, 1, 2, 3].map((index) => coachSide(canvas, first - index * length * 1.32, deck + 2, length)).join('') +
    box(-10, deck - thick * 0.42, width + 20, thick * 0.14, colours.stoneShade) +
    repeat(60, (index) =>
      box((index * width) / 60, deck - thick * 0.42, 3, thick * 0.45, colours.stoneShade),
    ) +
    hills(canvas, {
      foot: height * 1.03,
      rise: height * 0.3,
      colour: colours.hills[3],
      count: 4,
      mist: 0.28,
      trees: 13,
    }) +
    hills(canvas, {
      foot: height * 1.08,
      rise: height * 0.2,
      colour: colours.hills[4],
      count: 5,
      mist: 0.1,
      trees: 19,
    }) +
    rainfall(canvas)
  );
}
