/** Differences of scores on the page: exact, for scores are decimals in strings. */

const DIGITS = 6;

/** A decimal with up to six digits after the point, in millionths. */
export function millionths(score: string): bigint {
  const [whole = '0', decimals = ''] = score.split('.');
  return BigInt(whole + decimals.padEnd(DIGITS, '0').slice(0, DIGITS));
}

/** How far a score is behind the leader's, with as many digits as the scores have: `0.31`. */
export function gapTo(leader: string, score: string): string {
  const digits = Math.max(decimalsOf(leader), decimalsOf(score));
  const gap = (millionths(leader) - millionths(score)).toString().padStart(DIGITS + 1, '0');
  const whole = gap.slice(0, -DIGITS);
  return digits === 0 ? whole : `${whole}.${gap.slice(-DIGITS, gap.length - DIGITS + digits)}`;
}

const decimalsOf = (score: string): number => score.split('.')[1]?.length ?? 0;

/** The length of a score's bar in percent: the leader's is full, the last one keeps a fifth, so that gaps can be seen. */
export function barPercent(leader: string, last: string, score: string): number {
  const span = Number(millionths(leader) - millionths(last));
  if (span === 0) return 100;
  const gap = Number(millionths(leader) - millionths(score));
  return Math.round(1000 - (800 * gap) / span) / 10;
}
