import type { Position } from '../track/distance.ts';
import { simplify } from '../track/simplify.ts';
import type { Ring } from './geojson.ts';

/*
 * Neighbours share their border point by point. Simplified one by one, they would leave gaps between them and lie over
 * each other: so rings are cut where borders meet, and each piece is simplified once, whoever it is of.
 */

const keyOf = ({ latitude, longitude }: Position): string => `${latitude.toFixed(6)} ${longitude.toFixed(6)}`;

/** Points at which more than one line goes on: there rings are cut. */
function junctionsOf(rings: readonly Ring[]): ReadonlySet<string> {
  const beside = new Map<string, Set<string>>();
  for (const ring of rings) {
    const keys = ring.slice(0, -1).map(keyOf);
    for (const [at, key] of keys.entries()) {
      const around = beside.get(key) ?? new Set<string>();
      around.add(keys[(at + 1) % keys.length] ?? key);
      around.add(keys.at(at - 1) ?? key);
      beside.set(key, around);
    }
  }
  const TWO = 2;
  return new Set([...beside].filter(([, around]) => around.size > TWO).map(([key]) => key));
}

/** A ring in the pieces between junctions, beginning at one; without any, from its least point on. */
function piecesOf(ring: Ring, junctions: ReadonlySet<string>): readonly Ring[] {
  const points = ring.slice(0, -1);
  const keys = points.map(keyOf);
  let start = keys.findIndex((key) => junctions.has(key));
  if (start < 0) start = keys.reduce((least, key, at) => (key < (keys[least] ?? '') ? at : least), 0);
  const turned = [...points.slice(start), ...points.slice(0, start)];
  const [first] = turned;
  if (first === undefined) return [];
  const pieces: Position[][] = [];
  let piece: Position[] = [];
  for (const point of [...turned, first]) {
    piece.push(point);
    if (piece.length > 1 && (point === first || junctions.has(keyOf(point)))) {
      pieces.push(piece);
      piece = [point];
    }
  }
  return pieces;
}

/** The same piece run through either way is one: it is simplified in the direction in which its points come first. */
function simplifiedPiece(piece: Ring, metres: number, known: Map<string, Ring>): Ring {
  const keys = piece.map(keyOf);
  const back = keys.toReversed();
  const differs = keys.findIndex((key, at) => key !== back[at]);
  const isBack = differs >= 0 && (keys[differs] ?? '') > (back[differs] ?? '');
  const straight = isBack ? piece.toReversed() : piece;
  const name = (isBack ? back : keys).join();
  const done = known.get(name) ?? simplify(straight, metres);
  known.set(name, done);
  return isBack ? done.toReversed() : done;
}

const LEAST_POINTS = 4;

/**
 * Rings with fewer points, none further than so many metres from where it was; borders that two share stay shared. A
 * ring of which nothing would be left is empty.
 */
export function simplifiedRings(rings: readonly Ring[], metres: number): readonly Ring[] {
  const junctions = junctionsOf(rings);
  const known = new Map<string, Ring>();
  return rings.map((ring) => {
    const pieces = piecesOf(ring, junctions).map((piece) => simplifiedPiece(piece, metres, known));
    const whole = pieces.flatMap((piece, at) => (at === 0 ? piece : piece.slice(1)));
    return whole.length < LEAST_POINTS ? [] : whole;
  });
}
