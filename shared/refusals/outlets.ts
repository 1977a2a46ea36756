import type { Sentence } from '../refusal-sentence.ts';

/** What is refused where the coverage leaves the house; see `../refusals.ts`. */
export const REFUSALS_OF_OUTLETS = {
  'share.busy': {
    status: 503,
    zh: '分享图正在生成，请稍后重试。',
    en: 'Share pictures are being made. Try again in a moment.',
  },
  'embed.unknown': {
    status: 404,
    zh: '这个地址不是本站的直播页面，无法嵌入。请使用直播页面或单条报道的链接。',
    en: 'This address is no page of coverage here and cannot be embedded. Use the link of a tour or of a post.',
  },
  'embed.format': {
    status: 501,
    zh: '没有这种格式。请用 format=json 或 format=xml。',
    en: 'There is no such format. Use format=json or format=xml.',
  },
  'push.address': {
    status: 400,
    zh: '这个浏览器的推送服务不在允许的名单中，无法订阅。您可以用 RSS 关注。',
    en: 'The push service of this browser is not on the list of allowed ones. Follow by RSS instead.',
  },
  'push.keys': {
    status: 400,
    zh: '这个浏览器给出的推送密钥无效，无法订阅。您可以用 RSS 关注。',
    en: 'The push keys of this browser are not valid. Follow by RSS instead.',
  },
  'push.full': {
    status: 503,
    zh: '订阅人数已满，请稍后再试，或用 RSS 关注。',
    en: 'There are as many subscribers as there can be. Try again later, or follow by RSS.',
  },
} as const satisfies Readonly<Record<string, Sentence>>;
