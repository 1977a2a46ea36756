import type { Rubric } from '../../../tour/setup/rubric.ts';
import type { Stop } from '../../../tour/setup/setup.ts';
import { sameWord } from '../../cells/plain.ts';
import { numbered } from '../ids.ts';
import type { StopLine } from './stop-lines.ts';

/** The first rubric that a sheet makes gets this id: stops that are there before it wait for it. */
export const FIRST_RUBRIC = numbered('r', 1);

/** Finds the rubric that a stop is marked by. */
export interface RubricBook {
  /** As the line says, else as it was, else that of other stops of its kind, else the only one. */
  idFor(line: StopLine, was: Stop | undefined, kindId: string | undefined): string | undefined;
}

export function rubricBook(rubrics: readonly Rubric[], stops: readonly Stop[]): RubricBook {
  const byWord = new Map<string, string>();
  for (const { id, name } of rubrics.toReversed())
    for (const word of [name.en, id, name.zh]) if (word !== undefined) byWord.set(sameWord(word), id);
  const ofKind = new Map<string, Set<string>>();
  for (const { kindId, rubricId } of stops)
    if (kindId !== undefined) ofKind.set(kindId, (ofKind.get(kindId) ?? new Set()).add(rubricId));
  const names = rubrics.map(({ name }) => name.zh).join('、');
  const [only = FIRST_RUBRIC] = rubrics.map(({ id }) => id);
  return {
    idFor({ line, rubric }, was, kindId) {
      if (rubric !== undefined) {
        const id = byWord.get(sameWord(rubric));
        if (id === undefined) line.wrong('rubric', 'rubric.unknown', { text: rubric, names });
        return id;
      }
      if (was !== undefined) return was.rubricId;
      if (rubrics.length < 2) return only;
      const [usual, ...others] = ofKind.get(kindId ?? '') ?? [];
      if (usual !== undefined && others.length === 0) return usual;
      line.wrong('rubric', 'rubric.which', { names });
      return undefined;
    },
  };
}
