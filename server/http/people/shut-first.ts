import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { refuse } from '../../../shared/tour/outcome.ts';
import { refusalOf } from '../../live/shut-tours.ts';
import type { Context } from '../context.ts';
import { GONE } from '../wire/cache-rules.ts';
import { sendNotice, sendRefusal } from '../wire/refusals.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route changes nothing that an archive keeps, or asks by itself whether it may: open also where the tour is archived. */
    readonly whileArchived?: true;
  }
}

/** Nothing of these is written by anybody. */
const READS = ['GET', 'HEAD', 'OPTIONS'];
/** Addresses that people open; a name with an ending is a file. */
const IS_PAGE = /^\/(t|judge|desk|organiser|screen|remote|embed)\/[^?]*$/;
const IS_FILE = /\.\w+$/;

const WORDS = {
  zh: {
    title: '这场拉练已经下线',
    text: '它已被撤下，不能再查看。这台服务器上的其他拉练见首页。',
  },
  en: {
    title: 'This tour was taken down',
    text: 'It can be read no more. The front page has the other tours of this server.',
  },
} as const;

/**
 * No address of a tour that was deleted answers any more, and of one that is archived none that writes: said before a
 * session is asked, for it holds whoever comes. To be called after the bound on requests was set up and before any route
 * is. A store that is away says nothing of a tour that was not asked for before: then the route says what it can.
 */
export function shutFirst(http: FastifyInstance, { tours, metrics }: Context): void {
  const ask = async (request: FastifyRequest, reply: FastifyReply) => {
    const { tour } = request.params as { readonly tour: string };
    const shut = await tours.shut.of(tour).catch(() => undefined);
    if (shut === 'deleted') return sendDeleted(request, reply);
    const isOpen = READS.includes(request.method) || request.routeOptions.config.whileArchived === true;
    const refusal = isOpen ? undefined : refusalOf(shut, tour);
    if (refusal === undefined) return;
    metrics.refusals.inc({ code: refusal.code });
    return sendRefusal(request, reply, refusal);
  };
  http.addHook('onRoute', (route: RouteOptions) => {
    // The host's own addresses say what is to become of it.
    if (route.url.includes('/:tour') && route.config?.house !== true)
      route.onRequest = [route.onRequest ?? [], ask].flat();
  });
}

/** A page to who looks at it, else what programs read. Caches replace what they have of it. */
function sendDeleted(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = ''] = request.url.split('?');
  if (!IS_PAGE.test(path) || IS_FILE.test(path)) {
    const answer = sendRefusal(request, reply, refuse('tour.deleted'));
    return path.startsWith('/api/') ? answer : answer.header('cache-control', GONE);
  }
  const language = (request.query as { readonly lang?: unknown }).lang === 'en' ? 'en' : 'zh';
  const { title, text } = WORDS[language];
  return sendNotice(reply.code(410).header('cache-control', GONE), language, title, text);
}
