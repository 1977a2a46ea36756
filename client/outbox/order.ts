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

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;
/** What asks for more is not to be believed; and no timer can wait for more than 24 days. */
const LONGEST_ASKED_MS = 10 * 60_000;

/** How long to wait after so many failures in a row (1 and more); hardly ever shorter than the server asked for. */
export const waitMs = (failures: number, retryAfterSeconds: number): number =>
  Math.max(
    Math.min(LONGEST_ASKED_MS, retryAfterSeconds * 1000),
    Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)),
  );
