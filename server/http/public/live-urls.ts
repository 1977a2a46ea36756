import { constants } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { FROM, type From } from '../../../shared/came-from.ts';
import {
  type FeedFilter,
  FILTER_KEYS,
  filterOf,
  filterQuery,
  unknownIn,
} from '../../../shared/feed-filter.ts';
import { ClientId, exactly, Id } from '../../../shared/schema.ts';
import { cutText } from '../../../shared/text.ts';
import { valueAt } from '../../../shared/tour/keyed.ts';
import { refuse } from '../../../shared/tour/outcome.ts';
import { mapLines } from '../../../shared/tour/setup/map-lines.ts';
import { Busy, FairTurns } from '../../bounds/fair-turns.ts';
import { networkOf } from '../../bounds/network.ts';
import { Newcomers } from '../../bounds/newcomers.ts';
import { Pace } from '../../bounds/pace.ts';
import { ReadyBodies, type ReadyBody, readyBody } from '../../live/frames/ready-body.ts';
import { postsWithPassedOn, wantedIds } from '../../live/frames/wanted-posts.ts';
import type { TourRoom } from '../../live/tour-room.ts';
import type { Context } from '../context.ts';
import { MAY_CHANGE } from '../wire/cache-rules.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { sendReady } from '../wire/send-ready.ts';

/** Within so long a visitor is one; a page that polls says every few seconds that it is there; of a process, in all. */
const VISIT_MS = 30 * 60_000;
const VISITS_A_MINUTE = 40;
const VISITS_A_SECOND = 1_000;
/** Older posts a page. */
const POSTS_A_PAGE = 20;
/** Pages of older posts, and single posts, that are kept ready, and that wait to be made. */
const MOST_KEPT = 300;
const MOST_WAITING = 60;
/** Of the process's time half is left to everything else. */
const REST_PER_BODY = 1;
/** Seconds after which who was turned away may come again. */
const AGAIN_AFTER_SECONDS = 3;

const JSON_TYPE = 'application/json; charset=utf-8';

/** Older posts of a tour as it is now, those that a filter wants. */
function pageBefore(room: TourRoom, before: string | undefined, filter: FeedFilter | undefined): object {
  const { tour, seen } = room.fold;
  const wanted = wantedIds(tour, filter);
  const end = before === undefined ? wanted.length : Math.max(0, wanted.lastIndexOf(before));
  const { posts, passedOn } = postsWithPassedOn(tour, wanted.slice(Math.max(0, end - POSTS_A_PAGE), end));
  return {
    ...{ seq: seen.seqOf('public'), posts, likes: room.hub.newest.likes.of(posts), more: end > POSTS_A_PAGE },
    ...(passedOn.length > 0 && { passedOn }),
    ...(filter !== undefined && { count: wanted.length }),
  };
}

/** What viewers fetch: the two addresses that serve everybody who polls, older posts, the map's lines. */
export function liveUrls(app: FastifyInstance, context: Context, leastAgeMs: number): void {
  type PostsQuery = { readonly before?: string } & FeedFilter;
  type Params = { tour: string; postId: string; version: string };
  // Who polls learns of a new version by this.
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/live/')) return;
    reply.header('lalian-build', context.pages.build);
    // Everybody may read it on every page; embeds have no origin. Said to all alike: caches keep one answer.
    reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', '*');
  });

  const bodies = new ReadyBodies(leastAgeMs, MOST_KEPT);
  const turns = new FairTurns(MOST_WAITING, REST_PER_BODY);
  /** What is one of many, of a tour as it is now: made once a change, in turns between the addresses that ask. */
  async function sendOneOfMany(
    request: FastifyRequest,
    reply: FastifyReply,
    room: TourRoom,
    name: string,
    make: () => object,
  ): Promise<FastifyReply> {
    const body = await bodies.getInTurn(
      `${room.id} ${name}`,
      room.hub.newest.version,
      () => JSON.stringify(make()),
      { turns, who: networkOf(request.ip) },
    );
    if (!(body instanceof Busy)) return sendReady(request, reply, body, MAY_CHANGE, JSON_TYPE);
    const refusal = body.yours
      ? refuse('request.too-many', { seconds: AGAIN_AFTER_SECONDS })
      : refuse('server.busy');
    context.metrics.refusals.inc({ code: refusal.code });
    return sendRefusal(request, reply, refusal);
  }

  /** A route of a tour that is set up here or not found. */
  const ofTour = (
    url: string,
    summary: string,
    answer: (
      room: TourRoom,
      request: FastifyRequest<{ Params: Params; Querystring: PostsQuery }>,
      reply: FastifyReply,
    ) => Promise<unknown>,
    querystring?: TSchema,
  ) =>
    app.get<{ Params: Params; Querystring: PostsQuery }>(
      url,
      { schema: { summary, tags: ['live'], ...(querystring === undefined ? {} : { querystring }) } },
      async (request, reply) => {
        const { tour } = request.params;
        const room = await context.tours.find(tour);
        return room === undefined
          ? sendRefusal(request, reply, refuse('tour.unknown', { tour }))
          : answer(room, request, reply);
      },
    );

  ofTour('/live/:tour/snapshot.json', 'Everything that a viewer begins with', async (room, request, reply) =>
    sendReady(request, reply, await context.polled(room).snapshot(), MAY_CHANGE, JSON_TYPE),
  );

  ofTour(
    '/live/:tour/frames.json',
    'What happened in the last minute, and the newest values',
    async (room, request, reply) =>
      sendReady(request, reply, await context.polled(room).frames(), MAY_CHANGE, JSON_TYPE),
  );

  ofTour(
    '/live/:tour/posts.json',
    'Older posts, a page before a post; with a filter those of a stop, an area, a brand or an outlet',
    async (room, request, reply) => {
      const { tour } = room.fold;
      const { before } = request.query;
      const unknown = tour.setup === null ? undefined : unknownIn(tour.setup, request.query);
      if (unknown !== undefined)
        return sendRefusal(
          request,
          reply,
          refuse(`${unknown}.unknown`, { [unknown]: request.query[unknown] ?? '' }),
        );
      const filter = filterOf(tour.setup, request.query);
      const wanted = wantedIds(tour, filter);
      if (before !== undefined && !wanted.includes(before))
        return sendRefusal(request, reply, refuse('post.unknown', { post: before ?? '' }));
      const query = filter === undefined ? '' : filterQuery(filter);
      return sendOneOfMany(request, reply, room, `before ${before ?? ''} ${query}`, () =>
        pageBefore(room, before, filter),
      );
    },
    Type.Object({
      before: Type.Optional(
        Type.String({
          maxLength: 64,
          description: 'Id of the oldest post that is known; the newest page without it.',
        }),
      ),
      ...Object.fromEntries(FILTER_KEYS.map((key) => [key, Type.Optional(Id)])),
    }),
  );

  ofTour('/live/:tour/moments.json', 'Every key moment, the newest last', async (room, request, reply) =>
    sendReady(request, reply, await context.polled(room).moments(), MAY_CHANGE, JSON_TYPE),
  );

  ofTour('/live/:tour/posts/:postId.json', 'One post', async (room, request, reply) => {
    const { tour } = room.fold;
    const post = valueAt(tour.posts, request.params.postId);
    if (post === undefined)
      return sendRefusal(
        request,
        reply,
        refuse('post.unknown', { post: cutText(request.params.postId, 64) }),
      );
    return sendOneOfMany(request, reply, room, `post ${post.id}`, () => ({
      ...{ seq: room.fold.seen.seqOf('public'), likes: room.hub.newest.likes.of([post]) },
      ...postsWithPassedOn(room.fold.tour, [post.id]),
    }));
  });

  /** By set-up: another one, also of a log that was put back, is another object. */
  const maps = new WeakMap<object, Promise<ReadyBody>>();
  const noSetup = { areas: [], days: [], stops: [] };
  ofTour(
    '/live/:tour/map-:version.json',
    "The map's lines, made for drawing: outlines of areas (precision 3, about 100 m), planned roads in parts (precision 4)",
    async (room, request, reply) => {
      const { setup } = room.fold.tour;
      const lines = setup ?? noSetup;
      let body = maps.get(lines);
      if (body === undefined) {
        // Made once a set-up, and sent to every reader: worth the utmost.
        body = readyBody(JSON.stringify(mapLines(lines)), constants.BROTLI_MAX_QUALITY);
        maps.set(lines, body);
      }
      // The number is no content: a log that was put back counts it again.
      return sendReady(request, reply, await body, MAY_CHANGE, JSON_TYPE);
    },
  );

  const newVisitors = new Newcomers(context.config.peoplePerAddress, VISIT_MS, context.steadyMs);
  const byVisitor = new Pace(VISITS_A_MINUTE, 60_000, context.steadyMs);
  const visitsInAll = new Pace(VISITS_A_SECOND, 1_000, context.steadyMs);

  // A browser asks before an embed, which has no origin, may count its visit.
  app.options('/live/:tour/visit', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'content-type',
        'access-control-max-age': '86400',
      })
      .code(204)
      .send(),
  );

  app.post<{ Params: Params; Body: { visitor: string; polling: boolean; postId?: string; from?: From } }>(
    '/live/:tour/visit',
    {
      bodyLimit: 1024,
      config: { whileArchived: true },
      schema: {
        summary: 'Counts a visit, and keeps a viewer counted who polls',
        tags: ['live'],
        body: exactly({
          visitor: ClientId,
          polling: Type.Boolean(),
          /** The post at whose own address the page was opened. */
          postId: Type.Optional(ClientId),
          /** How the visitor came. */
          from: Type.Optional(Type.Enum(FROM)),
        }),
      },
    },
    async (request, reply) => {
      const { tour } = request.params;
      const room = await context.tours.find(tour);
      if (room === undefined) return sendRefusal(request, reply, refuse('tour.unknown', { tour }));
      const seconds =
        byVisitor.wait(request.body.visitor) ||
        newVisitors.wait(request.body.visitor, networkOf(request.ip)) ||
        visitsInAll.wait('');
      if (seconds > 0) return sendRefusal(request, reply, refuse('request.too-many', { seconds }));
      const presence = context.presence(room);
      presence.visited(request.body.visitor);
      if (request.body.polling) presence.polled(request.body.visitor);
      const { visitor, postId, from } = request.body;
      const isShown = postId !== undefined && valueAt(room.fold.tour.posts, postId) !== undefined;
      context.newsroom(room).visits.came(visitor, isShown ? postId : undefined, from, context.steadyMs());
      return reply.code(204).send();
    },
  );
}
