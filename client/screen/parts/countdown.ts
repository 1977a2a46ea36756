const SECOND_MS = 1_000;
const DAY_S = 86_400;

const two = (figure: number): string => String(figure).padStart(2, '0');

/** What is left of a countdown: whole days, and the rest as `1:05:09` or `05:09`. Undefined when it is over. */
export function countdownOf(leftMs: number): { readonly days: number; readonly clock: string } | undefined {
  const seconds = Math.ceil(leftMs / SECOND_MS);
  if (seconds <= 0) return undefined;
  const days = Math.floor(seconds / DAY_S);
  const hours = Math.floor((seconds % DAY_S) / 3_600);
  const clock = `${two(Math.floor((seconds % 3_600) / 60))}:${two(seconds % 60)}`;
  return { days, clock: days > 0 || hours > 0 ? `${hours}:${clock}` : clock };
}
