/** Files that are being read for a sheet, by the sheet's key. */
export class Attaching {
  readonly #ends = new Map<string, Promise<unknown>>();

  /** Says that a sheet gets something, until `reading` ends. */
  during(key: string, reading: Promise<void>): Promise<void> {
    const ended: Promise<unknown> = Promise.allSettled([this.#ends.get(key), reading]).then(() => {
      if (this.#ends.get(key) === ended) this.#ends.delete(key);
    });
    this.#ends.set(key, ended);
    return reading;
  }

  /** Resolves when everything that was chosen for a sheet so far is on it, or was told of. */
  async ended(key: string): Promise<void> {
    await this.#ends.get(key);
  }
}
