import { cutText } from '../../../shared/text.ts';
import { valueAt } from '../../../shared/tour/keyed.ts';
import { pick } from '../../i18n/names.ts';
import type { Desk } from '../desk.svelte.ts';
import type { Entry } from './book.ts';
import { type Names, said } from './saying.ts';
import { sayingsEn } from './sayings-en.ts';
import { sayingsZh } from './sayings-zh.ts';

/** A post without a title is known by its first words. */
const FIRST_WORDS = 24;

/** How the tour's things are called on this desk. */
export function namesOf(desk: Desk): Names {
  const { language, words } = desk;
  const quoted = (text: string) => `“${text}”`;
  const setup = () => desk.tour.setup;
  const criterion = (id: string): string | undefined => {
    const found = setup()
      ?.rubrics.flatMap(({ criteria }) => criteria)
      .find((one) => one.id === id);
    return found && pick(found.label, language);
  };
  return {
    item: (id) => desk.itemTitle({ id }),
    area: (id) => desk.areaName(id),
    judge: (id) => desk.judgeName(id),
    outlet: (id) => {
      const outlet = setup()?.outlets.find((one) => one.id === id);
      return outlet === undefined ? id : pick(outlet.name, language);
    },
    post: (id) => {
      const post = valueAt(desk.tour.posts, id);
      const text = post?.title ?? post?.text ?? '';
      return text === '' ? quoted(id) : quoted(cutText(text, FIRST_WORDS));
    },
    time: (unixMs) => desk.time(unixMs),
    marks: (marks) =>
      Object.entries(marks)
        .map(([id, mark]) => `${criterion(id) ?? id} ${mark}`)
        .join(words.page.list),
  };
}

/** What a line says, in the desk's language. */
export function sayingOn(desk: Desk): (entry: Entry) => string {
  const names = namesOf(desk);
  const sayings = desk.language === 'en' ? sayingsEn : sayingsZh;
  return ({ event }) => said(sayings, event, names);
}

/** Who did it: a judge, an outlet, an organiser by name; else the role. */
export function whoOn(desk: Desk): (entry: Pick<Entry, 'by' | 'via'>) => string {
  const { log } = desk.words;
  const names = namesOf(desk);
  return ({ by, via }) => {
    const [role = '', ...rest] = by.split(':');
    const id = rest.join(':');
    const word = (log.roles as Readonly<Record<string, string>>)[role] ?? role;
    const name = role === 'judge' ? names.judge(id) : role === 'editor' ? names.outlet(id) : id;
    const person = name === role || name === '' ? word : `${word} ${name}`;
    // What a server does by itself comes by no session; older servers kept none at all.
    return via === undefined && role === 'organiser' && id === 'plan' ? log.server : person;
  };
}

/** `iPhone 微信`, and the number of the session by which it came. */
export function deviceOn(
  desk: Desk,
): (via: string | undefined) => { readonly name: string; readonly session: string } | undefined {
  const { devices } = desk.words.log;
  return (via) => {
    if (via === undefined) return undefined;
    const [session = '', ...kinds] = via.split(' ');
    return { session, name: kinds.map((kind) => devices[kind] ?? kind).join(' ') };
  };
}
