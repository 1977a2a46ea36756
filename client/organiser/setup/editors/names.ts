import { freshId } from '../../commands.ts';

interface Name {
  readonly zh: string;
  readonly en?: string;
}

/** A name with other English; English that is empty is left away. */
export const withEn = ({ zh }: Name, en: string): Name => (en === '' ? { zh } : { zh, en });

/** An id that nothing of any tour has had: ballots and posts of what was taken out once never find something else. */
export const newId = (letter: string): string => `${letter}${freshId().slice(0, 9)}`;
