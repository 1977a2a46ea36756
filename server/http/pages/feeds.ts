import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { viewOf } from '../../../shared/audience.ts';
import type { Language } from '../../../shared/refusals.ts';
import { cutText } from '../../../shared/text.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { isRehearsal } from '../../dress/copies.ts';
import { ReadyBodies } from '../../live/frames/ready-body.ts';
import { type Channel, FEED_FILES, type FeedFile, type Site } from '../../syndication/address.ts';
import { channelName, feedOf } from '../../syndication/choice.ts';
import { feedText } from '../../syndication/feed-forms.ts';
import type { Context } from '../context.ts';
import { MAY_CHANGE } from '../wire/cache-rules.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { sendReady } from '../wire/send-ready.ts';

/** Feeds kept ready: every form of a tour's channels in both languages, and some more. */
const MOST_KEPT = 200;

/** The query of what comes in both languages. */
export const InLanguage = Type.Object({
  lang: Type.Optional(
    Type.String({ maxLength: 20, description: 'en: English around the words of the outlets.' }),
  ),
});

/** The language of an address: `?lang=en`, else Chinese. */
export const languageAsked = (request: FastifyRequest): Language =>
  (request.query as { lang?: string }).lang === 'en' ? 'en' : 'zh';

/** Where feeds are, and what they are of. */
const FEEDS: readonly { readonly path: string; readonly channelOf: (id: string) => Channel }[] = [
  { path: '/t/:tour', channelOf: () => ({ of: 'tour' }) },
  { path: '/t/:tour/outlets/:id', channelOf: (id) => ({ of: 'outlet', id }) },
  { path: '/t/:tour/areas/:id', channelOf: (id) => ({ of: 'area', id }) },
];

function unknown(channel: Channel, tour: string): Refusal {
  switch (channel.of) {
    case 'tour':
      return refuse('tour.unknown', { tour });
    case 'outlet':
      return refuse('outlet.unknown', { outlet: cutText(channel.id, 64) });
    case 'area':
      return refuse('area.unknown', { area: cutText(channel.id, 64) });
  }
}

/** Feeds of a tour, of each outlet and of each area. */
export function feedRoutes(app: FastifyInstance, context: Context, leastAgeMs: number): void {
  const bodies = new ReadyBodies(leastAgeMs, MOST_KEPT);

  async function answer(
    channel: Channel,
    file: FeedFile,
    tourId: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const room = await context.tours.find(tourId);
    // A dress rehearsal has no feeds: what a reader subscribed to would be taken for news.
    if (room === undefined || isRehearsal(room))
      return sendRefusal(request, reply, refuse('tour.unknown', { tour: tourId }));
    const site: Site = {
      origin: context.config.publicUrl,
      tourId: room.id,
      language: languageAsked(request),
    };
    const { fold } = room;
    const known = fold.tour.setup && channelName(channel, fold.tour.setup, site);
    if (known === null || known === undefined) return sendRefusal(request, reply, unknown(channel, room.id));
    const name = [room.id, channel.of, 'id' in channel ? channel.id : '', file, site.language].join(' ');
    const body = await bodies.get(name, fold.publicVersion, () => {
      const feed = feedOf(viewOf(fold.tour, 'public'), channel, file, site);
      return feed === undefined ? '' : feedText[file](feed);
    });
    return sendReady(request, reply, body, MAY_CHANGE, `${FEED_FILES[file].type}; charset=utf-8`);
  }

  for (const { path, channelOf } of FEEDS)
    for (const file of Object.keys(FEED_FILES) as FeedFile[])
      app.get<{ Params: { tour: string; id?: string } }>(
        `${path}/${file}`,
        {
          schema: {
            summary: `${FEED_FILES[file].title} of the coverage`,
            tags: ['feeds'],
            querystring: InLanguage,
          },
        },
        (request, reply) =>
          answer(channelOf(request.params.id ?? ''), file, request.params.tour, request, reply),
      );
}
