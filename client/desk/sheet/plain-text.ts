import { cleanText } from '../../../shared/text.ts';

/** Elements that end a line where HTML becomes text. */
const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TR UL'.split(
    ' ',
  ),
);
const UNREAD = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'HEAD', 'TITLE']);

/** Text as the server takes it, and as it is read: one kind of line end and of blank, nothing that nobody sees. */
export const plain = (text: string): string => cleanText(text).replace(/\u00a0/g, ' ');

/** The opening of a tag with everything that is said in it; values in quotes may hold what would end it. */
const OPENING = /<([a-z][\w:-]*)(?:"[^"]*"|'[^']*'|[^'">])*>/gi;

/** What HTML says, as plain text: nothing of it runs, is fetched or becomes an element of the page. */
export function textOfHtml(html: string): string {
  // Without what tags say: nobody reads it here, and a browser reports every handler in it as an attack on this page.
  const { body } = new DOMParser().parseFromString(html.replace(OPENING, '<$1>'), 'text/html');
  let text = '';
  const visit = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) text += (node.nodeValue ?? '').replace(/\s+/g, ' ');
    if (!(node instanceof Element) || UNREAD.has(node.tagName)) return;
    if (node.tagName === 'BR') text += '\n';
    const isBlock = BLOCKS.has(node.tagName);
    if (isBlock && text !== '' && !text.endsWith('\n')) text += '\n';
    for (const child of node.childNodes) visit(child);
    if (isBlock && !text.endsWith('\n')) text += '\n';
  };
  for (const child of body.childNodes) visit(child);
  return plain(text)
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The text that was pasted: what was copied as text, else what copied HTML says. Undefined where there is neither. */
export function pastedText(data: DataTransfer | null): string | undefined {
  const text = data?.getData('text/plain') ?? '';
  if (text !== '') return plain(text);
  const html = data?.getData('text/html') ?? '';
  return html === '' ? undefined : textOfHtml(html);
}
