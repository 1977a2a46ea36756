import { tourFromPart } from '../../shared/protocol.ts';
import type { Language } from '../../shared/refusals.ts';
import { cutText } from '../../shared/text.ts';
import { featureText } from '../../shared/tour/posts/post-kinds.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import { filterName } from '../coverage/filter-name.ts';
import { languageHref } from '../coverage/links.ts';
import { statusOf } from '../coverage/status.ts';
import { statusWords } from '../coverage/status-words.ts';
import { pick, tagOf } from '../i18n/names.ts';
import { wordsOf } from '../i18n/words.ts';
import { escapeHtml } from '../ui/escape.ts';
import { ICON } from '../ui/icon.ts';
import type { DocumentInput } from './input.ts';

const meta = (name: string, content: string): string =>
  `<meta name="${name}" content="${escapeHtml(content)}">`;
const property = (name: string, content: string): string =>
  `<meta property="${name}" content="${escapeHtml(content)}">`;

/** What a link to the page says in a messenger: the post's own words, or where the convoy is. */
function cardOf(
  input: DocumentInput,
  post: Post | undefined,
): { readonly title: string; readonly description: string } {
  const { language, nowUnixMs, snapshot } = input;
  const words = wordsOf(language);
  const { setup } = snapshot.tour;
  const name = setup ? pick(setup.name, language) : words.untitled;
  if (post !== undefined && post.withdrawn === undefined) {
    const feature = post.feature && post.feature.kind !== 'moment' ? featureText(post.feature) : undefined;
    const more = cutText([feature, post.text].filter(Boolean).join(' '), 150);
    return { title: `${input.postTitle ?? name} | ${name}`, description: more || words.description(name) };
  }
  if (setup === null) return { title: name, description: words.notSetUpNext };
  const status = statusWords(
    statusOf(tourFromPart(snapshot.tour), snapshot.latest.position),
    nowUnixMs,
    setup.timeZone,
    language,
  );
  const filtered = input.found && filterName(setup, input.found.filter, language);
  return {
    title: filtered === undefined ? name : `${words.only(filtered)} | ${name}`,
    description: [[status.main, ...status.more].join(words.separator), words.description(name)].join('。'),
  };
}

/** Everything that stands in the page's `<head>` beside charset and viewport. */
export function renderHead(input: DocumentInput): string {
  const { language, origin, assets, shareImage, postId, snapshot } = input;
  const post = input.post ?? snapshot.tour.posts.find(({ id }) => id === postId);
  const { title, description } = cardOf(input, post);
  const here = origin + languageHref({ path: input.path, filter: input.found?.filter }, language);
  const other: Language = language === 'zh' ? 'en' : 'zh';
  return [
    `<title>${escapeHtml(title)}</title>`,
    meta('description', description),
    `<link rel="canonical" href="${escapeHtml(here)}">`,
    `<link rel="alternate" hreflang="${tagOf(language)}" href="${escapeHtml(here)}">`,
    `<link rel="alternate" hreflang="${tagOf(other)}" href="${escapeHtml(origin + languageHref({ path: input.path, filter: input.found?.filter }, other))}">`,
    `<link rel="alternate" hreflang="x-default" href="${escapeHtml(origin + languageHref({ path: input.path, filter: input.found?.filter }, 'zh'))}">`,
    '<meta name="theme-color" content="#FAF8F4" media="(prefers-color-scheme: light)">',
    '<meta name="theme-color" content="#10151A" media="(prefers-color-scheme: dark)">',
    '<meta name="color-scheme" content="light dark">',
    meta('format-detection', 'telephone=no'),
    property('og:type', post === undefined ? 'website' : 'article'),
    property('og:title', title),
    property('og:description', description),
    property('og:url', here),
    property('og:site_name', wordsOf(language).untitled),
    property('og:locale', language === 'zh' ? 'zh_CN' : 'en_GB'),
    ...(shareImage === ''
      ? []
      : [
          property('og:image', shareImage),
          property('og:image:width', '1200'),
          property('og:image:height', '630'),
          meta('twitter:image', shareImage),
        ]),
    meta('twitter:card', shareImage === '' ? 'summary' : 'summary_large_image'),
    `<link rel="icon" href="${ICON}">`,
    ...assets.styles.map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`),
    ...assets.scripts.map((href) => `<link rel="modulepreload" href="${escapeHtml(href)}">`),
    ...assets.preloads.map((href) => `<link rel="modulepreload" href="${escapeHtml(href)}">`),
  ].join('');
}
