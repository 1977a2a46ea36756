import { cutText } from '../../shared/text.ts';

/** What XML 1.0 cannot hold, escaped or not: controls, halves of surrogates and two code points that mean nothing. */
const NOT_IN_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text as every feed can carry it. */
export const plain = (text: string): string => text.replace(NOT_IN_XML, '');

/** Text in HTML, between tags and in quoted attributes. */
export const html = (text: string): string =>
  plain(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** The beginning of a text in at most `most` characters, in one line, cut where a sentence ends if one does. */
export function beginning(text: string, most: number): string {
  const line = plain(text).replace(/\s+/g, ' ').trim();
  if (cutText(line, most) === line) return line;
  const cut = cutText(line, most - 1);
  const sentence = /^.{8,}?[。！？!?]|^.{8,}?\.(?= )/u.exec(cut)?.[0];
  return sentence ?? `${cut}…`;
}
