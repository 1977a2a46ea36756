import { narrow } from '../cells/plain.ts';

const FORM = /^[a-z0-9][a-z0-9-]{0,39}$/;
/** Names that every object has, see `schema.ts`. */
const OF_EVERY_OBJECT = /^(constructor)$/;
const MOST = 40;
const MARKS = /\p{M}/gu;
/** What English names of areas end in; ids are shorter without. */
const SORTS = /-(county|district|city|town)$/;

/** Whether it is an id as the set-up takes them. */
export const isId = (text: string): boolean => FORM.test(text) && !OF_EVERY_OBJECT.test(text);

/** A name in Latin letters as an id: `Zhuxi County` is `zhuxi`. Empty where it has none. */
export function slugOf(name: string | undefined): string {
  const plain = narrow(name ?? '')
    .normalize('NFD')
    .replace(MARKS, '')
    .toLowerCase();
  if (/\p{Script=Han}/u.test(plain)) return '';
  const slug = plain
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const short = slug.replace(SORTS, '').slice(0, MOST).replace(/-+$/, '');
  return isId(short) ? short : '';
}

/** Gives ids that nothing else has: the one wished for, or it with a number behind. */
export function idGiver(taken: Iterable<string>): (wished: string) => string {
  const given = new Set(taken);
  return (wished) => {
    let id = wished;
    for (let more = 2; given.has(id); more += 1) id = `${wished.slice(0, MOST - 4)}-${more}`;
    given.add(id);
    return id;
  };
}

/** An id of a letter and a number: `s07`. */
export const numbered = (letter: string, number: number): string =>
  `${letter}${String(number).padStart(2, '0')}`;
