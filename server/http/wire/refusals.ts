import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Language, type RefusalCode, sentenceOf, statusOf } from '../../../shared/refusals.ts';
import { VISIBLE } from '../../../shared/schema.ts';
import { cutText } from '../../../shared/text.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { DiskFull, FilesUnavailable } from '../../media/files/files.ts';
import type { Pages } from '../../render/pages.ts';
import { LogDamaged, StoreUnavailable } from '../../store/port.ts';
import { NEVER_KEPT } from './cache-rules.ts';
import { languageIn } from './plain-answers.ts';

/** Seconds after which a client may try again while the store is away. */
const RETRY_AFTER_SECONDS = 2;

/** The reader's language: Chinese unless English stands first. */
export const languageOf = (request: FastifyRequest): Language =>
  languageIn(request.headers['accept-language']);

declare module 'fastify' {
  interface FastifyInstance {
    /** A page that says what is wrong. */
    notice: Pages['notice'];
  }
}

const TITLES: Readonly<Record<Language, string>> = { zh: '这里打不开', en: 'This cannot be shown' };
const FOR_A_NOTICE =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const FAILED: Readonly<Record<Language, string>> = {
  zh: '服务器出错，请稍后重试。',
  en: 'The server failed. Try again later.',
};

/** Thrown where an address, or a session, has used up its requests: `seconds` until it may go on. */
export class TooMany extends Error {
  readonly statusCode = 429;
  readonly seconds: number;

  constructor(seconds: number) {
    super('too many requests');
    this.seconds = seconds;
  }
}

/** Whether somebody looks at the answer: a browser that goes to an address which is no interface for programs. */
const isForAPerson = ({ method, headers, url }: FastifyRequest): boolean =>
  method === 'GET' && /\btext\/html\b/i.test(headers.accept ?? '') && !/^\/(api|live|track)\//.test(url);

/** No address of a tour goes on with a name that no tour can have: it would end up in cookies, keys and paths. */
export function knownTours(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    const { tour } = (request.params ?? {}) as { readonly tour?: string };
    if (tour === undefined || /^[a-z0-9][a-z0-9-]{0,39}$/.test(tour) || !request.url.startsWith('/api/'))
      return;
    return sendRefusal(request, reply, refuse('tour.unknown', { tour: cutText(tour, 40) }));
  });
}

/** Answers a refusal: its code for programs, its sentence for people, its details for both. */
export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { code, details } = refusal;
  const status = statusOf(code);
  if (status === 503) reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  if (code === 'request.too-many') reply.header('retry-after', String(details?.seconds ?? 1));
  return say(request, reply, status, {
    code,
    message: sentenceOf(code, languageOf(request), details),
    ...(details === undefined ? {} : { details }),
  });
}

/** Sends a page that says something of an address, and does nothing. */
export const sendNotice = (
  reply: FastifyReply,
  language: Language,
  title: string,
  text: string,
): FastifyReply =>
  reply
    .header('content-security-policy', FOR_A_NOTICE)
    .type('text/html; charset=utf-8')
    .send(reply.server.notice(language, title, text));

/** Sends what is wrong: to programs as it is, to people as a page. */
function say(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  said: { readonly code: string; readonly message: string; readonly details?: Refusal['details'] },
): FastifyReply {
  reply.code(status).header('cache-control', NEVER_KEPT);
  if (isForAPerson(request)) {
    const language = languageOf(request);
    return sendNotice(reply, language, TITLES[language], said.message);
  }
  return reply.type('application/json; charset=utf-8').send(said);
}

/** What Ajv says of a wrong value, in the reader's language. */
const WRONG: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  required: { zh: '缺少必填项 {missingProperty}', en: 'lacks {missingProperty}' },
  type: { zh: '类型应为 {type}', en: 'must be of type {type}' },
  pattern: { zh: '格式不正确', en: 'does not have the right form' },
  blank: {
    zh: '不能是空白，也不能含有看不见的控制字符',
    en: 'must not be blank nor hold characters that nobody sees',
  },
  minimum: { zh: '不得小于 {limit}', en: 'must be at least {limit}' },
  maximum: { zh: '不得大于 {limit}', en: 'must be at most {limit}' },
  minLength: { zh: '至少 {limit} 个字符', en: 'must have at least {limit} characters' },
  maxLength: { zh: '最多 {limit} 个字符', en: 'must have at most {limit} characters' },
  minItems: { zh: '至少 {limit} 项', en: 'must have at least {limit} items' },
  maxItems: { zh: '最多 {limit} 项', en: 'must have at most {limit} items' },
  additionalProperties: {
    zh: '不认识的字段 {additionalProperty}',
    en: 'has an unknown member {additionalProperty}',
  },
};

const NOT_RIGHT = { zh: '不正确', en: 'is not right' };

function invalid(error: FastifyError, language: Language): Refusal {
  // Of several forms that were possible, the one that came furthest was meant.
  const depth = (path: string): number => path.split('/').length;
  const [first] = [...(error.validation ?? [])].sort((a, b) => depth(b.instancePath) - depth(a.instancePath));
  const isText = first?.keyword === 'pattern' && first.params.pattern === VISIBLE;
  const sentence = WRONG[isText ? 'blank' : (first?.keyword ?? '')] ?? NOT_RIGHT;
  const what = sentence[language].replace(/\{(\w+)\}/g, (_whole, name: string) =>
    String(first?.params[name] ?? ''),
  );
  return refuse('request.invalid', { where: first?.instancePath || '/', what });
}

/** Refusals of Fastify itself, in our words. */
const CODES: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.not-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.not-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.not-json',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.unsupported',
  // Of QUERY, which nothing here answers, Fastify wants a type before it looks for a route.
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: 'route.unknown',
};

function refusalOf(error: FastifyError, request: FastifyRequest): Refusal | undefined {
  if (error instanceof TooMany) return refuse('request.too-many', { seconds: error.seconds });
  if (error instanceof LogDamaged) return refuse('log.damaged');
  if (error instanceof StoreUnavailable) return refuse('store.away');
  if (error instanceof FilesUnavailable) return refuse('files.away');
  if (error instanceof DiskFull) return refuse('disk.full');
  if (error.validation !== undefined) return invalid(error, languageOf(request));
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const limit = request.routeOptions.bodyLimit ?? 0;
    return refuse('request.too-large', {
      limit: limit >= 1_048_576 ? `${Math.floor(limit / 1_048_576)} MB` : `${Math.floor(limit / 1024)} KB`,
    });
  }
  const code = CODES[error.code];
  if (code !== undefined) return refuse(code);
  // Only of what was sent: what this server itself could not read is its own fault.
  if (error instanceof SyntaxError && error.statusCode === 400) return refuse('request.not-json');
  // A file that nobody may have is none.
  if (error.statusCode === 403 || error.statusCode === 404) return refuse('route.unknown');
  return error.statusCode === 400
    ? refuse('request.invalid', { where: '/', what: NOT_RIGHT[languageOf(request)] })
    : undefined;
}

/** Whatever goes wrong is answered in one form; what was not expected is logged and says nothing of itself. */
export function answerErrors(app: FastifyInstance, observe: (code: string) => void): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error, request);
    if (refusal !== undefined) {
      observe(refusal.code);
      return sendRefusal(request, reply, refusal);
    }
    request.log.error({ err: error }, 'unexpected error');
    return say(request, reply, 500, { code: 'server.error', message: FAILED[languageOf(request)] });
  });
  // Addresses that there are not count like all others for the bound on requests.
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
    sendRefusal(request, reply, refuse('route.unknown')),
  );
}
