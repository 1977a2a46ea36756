/** What a figure is compared with, measured in the same run unless its name says otherwise. */
export interface Peer {
  readonly name: string;
  readonly value: number;
}

/** Progress, for whoever watches; never on standard output. */
export const progress = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Three significant digits: more would be noise on any machine. */
const rounded = (value: number): number => Number(value.toPrecision(value >= 1000 ? 4 : 3));

/** Prints one figure as one JSON line on standard output. `ratio` is value / peerValue. */
export function report(bench: string, figure: string, value: number, unit: string, peer: Peer): void {
  const line = {
    bench,
    figure,
    value: rounded(value),
    unit,
    peer: peer.name,
    peerValue: rounded(peer.value),
    ratio: rounded(value / peer.value),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** A limit that was set, in the place of a peer where there is none to measure. */
export const limit = (value: number): Peer => ({ name: 'limit', value });

/** The value below which `share` (0 to 1) of the values lie; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The middle value: what one disturbed round cannot move. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
