import '../../floor/functions.ts';
import { planSheets } from '../../../shared/sheets/apply/plan.ts';
import type { Book, ReadBook } from '../reading/book.ts';
import { MOST_BYTES } from '../reading/limits.ts';
import { readFile, readPasted } from '../reading/read-book.ts';
import type { SheetAsk, SheetSays } from './messages.ts';
import { shownPlan } from './shown.ts';

/** Reads sheets beside the page, and lays them beside the tour. The last that was read stays until another one is. */
let book: Book = { name: '', sheets: [], macros: false };

const say = (says: SheetSays): void => postMessage(says);

/** A file that another program holds, or that is gone by now, cannot even be opened. */
async function read(source: NonNullable<SheetAsk['source']>): Promise<ReadBook> {
  if (!(source instanceof File)) return readPasted(source);
  if (source.size > MOST_BYTES) return { ok: false, why: 'too-large' };
  try {
    return readFile(new Uint8Array(await source.arrayBuffer()), source.name);
  } catch {
    return { ok: false, why: 'not-opened' };
  }
}

async function answer({ id, source, setting }: SheetAsk): Promise<void> {
  if (source !== undefined) {
    const came = await read(source);
    if (!came.ok) {
      say({ id, why: came.why });
      return;
    }
    book = came.book;
  }
  const { base, kinds, choices, language } = setting;
  const plan = planSheets(book.sheets, base, kinds, choices);
  say({ id, name: book.name, macros: book.macros, plan: shownPlan(plan, language) });
}

/** One after another: what is asked of a book is asked of the one that was read last. */
let last = Promise.resolve();
addEventListener('message', ({ data }: MessageEvent<SheetAsk>) => {
  last = last
    .then(() => answer(data))
    .catch((error: unknown) => {
      // Only what is thrown outside of a promise is told to the page.
      setTimeout(() => {
        throw error;
      });
    });
});
