import { type Static, Type } from 'typebox';
import { exactly, Id, SignedDecimal } from '../../schema.ts';
import { type FinalResult, FinalRow } from '../judging/final.ts';

/** How much is shown at a step: a prize with all its places, a place with all its parts, or one part after another. */
export const Grain = Type.Enum(['prize', 'place', 'part']);
export type Grain = Static<typeof Grain>;

/** An area as far as it is revealed: who, then the score, then how that was made up. */
const RevealedArea = exactly({
  areaId: Id,
  score: Type.Optional(SignedDecimal),
  parts: Type.Optional(FinalRow.properties.parts),
});

/** A place as far as it is revealed. Areas that share it are revealed together. */
export const RevealedPlace = exactly({
  rank: Type.Integer({ minimum: 1, maximum: 500 }),
  /** How many areas share it. */
  sharedBy: Type.Integer({ minimum: 1, maximum: 500 }),
  prizeId: Id,
  areas: Type.Optional(Type.Array(RevealedArea, { minItems: 1, maxItems: 200 })),
});
export type RevealedPlace = Static<typeof RevealedPlace>;

/** What is revealed of one place after another, in a grain of parts: its number, who, the score, how it was made up. */
const PARTS_OF_A_PLACE = 4;

/** The places with a prize, last first: what a ceremony reveals. Areas that share a rank are one place. */
export function placesToReveal({ rows }: Pick<FinalResult, 'rows'>): readonly (readonly FinalRow[])[] {
  const places = new Map<number, FinalRow[]>();
  for (const row of rows)
    if (row.prizeId !== undefined) places.set(row.rank, [...(places.get(row.rank) ?? []), row]);
  return [...places].sort(([a], [b]) => b - a).map(([, sharing]) => sharing);
}

/** How many steps it takes to reveal everything in that grain. */
export const stepsToReveal = (result: Pick<FinalResult, 'rows'>, grain: Grain): number =>
  levelsAfter(result, grain).length;

/** What is revealed after so many steps (0: nothing), last place first. Rests on no place that is not revealed yet. */
export function revealedAfter(
  result: Pick<FinalResult, 'rows'>,
  grain: Grain,
  steps: number,
): readonly RevealedPlace[] {
  const levels = levelsAfter(result, grain)[steps - 1] ?? [];
  return placesToReveal(result).flatMap((sharing, at) => {
    const level = levels[at] ?? 0;
    return level === 0 ? [] : revealedPlace(sharing, level);
  });
}

/** After each step, how far each place is revealed, 0 to 4. */
function levelsAfter(result: Pick<FinalResult, 'rows'>, grain: Grain): readonly (readonly number[])[] {
  const places = placesToReveal(result);
  if (grain === 'part')
    return places.flatMap((_, at) =>
      [1, 2, 3, 4].map((level) => [...places.slice(0, at).map(() => PARTS_OF_A_PLACE), level]),
    );
  const all = (upTo: number) => places.slice(0, upTo).map(() => PARTS_OF_A_PLACE);
  if (grain === 'place') return places.map((_, at) => all(at + 1));
  // A prize is whole when the next place has another one.
  return places.flatMap((sharing, at) =>
    places[at + 1]?.[0]?.prizeId === sharing[0]?.prizeId ? [] : [all(at + 1)],
  );
}

function revealedPlace(sharing: readonly FinalRow[], level: number): readonly RevealedPlace[] {
  const [first] = sharing;
  if (first?.prizeId === undefined) return [];
  return [
    {
      ...{ rank: first.rank, sharedBy: sharing.length, prizeId: first.prizeId },
      ...(level > 1 && {
        areas: sharing.map(({ areaId, score, parts }) => ({
          areaId,
          ...(level > 2 && { score }),
          ...(level > 3 && { parts }),
        })),
      }),
    },
  ];
}
