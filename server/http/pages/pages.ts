import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FeedFilter, filterOf, filterQuery } from '../../../shared/feed-filter.ts';
import type { Language } from '../../../shared/refusals.ts';
import { valueAt } from '../../../shared/tour/keyed.ts';
import { Busy, FairTurns } from '../../bounds/fair-turns.ts';
import { networkOf } from '../../bounds/network.ts';
import { ReadyBodies, type ReadyBody } from '../../live/frames/ready-body.ts';
import { postsWithPassedOn, wantedIds } from '../../live/frames/wanted-posts.ts';
import type { TourRoom } from '../../live/tour-room.ts';
import { ROLE_PAGES } from '../../render/pages.ts';
import { shareUrl } from '../../syndication/address.ts';
import { cardVersion } from '../../syndication/card.ts';
import { titleOf } from '../../syndication/entry.ts';
import { pageHead } from '../../syndication/page-head.ts';
import type { Context } from '../context.ts';
import { READY_BYTES } from '../doors.ts';
import { ASKED_AGAIN, MAY_CHANGE, NEVER_KEPT } from '../wire/cache-rules.ts';
import { sendReady } from '../wire/send-ready.ts';
import { languageAsked } from './feeds.ts';
import { offlineFiles } from './offline-files.ts';
import { outgoing } from './outlets.ts';
import { HTML, OWN_WINDOW, rolePages, sendNoTour } from './role-pages.ts';
import { toursPage } from './tours.ts';

const MOST_CACHED = 200;
/** Pages of tours, which everybody opens: kept apart, so that no number of others pushes them out. */
const MOST_MAIN = 50;
/** Pages of single posts, and filtered ones, that wait to be made. */
const MOST_WAITING = 60;
/** Of the process's time half is left to everything else. */
const REST_PER_RENDER = 1;
/** Seconds after which who was turned away may come again. */
const AGAIN_AFTER_SECONDS = 3;
/** Posts that a filtered page begins with. */
const FOUND_IN_PAGE = 8;

/** The pages and the files that they are made of. */
export async function pageRoutes(
  app: FastifyInstance,
  context: Context,
  { distDir, leastAgeMs }: { readonly distDir: string; readonly leastAgeMs: number },
): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(distDir, 'client', 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: 31_536_000_000,
    preCompressed: true,
    // Embeds have no origin, and scripts of pages are fetched as other sites' files are.
    setHeaders: (reply) => {
      reply.header('access-control-allow-origin', '*');
    },
  });

  const main = new ReadyBodies(leastAgeMs, MOST_MAIN);
  const bodies = new ReadyBodies(leastAgeMs, MOST_CACHED);
  const turns = new FairTurns(MOST_WAITING, REST_PER_RENDER);

  /** The page of a tour: rendered once a change, however many open it, and once a minute for its times. */
  function viewerPage(
    room: TourRoom,
    language: Language,
    postId: string | undefined,
    filter: FeedFilter | undefined,
    address: string,
  ): Promise<ReadyBody | Busy> {
    const path = postId === undefined ? `/t/${room.id}` : `/t/${room.id}/p/${postId}`;
    const version = `${room.hub.newest.version} ${Math.floor(context.nowUnixMs() / 60_000)}`;
    const query = filter === undefined ? '' : filterQuery(filter);
    const name = `${path}?${query} ${language}`;
    const make = () => renderViewer(context, room, language, path, postId, filter);
    return postId === undefined && filter === undefined
      ? main.get(name, version, make)
      : bodies.getInTurn(name, version, make, { turns, who: networkOf(address) });
  }

  async function show(
    room: TourRoom | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
    postId?: string,
  ): Promise<FastifyReply> {
    const language = languageAsked(request);
    if (room === undefined) return sendNoTour(context, reply, language);
    if (postId !== undefined && valueAt(room.fold.tour.posts, postId) === undefined) {
      const [title, text] =
        language === 'zh'
          ? ['没有这条报道', '它可能已被删除，或者链接不完整。']
          : ['There is no such post', 'The link may not be complete.'];
      return reply
        .code(404)
        .header('cache-control', NEVER_KEPT)
        .type(HTML)
        .send(context.pages.notice(language, title, text));
    }
    // A post's own page shows that post before all others: there is nothing to filter.
    const filter =
      postId === undefined
        ? filterOf(room.fold.tour.setup, request.query as Record<string, unknown>)
        : undefined;
    const body = await viewerPage(room, language, postId, filter, request.ip);
    return body instanceof Busy
      ? sendBusy(context, reply, language, body)
      : sendReady(request, reply, body, MAY_CHANGE, HTML);
  }

  const sendTours = toursPage(app, context, leastAgeMs);
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    const front = await context.tours.frontPage();
    return front === 'list' ? sendTours(request, reply) : show(front, request, reply);
  });
  app.get<{ Params: { tour: string } }>('/t/:tour', { schema: { hide: true } }, async (request, reply) =>
    show(await context.tours.find(request.params.tour), request, reply),
  );
  app.get<{ Params: { tour: string; post: string } }>(
    '/t/:tour/p/:post',
    { schema: { hide: true } },
    async (request, reply) =>
      show(await context.tours.find(request.params.tour), request, reply, request.params.post),
  );
  rolePages(
    app,
    context,
    ROLE_PAGES.filter((page) => page !== 'screen'),
  );
  offlineFiles(app, context, languageAsked);
  app.get('/house', { schema: { hide: true }, config: READY_BYTES }, async (request, reply) =>
    reply
      .header('cache-control', ASKED_AGAIN)
      .header(...OWN_WINDOW)
      .type(HTML)
      .send(context.pages.rolePage('house', languageAsked(request))),
  );
  app.get('/enter', { schema: { hide: true }, config: READY_BYTES }, async (request, reply) => {
    const language = languageAsked(request);
    return reply
      .header('cache-control', NEVER_KEPT)
      .header(...OWN_WINDOW)
      .type(HTML)
      .send(context.pages.enter(language));
  });
}

/** Says that more pages are asked for than can be made: 429 to the address that asks for most of them, else 503. */
export function sendBusy(
  context: Context,
  reply: FastifyReply,
  language: Language,
  { yours }: Busy,
): FastifyReply {
  const [title, text] =
    language === 'zh'
      ? ['打开的人太多', '请稍等几秒，再重新打开这个页面。']
      : ['Too many are opening pages', 'Wait a few seconds, then open this page again.'];
  context.metrics.refusals.inc({ code: 'page.busy' });
  return reply
    .code(yours ? 429 : 503)
    .header('retry-after', String(AGAIN_AFTER_SECONDS))
    .header('cache-control', NEVER_KEPT)
    .type(HTML)
    .send(context.pages.notice(language, title, text));
}

function renderViewer(
  context: Context,
  room: TourRoom,
  language: Language,
  path: string,
  postId: string | undefined,
  filter: FeedFilter | undefined,
): string {
  const snapshot = room.hub.snapshot('public');
  const { tour, site, post, card } = outgoing(context, room, language, postId);
  const version = cardVersion(card);
  const wanted = filter && wantedIds(tour, filter);
  const found = wanted && postsWithPassedOn(tour, wanted.slice(-FOUND_IN_PAGE));
  const passedOn =
    found?.passedOn ?? (postId === undefined ? [] : postsWithPassedOn(tour, [postId]).passedOn);
  return context.pages.viewer({
    tourId: room.id,
    snapshot,
    language,
    nowUnixMs: context.nowUnixMs(),
    origin: site.origin,
    path,
    ...(filter && found && wanted && { found: { filter, posts: found.posts, count: wanted.length } }),
    ...(passedOn.length > 0 && { passedOn }),
    shareImage: card === undefined ? '' : shareUrl(site, postId, version),
    headMore: pageHead(tour, site, post, version, filter),
    ...(postId === undefined ? {} : { postId }),
    ...(post === undefined ? {} : { post }),
    ...(post === undefined || post.withdrawn ? {} : { postTitle: titleOf(post, tour.setup, language) }),
  });
}
