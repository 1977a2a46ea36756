import type { Abstention, Marks } from '../../../shared/tour/judging/ballots.ts';

/** What a judge says of an item: marks, or why there are none. */
export interface BallotContent {
  readonly marks: Marks;
  readonly abstains?: Abstention;
  readonly comment?: string;
}

/** A ballot on its way. `base` is the version that it amends, 0 where it is the first; its retry key never changes. */
export interface Letter extends BallotContent {
  readonly commandId: string;
  readonly base: number;
  readonly rubricPrint: string;
  /** Server time, as far as the device knew it. */
  readonly castAtUnixMs: number;
}

/** Why the server did not take a ballot: a code of the registry, and a sentence for the judge. */
export interface Refused {
  readonly code: string;
  readonly message: string;
}

/**
 * The way of one judge's ballots for one item. There are two at most: one that may have arrived already
 * (`attempt`: nobody heard the answer yet), and a newer one behind it. So however often a phone dies in
 * mid-send, what goes out is one ballot after the other, each with its own retry key.
 */
export interface BallotBox {
  readonly key: string;
  readonly tour: string;
  readonly judgeId: string;
  readonly itemId: string;
  readonly attempt?: Letter;
  readonly next?: Letter;
  /** Answered, but the tour on this page does not show it yet. */
  readonly sent?: Letter;
  /** Then `next` is what was refused. */
  readonly refused?: Refused;
}

/** The one key of a judge's box for an item. */
export const boxKey = (tour: string, judgeId: string, itemId: string): string =>
  `${tour} ${judgeId} ${itemId}`;

/** A box with nothing in it. */
export const emptyBox = (tour: string, judgeId: string, itemId: string): BallotBox => ({
  ...{ key: boxKey(tour, judgeId, itemId), tour, judgeId, itemId },
});

/** A box without some of its members. */
function without(box: BallotBox, ...names: readonly ('attempt' | 'next' | 'sent' | 'refused')[]): BallotBox {
  const rest: { -readonly [K in keyof BallotBox]: BallotBox[K] } = { ...box };
  for (const name of names) delete rest[name];
  return rest;
}

/** Puts a ballot in: it replaces one that never left, and amends one that may have arrived. */
export function put(box: BallotBox, letter: Letter): BallotBox {
  const arrived = box.attempt ?? box.sent;
  const base = arrived === undefined ? letter.base : Math.max(letter.base, arrived.base + 1);
  return { ...without(box, 'refused'), next: { ...letter, base } };
}

/** Takes up the next ballot to send; to be saved before anything is sent. */
export function begin(box: BallotBox): BallotBox {
  if (box.attempt !== undefined || box.next === undefined || box.refused !== undefined) return box;
  return { ...without(box, 'next'), attempt: box.next };
}

/** The server has taken a ballot. */
export function answered(box: BallotBox, commandId: string): BallotBox {
  if (box.attempt?.commandId !== commandId) return box;
  return { ...without(box, 'attempt'), sent: box.attempt };
}

/** The server has refused a ballot. A newer one takes its place and is tried instead. */
export function refusedWith(box: BallotBox, commandId: string, refused: Refused): BallotBox {
  const { attempt, next } = box;
  if (attempt?.commandId !== commandId) return box;
  const rest = without(box, 'attempt');
  // The server was restored from before: what it was to amend is gone, so it is the first again.
  const base = refused.code === 'ballot.unknown' ? 0 : attempt.base;
  if (next !== undefined) return { ...rest, next: { ...next, base } };
  if (base !== attempt.base) return { ...rest, next: { ...attempt, base } };
  return { ...rest, next: attempt, refused };
}

/** Tries what was refused once more: the same ballot by the same key. */
export const tryAgain = (box: BallotBox): BallotBox => without(box, 'refused');

/** What was answered and is not shown by the tour is on its way once more; behind a newer try it waits for nothing. */
export const sentAnew = (box: BallotBox): BallotBox =>
  box.sent === undefined || box.attempt !== undefined ? box : { ...without(box, 'sent'), attempt: box.sent };

/** The tour shows this version: what is known to have arrived needs no place here any more. */
export function seen(box: BallotBox, version: number, content: BallotContent | undefined): BallotBox {
  const caughtUp = box.sent !== undefined && version > box.sent.base ? without(box, 'sent') : box;
  const { next, refused } = caughtUp;
  // The same from another device, or entered by the organiser from this phone's code.
  const needless =
    next !== undefined && refused !== undefined && content !== undefined && sameContent(next, content);
  return needless ? without(caughtUp, 'next', 'refused') : caughtUp;
}

/** Keeps what the server has: the judge chose it. */
export const giveUp = (box: BallotBox): BallotBox => without(box, 'next', 'refused');

/** The judge's newest words on the item that are not in the tour yet. */
export const newest = (box: BallotBox | undefined): Letter | undefined =>
  box?.next ?? box?.attempt ?? box?.sent;

/** Whether it waits on this device until the convoy arrives: the server takes it then, by the same key. */
export const isHeld = ({ refused }: BallotBox): boolean => refused?.code === 'item.not-open';

/** Whether something in it is still to be sent. */
export const isWaiting = (box: BallotBox | undefined): boolean =>
  box !== undefined && (box.attempt !== undefined || (box.next !== undefined && box.refused === undefined));

/** Whether nothing is in it. */
export const isEmpty = (box: BallotBox): boolean => newest(box) === undefined;

/**
 * Whether there are two ballots of which the judge chooses one: the server has refused this phone's because of
 * another device's, or for any reason while the tour shows a newer `version` than it was based on.
 */
export const isConflict = ({ next, refused }: BallotBox, version = 0): boolean =>
  refused !== undefined &&
  (refused.code === 'ballot.exists' || refused.code === 'ballot.stale' || version > (next?.base ?? version));

/** Whether two ballots say the same. */
export function sameContent(a: BallotContent, b: BallotContent): boolean {
  const ids = new Set([...Object.keys(a.marks), ...Object.keys(b.marks)]);
  return (
    a.abstains === b.abstains &&
    (a.comment ?? '') === (b.comment ?? '') &&
    [...ids].every((id) => a.marks[id] === b.marks[id])
  );
}
