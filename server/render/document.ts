import type { Language } from '../../shared/refusals.ts';
import { markOf } from '../../shared/rehearsal-mark.ts';

/** What stands in a document's head and body, escaped. */
export type Rendered = { readonly head: string; readonly body: string };

/** An appearance that a document is fixed to; without it, it follows the reader's system. */
export type FixedTheme = 'light' | 'dark';

/** What a document has beside what its page renders. */
interface Around {
  readonly theme?: FixedTheme | undefined;
  /** The tag of the guard, for a page with scripts. */
  readonly guard?: string;
  /** Whether the page is of a dress rehearsal. */
  readonly isRehearsal?: boolean;
  /** Whether it lies over a picture in a video mixer: nothing may be painted behind it, not even before its script runs. */
  readonly isOverlay?: boolean;
}

/** A whole document; what is inside was escaped by who rendered it. */
export function documentOf(
  language: Language,
  { head, body }: Rendered,
  { theme, guard = '', isRehearsal = false, isOverlay = false }: Around = {},
): string {
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  const mark = isRehearsal ? `<aside class="rehearsal-mark">${escaped(markOf(language))}</aside>` : '';
  const fixed = theme === undefined ? '' : ` data-theme="${theme}"`;
  const over = isOverlay ? ' data-overlay' : '';
  return `<!doctype html><html lang="${lang}"${fixed}${over}><head><meta charset="utf-8">${guard}<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">${head}</head><body>${body}${mark}</body></html>`;
}

/** Text for HTML, between tags and in quoted attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
