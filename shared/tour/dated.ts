/** What a thing was from an instant on, ms; oldest first. A result of an earlier instant rests on what held then. */
export type Dated<T> = readonly { readonly at: number; readonly value: T }[];

/** The value that held just before an instant (Infinity: that holds now), or undefined. */
export const valueBefore = <T>(dated: Dated<T> | undefined, instantUnixMs: number): T | undefined =>
  dated?.findLast((one) => one.at < instantUnixMs)?.value;
