import { type Chance, pick } from '../chance.ts';
import { type Canvas, type Markup, perhaps, vary } from './kit.ts';
import { type Figure, type Head, type Pose, person, someHead } from './people.ts';

/** Where a loose group stands, in pixels. Nearer people stand lower and are taller. */
export interface Ground {
  readonly fromX: number;
  readonly toX: number;
  readonly farY: number;
  readonly nearY: number;
  /** Height of a grown-up at `nearY`. */
  readonly tall: number;
  readonly atLeast: number;
  readonly atMost: number;
  /** Share of people who turn their backs to us; they look at what is behind. */
  readonly backs: number;
  /** Share in red vests. */
  readonly vests: number;
}

const fronts: readonly [Pose, ...Pose[]] = [
  'stand',
  'guide',
  'clap',
  'wave',
  'read',
  'point',
  'carry',
  'stand',
];
const backs: readonly [Pose, ...Pose[]] = ['behind', 'stand', 'behind', 'point', 'stand'];
const tops: readonly [string, ...string[]] = [
  '#5E7F94',
  '#B9785B',
  '#D9C9A8',
  '#6C8B6A',
  '#7C6E91',
  '#F0B73C',
  '#C58A6B',
];
const heads: readonly [Head, ...Head[]] = ['grey', 'bun', 'short', 'bob', 'grey', 'ponytail', 'straw'];

function someone(canvas: Canvas, chance: Chance, at: Ground, x: number): Figure {
  const depth = canvas.chance();
  const vest = perhaps(canvas, at.vests);
  const child = !vest && perhaps(canvas, 0.3);
  const back = perhaps(canvas, at.backs);
  const size = at.tall * (0.8 + 0.2 * depth) * vary(canvas, 0.96, 1.03) * (child ? 0.64 : 1);
  const dress = !vest && perhaps(canvas, 0.3);
  return {
    x,
    y: at.farY + (at.nearY - at.farY) * depth,
    height: size,
    pose: pick(chance, back ? backs : fronts),
    head: vest ? someHead(canvas) : child ? pick(chance, ['short', 'ponytail', 'bob']) : pick(chance, heads),
    vest,
    child,
    back,
    mirrored: perhaps(canvas, 0.5),
    ...(vest ? {} : { top: pick(chance, tops) }),
    ...(dress ? { skirt: true, bottom: pick(chance, ['#5B4A6B', '#2F5D7C', '#8C3B3B']) } : {}),
  };
}

/** A loose group of people, drawn from far to near. */
export function company(canvas: Canvas, at: Ground): Markup {
  const count = at.atLeast + Math.floor(canvas.chance() * (at.atMost - at.atLeast + 1));
  const gap = (at.toX - at.fromX) / count;
  const people = Array.from({ length: count }, (_, index) =>
    someone(canvas, canvas.chance, at, at.fromX + (index + vary(canvas, 0.22, 0.78)) * gap),
  );
  return people
    .sort((a, b) => a.y - b.y)
    .map((figure) => person(canvas, figure))
    .join('');
}
