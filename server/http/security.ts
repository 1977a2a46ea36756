import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { ANSWER_HEADER } from '../../shared/protocol.ts';
import { framesOf } from '../../shared/video-players.ts';
import type { Guard } from '../render/guard.ts';
import type { Context } from './context.ts';
import { countedWith, mostOf } from './doors.ts';
import { whoseBudget } from './people/budget.ts';
import { TooMany } from './wire/refusals.ts';
import { requestCounts } from './wire/request-counts.ts';

/** What holds for every answer: few headers, for they are most of a poll's bytes, and the bound on requests. */
export async function secureRequests(
  http: FastifyInstance,
  { config, sessions, steadyMs }: Context,
): Promise<void> {
  await http.register(cookie);
  const hsts = config.publicUrl.startsWith('https:') ? 'max-age=31536000' : undefined;
  http.addHook('onRequest', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    if (request.url.startsWith('/api/')) reply.header(ANSWER_HEADER, '1');
    if (hsts !== undefined) reply.header('strict-transport-security', hsts);
  });
  await http.register(rateLimit, {
    max: (request) => mostOf(request, config.requestsPerMinute),
    timeWindow: 60_000,
    store: requestCounts(steadyMs),
    keyGenerator: async (request) => countedWith(request, await whoseBudget(request, sessions)),
    addHeaders: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
      'retry-after': true,
    },
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    errorResponseBuilder: (_request, { ttl }) => new TooMany(Math.max(1, Math.ceil(ttl / 1000))),
  });
}

/** How documents differ from ordinary ones. */
interface DocumentRights {
  /** Any page may show it in a frame; there it has no rights but its own scripts and opening links. */
  readonly embedded?: boolean;
  /** It shows pages of this site in frames. */
  readonly frames?: boolean;
  /** Hosts whose films it may show in frames. */
  readonly videoHosts?: readonly string[];
}

/** What a browser heeds on documents: registered where they are served. Of scripts in documents only the guard runs. */
export async function secureDocuments(
  pages: FastifyInstance,
  guard: Guard,
  rights: DocumentRights = {},
): Promise<void> {
  const { embedded = false, frames = false, videoHosts = [] } = rights;
  const framed = [...(frames ? ["'self'"] : []), ...framesOf(videoHosts)];
  await pages.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // The one script that stands in the document itself, by its content.
        scriptSrc: ["'self'", `'sha256-${guard.sha256}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameSrc: framed.length === 0 ? ["'none'"] : framed,
        frameAncestors: embedded ? ['*'] : ["'self'"],
        // Whoever frames it, with a sandbox of his own or without: it keeps no origin that holds sessions.
        ...(embedded && { sandbox: ['allow-scripts', 'allow-popups', 'allow-popups-to-escape-sandbox'] }),
      },
    },
    hsts: false,
    frameguard: embedded ? false : { action: 'sameorigin' },
    crossOriginEmbedderPolicy: false,
    // A link that is clicked in somebody's sandboxed frame opens in a window with that sandbox, where a page with this
    // policy is an error. Pages that hold a session have it by themselves.
    crossOriginOpenerPolicy: false,
    // Fetched by WeChat and search engines for previews.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });
}

/** JSON in valid UTF-8 only: a wrong byte would otherwise be stored as something that nobody wrote. */
export function acceptJson(http: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parse = http.getDefaultJsonParser('error', 'error');
  http.removeAllContentTypeParsers();
  http.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string;
    try {
      text = decoder.decode(body as Buffer);
    } catch {
      done(Object.assign(new SyntaxError('not UTF-8'), { statusCode: 400 }));
      return;
    }
    parse(request, text, done);
  });
}
