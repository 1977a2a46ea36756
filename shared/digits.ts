/**
 * A few digits of what an audience has seen: with the number of its last event they say of which history that number
 * is. A store that was put back to an older copy of itself counts on from there, and its next events have numbers that
 * others had before. They are made of nothing that the audience does not see.
 */
export interface Trail {
  /** The number of the last event. */
  readonly seq: number;
  /** Digits of the history up to and with it, at the end; before them those up to each event before, without a gap. */
  readonly digits: readonly string[];
}

/** Of so many events before its end a snapshot and a follower hold the digits. */
export const TRAIL_KEPT = 64;

/** Whether two trails are of one history, as the last number says that both know; `unknown` where there is none. */
export function compareTrails(one: Trail, other: Trail): 'same' | 'other' | 'unknown' {
  const seq = Math.min(one.seq, other.seq);
  const [own, told] = [digitsAt(one, seq), digitsAt(other, seq)];
  if (own === undefined || told === undefined) return 'unknown';
  return own === told ? 'same' : 'other';
}

/** A trail after more of it came: `told` begins where the trail ends, or before that. */
export function extendedTrail(trail: Trail, told: Trail): readonly string[] {
  const more = told.seq - trail.seq;
  return more <= 0 ? trail.digits : [...trail.digits, ...told.digits.slice(-more)].slice(-TRAIL_KEPT - 1);
}

const digitsAt = ({ seq, digits }: Trail, at: number): string | undefined =>
  digits[digits.length - 1 - (seq - at)];
