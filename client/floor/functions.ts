/*
 * What the pages and their workers use of the language and of browsers that Chromium 86, Safari 14.1 or Firefox 91
 * lack, for the browsers that lack it. Every entry point imports this file first. Only what is used stands here, and
 * only as far as it is used; `tests/http/floor.test.ts` fails where a page comes to use something else that is newer.
 */

/** Gives `home` the functions that it lacks, as invisible to loops as its own. */
function provide(home: object, functions: Readonly<Record<string, unknown>>): void {
  for (const name in functions)
    if (!(name in home))
      Object.defineProperty(home, name, { value: functions[name], configurable: true, writable: true });
}

/** Where the last one that passes stands; -1 where none does. */
function lastIndex<T>(list: readonly T[], passes: (one: T, index: number, all: readonly T[]) => unknown) {
  let index = list.length - 1;
  while (index >= 0 && !passes(list[index] as T, index, list)) index -= 1;
  return index;
}

provide(Array.prototype, {
  at<T>(this: T[], index: number) {
    return this[index < 0 ? this.length + index : index];
  },
  findLast<T>(this: T[], passes: (one: T) => unknown) {
    return this[lastIndex(this, passes)];
  },
  findLastIndex<T>(this: T[], passes: (one: T) => unknown) {
    return lastIndex(this, passes);
  },
  toReversed<T>(this: T[]) {
    return [...this].reverse();
  },
  toSorted<T>(this: T[], compare?: (one: T, other: T) => number) {
    return [...this].sort(compare);
  },
  toSpliced<T>(this: T[], ...changes: [number, number, ...T[]]) {
    const list = [...this];
    list.splice(...changes);
    return list;
  },
});

provide(String.prototype, {
  at(this: string, index: number) {
    return this[index < 0 ? this.length + index : index];
  },
});

provide(Object, {
  // Not through `hasOwnProperty`: tools that mend sources write that as the very function that is lacking.
  hasOwn: (thing: object, name: PropertyKey) => Object.getOwnPropertyDescriptor(thing, name) !== undefined,
});

provide(URL, {
  canParse(text: string, base?: string) {
    try {
      return Boolean(new URL(text, base));
    } catch {
      return false;
    }
  },
});

provide(AbortSignal, {
  timeout(afterMs: number) {
    const control = new AbortController();
    setTimeout(() => control.abort(), afterMs);
    return control.signal;
  },
});
