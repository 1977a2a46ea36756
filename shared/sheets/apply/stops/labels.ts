import type { Label } from '../../../tour/setup/setup.ts';
import { sameWord } from '../../cells/plain.ts';
import { idGiver, numbered, slugOf } from '../ids.ts';

/** Finds labels (kinds, brands) by name or id, and makes those that are not there yet. */
export interface Labels {
  /** The id of the label that is called so. */
  idOf(name: string): string;
  readonly all: readonly Label[];
  readonly told: ReadonlySet<string>;
}

export function labelsFrom(before: readonly Label[], letter: string): Labels {
  const giveId = idGiver(before.map(({ id }) => id));
  const all = [...before];
  const told = new Set<string>();
  const byWord = new Map<string, string>();
  for (const { id, name } of before.toReversed())
    for (const word of [name.en, id, name.zh]) if (word !== undefined) byWord.set(sameWord(word), id);
  return {
    all,
    told,
    idOf(name) {
      const known = byWord.get(sameWord(name));
      const id = known ?? giveId(slugOf(name) || numbered(letter, all.length + 1));
      if (known === undefined) {
        all.push({ id, name: { zh: name } });
        byWord.set(sameWord(name), id);
      }
      told.add(id);
      return id;
    },
  };
}
