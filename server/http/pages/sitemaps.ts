import type { FastifyInstance } from 'fastify';
import { refuse } from '../../../shared/tour/outcome.ts';
import { isRehearsal } from '../../dress/copies.ts';
import { ReadyBodies, type ReadyBody } from '../../live/frames/ready-body.ts';
import { listRealTours } from '../../live/tour-records.ts';
import type { TourRoom } from '../../live/tour-room.ts';
import { LogDamaged } from '../../store/port.ts';
import { newsSitemap, robots, SITEMAPS, type SitedTour, sitemap } from '../../syndication/sitemap.ts';
import type { Context } from '../context.ts';
import { MAY_CHANGE } from '../wire/cache-rules.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { sendReady } from '../wire/send-ready.ts';
import { outgoing } from './outlets.ts';

const XML = 'application/xml; charset=utf-8';
/** Sitemaps name so many of the newest tours; each has to be read to be named. */
const MOST_TOURS = 20;
/** A sitemap says another thing as time passes: it is made anew so often, ms. */
const MADE_ANEW_MS = 600_000;
const MAKE = { 'sitemap.xml': sitemap, 'sitemap-news.xml': newsSitemap } as const;

/** A tour that can be read: of one whose log is damaged the others are still told. */
const soundTour = async ({ tours }: Context, id: string): Promise<TourRoom | undefined> => {
  try {
    return await tours.find(id);
  } catch (error) {
    if (error instanceof LogDamaged) return undefined;
    throw error;
  }
};

/** What search engines ask for: the sitemaps that have something in them, and robots.txt, which names just those. */
export function sitemapRoutes(app: FastifyInstance, context: Context, leastAgeMs: number): void {
  const bodies = new ReadyBodies(leastAgeMs, SITEMAPS.length);
  const { origin } = new URL(context.config.publicUrl);

  /** A sitemap; empty where there is nothing to name, for a sitemap without an address is not valid. */
  async function bodyOf(file: (typeof SITEMAPS)[number]): Promise<ReadyBody> {
    const listed = (await listRealTours(context.store)).slice(-MOST_TOURS).reverse();
    const sound = await Promise.all(listed.map(({ id }) => soundTour(context, id)));
    // Whatever its record says: the log knows for sure what is a rehearsal.
    const rooms = sound.flatMap((room) => (room === undefined || isRehearsal(room) ? [] : [room]));
    const now = context.nowUnixMs();
    const versions = rooms.map(({ id, fold }) => `${id} ${fold.publicVersion}`);
    return bodies.get(file, [Math.floor(now / MADE_ANEW_MS), ...versions].join('\n'), () => {
      const tours = rooms.map((room): SitedTour => outgoing(context, room, 'zh'));
      return MAKE[file](tours, now) ?? '';
    });
  }

  for (const file of SITEMAPS)
    app.get(`/${file}`, { schema: { hide: true } }, async (request, reply) => {
      const body = await bodyOf(file);
      return body.plain.length === 0
        ? sendRefusal(request, reply, refuse('route.unknown'))
        : sendReady(request, reply, body, MAY_CHANGE, XML);
    });

  app.get('/robots.txt', { schema: { hide: true } }, async (_request, reply) => {
    const there = await Promise.all(
      SITEMAPS.map(async (file) => ((await bodyOf(file)).plain.length === 0 ? [] : [file])),
    );
    return reply
      .header('cache-control', MAY_CHANGE)
      .type('text/plain; charset=utf-8')
      .send(robots(origin, there.flat()));
  });
}
