/** Who holds a place: a viewer, or somebody with a session. */
type For = 'viewer' | 'role';

/**
 * Places for live connections. Viewers have so many in all, and so many for each address; people with a session have
 * some of their own beside those: a crowd, or one address alone, keeps no judge out.
 */
export class Places {
  readonly #byAddress = new Map<string, number>();
  readonly #most: Readonly<Record<For, number>>;
  readonly #mostPerAddress: number;
  readonly #taken: Record<For, number> = { viewer: 0, role: 0 };

  constructor(most: Readonly<Record<For, number>>, mostPerAddress: number) {
    this.#most = most;
    this.#mostPerAddress = mostPerAddress;
  }

  /** Takes a place; what gives it back, once, or undefined where none is free. */
  take(who: For, address: string): (() => void) | undefined {
    const from = this.#byAddress.get(address) ?? 0;
    if (this.#taken[who] >= this.#most[who]) return undefined;
    if (who === 'viewer' && from >= this.#mostPerAddress) return undefined;
    this.#taken[who] += 1;
    if (who === 'viewer') this.#byAddress.set(address, from + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#taken[who] -= 1;
      if (who === 'role') return;
      const left = (this.#byAddress.get(address) ?? 1) - 1;
      if (left > 0) this.#byAddress.set(address, left);
      else this.#byAddress.delete(address);
    };
  }
}
