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
