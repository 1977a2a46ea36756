/** What a step reads and writes: rows of several stores, each under its key. */
export interface Tables<V> {
  get<N extends keyof V & string>(name: N, key: string): Promise<V[N] | undefined>;
  all<N extends keyof V & string>(name: N): Promise<V[N][]>;
  put<N extends keyof V & string>(name: N, value: V[N]): Promise<void>;
  delete(name: keyof V & string, key: string): Promise<void>;
}

/** A row as it was written: undefined where it was taken away. `step`: in which order. */
export interface Row {
  readonly name: string;
  readonly key: string;
  readonly value: unknown;
  readonly step: number;
}

/** Rows by store and key. */
export class Rows {
  readonly #rows = new Map<string, Row>();

  static id(name: string, key: string): string {
    return `${name} ${key}`;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(name: string, key: string): Row | undefined {
    return this.#rows.get(Rows.id(name, key));
  }

  of(name: string): readonly Row[] {
    return [...this.#rows.values()].filter((row) => row.name === name);
  }

  [Symbol.iterator](): Iterator<Row> {
    return this.#rows.values();
  }

  set(row: Row): void {
    this.#rows.set(Rows.id(row.name, row.key), row);
  }

  delete(name: string, key: string): void {
    this.#rows.delete(Rows.id(name, key));
  }
}

/** Rows of one kind with newer ones over them, the newest last; without those that were taken away. */
export function overlaid(
  keyOf: (value: unknown) => string,
  values: readonly unknown[],
  over: readonly Row[],
): unknown[] {
  const all = new Map(values.map((value) => [keyOf(value), value]));
  for (const { key, value } of over)
    if (value === undefined) all.delete(key);
    else all.set(key, value);
  return [...all.values()];
}
