/** Bounds how often something is done by the same hand: so often within a while, then it has to wait. */
export class Pace {
  readonly #done = new Map<string, { count: number; readonly since: number }>();
  readonly #most: number;
  readonly #withinMs: number;

  constructor(most: number, withinMs: number) {
    this.#most = most;
    this.#withinMs = withinMs;
  }

  /** Counts one more; the seconds that whoever asks has to wait, 0 where it may go on. */
  wait(who: string, machineMs = performance.now()): number {
    const known = this.#done.get(who);
    if (known === undefined || known.since + this.#withinMs <= machineMs) {
      // Bounded: forgetting early only ever helps somebody, for a while.
      if (this.#done.size > 100_000) this.#done.clear();
      this.#done.set(who, { count: 1, since: machineMs });
      return 0;
    }
    known.count += 1;
    return known.count <= this.#most ? 0 : Math.ceil((known.since + this.#withinMs - machineMs) / 1000);
  }
}

/** An address as it is counted: of IPv6 the network, for a household has more addresses than there are devices. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = address.includes('::')
    ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
    : [];
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
