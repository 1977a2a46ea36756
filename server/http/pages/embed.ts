import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { valueAt } from '../../../shared/tour/keyed.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { Busy, FairTurns } from '../../bounds/fair-turns.ts';
import { networkOf } from '../../bounds/network.ts';
import { ReadyBodies, readyBody } from '../../live/frames/ready-body.ts';
import type { TourRoom } from '../../live/tour-room.ts';
import { accentStyles, readAccent } from '../../render/accent.ts';
import type { FixedTheme } from '../../render/document.ts';
import { type EmbedInput, SHOWS, type Show } from '../../render/embed-pages.ts';
import type { Context } from '../context.ts';
import { secureDocuments } from '../security.ts';
import { ASKED_AGAIN, MAY_CHANGE, NEVER_KEPT } from '../wire/cache-rules.ts';
import { sendReady } from '../wire/send-ready.ts';
import { sendBusy } from './pages.ts';

const HTML = 'text/html; charset=utf-8';
const MOST_CACHED = 200;
/** Embeds that wait to be made: every accent is another one. */
const MOST_WAITING = 60;
/** As many as an embed shows; see `client/embed/newest.ts`. */
const POSTS_SHOWN = 6;

type Query = Readonly<Partial<Record<'show' | 'outlet' | 'post' | 'accent' | 'theme' | 'lang', unknown>>>;

/** What the address asks for; what it asks for wrongly is left out, so that a slip still shows something. */
interface Asked {
  readonly language: 'zh' | 'en';
  readonly show: Show;
  readonly outletId: string | undefined;
  /** The post that comes before all others. */
  readonly postId: string | undefined;
  readonly theme: FixedTheme | undefined;
  readonly accent: string | undefined;
}

function readQuery(query: Query, tour: Tour): Asked {
  const { show, outlet, post, accent, theme, lang } = query;
  const postId = typeof post === 'string' ? valueAt(tour.posts, post)?.id : undefined;
  return {
    language: lang === 'en' ? 'en' : 'zh',
    // Whoever embeds a post wants that: a map above it would hide it.
    show: SHOWS.find((one) => one === show) ?? (postId === undefined ? 'all' : 'feed'),
    postId,
    outletId: tour.setup?.outlets.find(({ id }) => id === outlet)?.id,
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    accent: readAccent(typeof accent === 'string' ? accent : undefined),
  };
}

/** Pages for frames on other sites, and the script that makes the frames. */
export async function embedRoutes(app: FastifyInstance, context: Context, leastAgeMs: number): Promise<void> {
  const hidden = { schema: { hide: true } } as const;
  const loader = readyBody(context.pages.embeds.loader);
  app.get('/embed.js', hidden, async (request, reply) =>
    sendReady(request, reply, await loader, MAY_CHANGE, 'text/javascript; charset=utf-8'),
  );
  app.get<{ Params: { accent: string } }>('/embed/accent/:accent.css', hidden, async (request, reply) => {
    const accent = readAccent(request.params.accent);
    if (accent === undefined) return reply.code(404).send();
    // Another build may make other styles of the same colour.
    return reply
      .header('cache-control', MAY_CHANGE)
      .type('text/css; charset=utf-8')
      .send(accentStyles(accent));
  });

  await app.register(async (frames) => {
    await secureDocuments(frames, context.pages.guard, { embedded: true });
    const bodies = new ReadyBodies(leastAgeMs, MOST_CACHED);
    const turns = new FairTurns(MOST_WAITING, 1);
    frames.get<{ Params: { tour: string }; Querystring: Query }>(
      '/embed/:tour',
      hidden,
      async (request, reply) => {
        const room = await context.tours.find(request.params.tour);
        if (room === undefined) return noTour(context, request, reply);
        const asked = readQuery(request.query, room.fold.tour);
        const version = `${room.hub.newest.version} ${Math.floor(context.nowUnixMs() / 60_000)}`;
        const name = [room.id, ...Object.values(asked)].join(' ');
        const make = () => render(context, room, asked);
        const body = await bodies.getInTurn(name, version, make, { turns, who: networkOf(request.ip) });
        if (body instanceof Busy) return sendBusy(context, reply, asked.language, body);
        return sendReady(request, reply, body, MAY_CHANGE, HTML);
      },
    );
  });
  await app.register(async (pages) => {
    await secureDocuments(pages, context.pages.guard, { frames: true });
    pages.get<{ Params: { tour: string }; Querystring: Query }>(
      '/embed/:tour/code',
      hidden,
      async (request, reply) => {
        if ((await context.tours.find(request.params.tour)) === undefined)
          return noTour(context, request, reply);
        const language = request.query.lang === 'en' ? 'en' : 'zh';
        return reply
          .header('cache-control', ASKED_AGAIN)
          .type(HTML)
          .send(context.pages.rolePage('embed-code', language));
      },
    );
  });
}

function render(context: Context, room: TourRoom, asked: Asked): string {
  const { language, show, outletId, postId, theme, accent } = asked;
  const input: EmbedInput = {
    ...{ tourId: room.id, language, show },
    snapshot: room.hub.snapshot('public'),
    nowUnixMs: context.nowUnixMs(),
    ...(outletId !== undefined && { outletId }),
    ...(postId !== undefined && { postId }),
    posts: show === 'feed' || show === 'all' ? postsShown(room.fold.tour, outletId, postId) : [],
  };
  const accentHref = accent && `/embed/accent/${accent.slice(1)}.css`;
  return context.pages.embeds.embed(input, { ...(theme && { theme }), ...(accentHref && { accentHref }) });
}

/** A post that comes first, the newest posts, of one outlet or of all, newest first, and what all of them pass on. */
function postsShown({ feed, posts }: Tour, outletId?: string, postId?: string): readonly Post[] {
  const newest: Post[] = [];
  for (let at = feed.length - 1; at >= 0 && newest.length < POSTS_SHOWN; at -= 1) {
    const post = valueAt(posts, feed[at] ?? '');
    if (post !== undefined && (outletId === undefined || post.outletId === outletId)) newest.push(post);
  }
  const first = valueAt(posts, postId ?? '');
  const shown = [...(first === undefined ? [] : [first]), ...newest];
  return [
    ...new Set([...shown, ...shown.flatMap(({ sharesPostId }) => valueAt(posts, sharesPostId ?? '') ?? [])]),
  ];
}

function noTour(context: Context, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = (request.query as Query).lang === 'en' ? 'en' : 'zh';
  const [title, text] =
    language === 'zh'
      ? ['这里还没有拉练', '请检查嵌入代码里的 data-tour 是否正确。']
      : ['There is no tour here', 'Check data-tour in the code that embeds it.'];
  return reply
    .code(404)
    .header('cache-control', NEVER_KEPT)
    .type(HTML)
    .send(context.pages.notice(language, title, text));
}
