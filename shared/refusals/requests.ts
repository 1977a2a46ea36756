import type { Sentence } from '../refusal-sentence.ts';

/** What is refused of a request itself, whatever it asks for, and where there are too many. */
export const REFUSALS_OF_REQUESTS = {
  'request.invalid': {
    status: 400,
    zh: '提交的内容不符合要求：{where} {what}。请修改后重新提交。',
    en: 'What was sent is not valid: {where} {what}. Mend it and send it again.',
  },
  'request.not-json': {
    status: 400,
    zh: '提交的内容不是有效的 UTF-8 JSON。请检查后重新提交。',
    en: 'What was sent is not valid JSON in UTF-8. Check it and send it again.',
  },
  'request.unsupported': {
    status: 415,
    zh: '不支持这种内容类型。命令请用 application/json 提交，图片请直接提交图片文件。',
    en: 'This content type is not taken here. Send commands as application/json and pictures as the picture file.',
  },
  'request.malformed': {
    status: 400,
    zh: '请求不是有效的 HTTP，无法读取。请检查地址和发送它的程序。',
    en: 'This is not valid HTTP and cannot be read. Check the address and the program that sent it.',
  },
  'request.headers-too-large': {
    status: 431,
    zh: '请求的地址或标头太长。请缩短地址，或清除本站的 Cookie 后重试。',
    en: 'The address or the headers are too long. Shorten the address, or clear the cookies of this site and try again.',
  },
  'request.timeout': {
    status: 408,
    zh: '请求没有在规定时间内发完。请检查网络后重试。',
    en: 'The request did not arrive in time. Check the connection and try again.',
  },
  'request.too-large': {
    status: 413,
    zh: '提交的内容太大（上限 {limit}）。请缩小后重新提交。',
    en: 'What was sent is too large (limit {limit}). Make it smaller and send it again.',
  },
  'request.too-many': {
    status: 429,
    zh: '请求过于频繁，请在 {seconds} 秒后重试。',
    en: 'Too many requests. Try again in {seconds} s.',
  },
  'request.expectation': {
    status: 417,
    zh: '请求标头 Expect 提出的要求这里无法满足。请去掉它后重试。',
    en: 'What the Expect header asks for is not done here. Leave it out and try again.',
  },
  'server.full': {
    status: 503,
    zh: '实时连接已满。请改用轮询，或几秒后重试。',
    en: 'There is no room for another live connection. Poll instead, or try again in a few seconds.',
  },
  'server.busy': {
    status: 503,
    zh: '同时查看的人太多。请几秒后重试。',
    en: 'Too many are asking at once. Try again in a few seconds.',
  },
  'request.foreign-origin': {
    status: 403,
    zh: '请求来自其他网站，已拒绝。请从本站页面操作。',
    en: 'The request came from another site and was refused. Use the pages of this site.',
  },
} as const satisfies Record<string, Sentence>;
