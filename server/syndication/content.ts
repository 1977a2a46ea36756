import type { Language } from '../../shared/refusals.ts';
import { type Feature, featureText } from '../../shared/tour/posts/post-kinds.ts';
import { html } from './plain.ts';
import { WORDS } from './words.ts';

/** A picture of an entry: its address, its size there, and what it shows. */
export interface EntryPicture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly caption?: string;
}

/** What was wrong with a post, and since when it is right. */
export interface Correction {
  readonly atUnixMs: number;
  readonly note: string;
}

/** What an entry's HTML is made of; texts as they are, not escaped yet. */
interface Content {
  readonly language: Language;
  readonly timeZone: string;
  readonly text?: string;
  readonly feature?: Feature;
  readonly passedOn?: {
    readonly credit: string;
    readonly url: string;
    readonly title: string;
    readonly text: string;
  };
  readonly pictures: readonly EntryPicture[];
  readonly corrections: readonly Correction[];
  readonly withdrawn?: { readonly atUnixMs: number; readonly reason: string };
}

const paragraph = (inside: string): string => `<p>${inside}</p>`;
const paragraphs = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => paragraph(html(line)))
    .join('');

function featureHtml(feature: Feature): string {
  switch (feature.kind) {
    case 'quote': {
      const { words, person, function: office } = feature;
      return `<blockquote>${paragraphs(words)}<p>—— ${html([office, person].filter(Boolean).join(' '))}</p></blockquote>`;
    }
    case 'figure':
      return paragraph(
        `<strong>${html(feature.value + (feature.unit ?? ''))}</strong> ${html(feature.meaning)}`,
      );
    case 'video':
      return feature.link === undefined
        ? paragraph(html(featureText(feature)))
        : paragraph(`<a href="${html(feature.link)}">${html(feature.alt)}</a>`);
    case 'moment':
      return paragraph(`<strong>${html(featureText(feature))}</strong>`);
    default:
      // Whatever a feed cannot set says itself in plain text.
      return paragraph(html(featureText(feature)));
  }
}

const pictureHtml = ({ url, width, height, alt, caption }: EntryPicture): string =>
  `<figure><img src="${html(url)}" alt="${html(alt)}" width="${width}" height="${height}">${caption === undefined ? '' : `<figcaption>${html(caption)}</figcaption>`}</figure>`;

/** An instant in the tour's own time, as its readers say it: `7月8日 14:05`. */
export const instant = (atUnixMs: number, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...{ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
  }).format(atUnixMs);

/** An entry as HTML: words, what is passed on, pictures, corrections; or that it was withdrawn, and why. */
export function contentOf(content: Content): string {
  const { language, timeZone, withdrawn, passedOn, feature } = content;
  const words = WORDS[language];
  const said = (what: string, at: number, text: string) =>
    paragraph(`<strong>${html(what)}</strong> (${html(instant(at, timeZone, language))}) ${html(text)}`);
  if (withdrawn !== undefined) return said(words.withdrawn, withdrawn.atUnixMs, withdrawn.reason);
  return [
    feature === undefined ? '' : featureHtml(feature),
    paragraphs(content.text ?? ''),
    passedOn === undefined
      ? ''
      : `<blockquote><p>${html(passedOn.credit)} · <a href="${html(passedOn.url)}">${html(passedOn.title)}</a></p>${paragraphs(passedOn.text)}</blockquote>`,
    ...content.pictures.map(pictureHtml),
    ...content.corrections.map(({ atUnixMs, note }) => said(words.correction, atUnixMs, note)),
  ].join('');
}
