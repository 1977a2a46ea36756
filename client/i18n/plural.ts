/** `1 ballot`, `3 ballots`; `many` where English does not add an s. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
