import { type BallotBox, isWaiting, newest } from './ballot-box.ts';

/** Boxes in the order in which they go out: the judge's current item first, then the newest ballot. */
export function inOrder(
  boxes: readonly BallotBox[],
  currentItemId: string | undefined,
): readonly BallotBox[] {
  const castAt = (box: BallotBox): number => newest(box)?.castAtUnixMs ?? 0;
  return boxes
    .filter(isWaiting)
    .sort(
      (a, b) =>
        Number(b.itemId === currentItemId) - Number(a.itemId === currentItemId) || castAt(b) - castAt(a),
    );
}
