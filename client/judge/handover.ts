import type { BallotContent } from '../outbox/ballots/ballot-box.ts';

/** A ballot that was not taken, in the form in which the organiser gets it from the judge's phone. */
export interface HandedBallot extends BallotContent {
  readonly lalian: 'ballot';
  readonly tour: string;
  readonly judgeId: string;
  readonly itemId: string;
  /** The version of the rubric that the marks were made by. */
  readonly rubricPrint?: string;
  readonly castAt: number;
}

/** A QR code holds at most 2,953 bytes; a long comment stays in the file. */
const MOST_IN_CODE = 2_000;

/** The ballot as JSON. */
export const handedText = (ballot: HandedBallot): string => JSON.stringify(ballot);

/** The ballot as a QR code holds it: without its comment where that would not fit. */
export function codeText(ballot: HandedBallot): string {
  const whole = handedText(ballot);
  if (new TextEncoder().encode(whole).length <= MOST_IN_CODE) return whole;
  const { comment: _comment, ...rest } = ballot;
  return JSON.stringify(rest);
}

/** Dark squares of a code as the path of an SVG, a unit each. */
export const squares = (code: readonly (readonly boolean[])[]): string =>
  code.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
