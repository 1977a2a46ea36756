/** A message for the person at the terminal; no stack is shown. */
export class UsageError extends Error {}
