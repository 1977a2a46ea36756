/** What is answered instead of work that was not done. `yours`: most of those who wait are from the same address. */
export class Busy {
  readonly yours: boolean;

  constructor(yours: boolean) {
    this.yours = yours;
  }
}

interface Waiting {
  readonly start: () => Promise<void>;
  readonly turnAway: () => void;
}

/**
 * Work that is done one after another, in turns between those who want it: who wants much waits for himself, and who
 * wants one thing has it after one of each other. After each there is a rest, so that the process does all else too.
 * Where too many wait, the last of whoever waits for most is turned away.
 */
export class FairTurns {
  /** By whom; whose turn is next comes first. */
  readonly #lines = new Map<string, Waiting[]>();
  readonly #most: number;
  readonly #restPerWork: number;
  #waiting = 0;
  #working = false;

  /** `most` wait at a time; the rest after a work is `restPerWork` times as long as it was. */
  constructor(most: number, restPerWork: number) {
    this.#most = most;
    this.#restPerWork = restPerWork;
  }

  /** Does the work in its turn. Rejects as the work does. */
  take<T>(who: string, work: () => T | Promise<T>): Promise<T | Busy> {
    return new Promise((resolve, reject) => {
      const line = this.#lines.get(who) ?? [];
      const turnAway = () => resolve(new Busy((this.#lines.get(who)?.length ?? 0) * 2 >= this.#most));
      if (this.#waiting >= this.#most && !this.#makeRoom(line.length)) return turnAway();
      line.push({
        start: async () => {
          try {
            resolve(await work());
          } catch (error) {
            reject(error);
          }
        },
        turnAway,
      });
      this.#lines.set(who, line);
      this.#waiting += 1;
      if (!this.#working) void this.#workOn();
    });
  }

  /** Turns away the last of the longest line, if that is longer than one that has `length` and wants one more. */
  #makeRoom(length: number): boolean {
    let longest: Waiting[] = [];
    for (const line of this.#lines.values()) if (line.length > longest.length) longest = line;
    if (longest.length <= length + 1) return false;
    longest.pop()?.turnAway();
    this.#waiting -= 1;
    return true;
  }

  /** Never rejects: what fails is told to who wanted it. */
  async #workOn(): Promise<void> {
    this.#working = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const since = performance.now();
      await next.start();
      await new Promise((done) => setTimeout(done, (performance.now() - since) * this.#restPerWork));
    }
    this.#working = false;
  }

  #next(): Waiting | undefined {
    const [first] = this.#lines;
    if (first === undefined) return undefined;
    const [who, line] = first;
    const next = line.shift();
    // To the end of the round.
    this.#lines.delete(who);
    if (line.length > 0) this.#lines.set(who, line);
    this.#waiting -= 1;
    return next;
  }
}
