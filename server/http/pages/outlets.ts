import { buffer } from 'node:stream/consumers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { viewOf } from '../../../shared/audience.ts';
import type { Language } from '../../../shared/refusals.ts';
import { cutText } from '../../../shared/text.ts';
import { valueAt } from '../../../shared/tour/keyed.ts';
import { refuse } from '../../../shared/tour/outcome.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { networkOf } from '../../bounds/network.ts';
import { Painter } from '../../cards/painter.ts';
import type { TourRoom } from '../../live/tour-room.ts';
import { pictureKey } from '../../media/files/files.ts';
import type { Site } from '../../syndication/address.ts';
import { type Card, cardOf, cardVersion } from '../../syndication/card.ts';
import { named, oembed, oembedXml } from '../../syndication/oembed.ts';
import type { Context } from '../context.ts';
import { MAY_CHANGE, OF_CONTENT_UNTIL_GONE } from '../wire/cache-rules.ts';
import { isKnown } from '../wire/negotiation.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { InLanguage, languageAsked } from './feeds.ts';

const InLanguageAndVersion = Type.Object({
  ...InLanguage.properties,
  v: Type.Optional(Type.String({ description: 'The version that the page names: with it, it may be kept.' })),
});

/** What leaves the house of a tour, or of one of its posts: made of nothing but what the public sees. */
export interface Outgoing {
  readonly tour: Tour;
  readonly site: Site;
  readonly post: Post | undefined;
  readonly card: Card | undefined;
}

/** A tour in a language as the public sees it, with its card. */
export function outgoing(context: Context, room: TourRoom, language: Language, postId?: string): Outgoing {
  const tour = viewOf(room.fold.tour, 'public');
  const site: Site = { origin: context.config.publicUrl, tourId: room.id, language };
  const post = postId === undefined ? undefined : valueAt(tour.posts, postId);
  return {
    tour,
    site,
    post,
    card: cardOf(tour, room.hub.newest.standings.shown(room.fold.tour), site, post),
  };
}

/** Share pictures. */
export function shareRoutes(app: FastifyInstance, context: Context, distDir: string): void {
  const painter = new Painter(distDir);
  app.addHook('onClose', () => painter.close());

  async function send(
    request: FastifyRequest<{ Params: { tour: string; post?: string }; Querystring: { v?: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { tour: tourId, post: postId } = request.params;
    const room = await context.tours.find(tourId);
    if (room === undefined) return sendRefusal(request, reply, refuse('tour.unknown', { tour: tourId }));
    const language = languageAsked(request);
    const { card, post } = outgoing(context, room, language, postId);
    if (card === undefined) return sendRefusal(request, reply, refuse('tour.unknown', { tour: tourId }));
    if (postId !== undefined && post === undefined)
      return sendRefusal(request, reply, refuse('post.unknown', { post: cutText(postId, 64) }));
    // A withdrawn post has the tour's picture, which is painted once for all of them.
    const name = [room.id, post?.withdrawn === undefined ? (postId ?? '') : '', language].join(' ');
    const picture = await painter.get(
      name,
      card,
      () => photoOf(context, room.id, card),
      networkOf(request.ip),
    );
    if ('ok' in picture) return sendRefusal(request, reply, picture);
    const etag = `"${picture.version}"`;
    // Under a version that is not the present one, of before or made up, stands what is shown now, and not for long.
    const isNamed = request.query.v === picture.version;
    reply
      .header('cache-control', isNamed ? OF_CONTENT_UNTIL_GONE : MAY_CHANGE)
      .header('etag', etag)
      .type('image/png');
    return isKnown(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(picture.png);
  }

  for (const [url, of] of [
    ['/t/:tour/share.png', 'a tour'],
    ['/t/:tour/p/:post/share.png', 'a post'],
  ])
    app.get<{ Params: { tour: string; post?: string }; Querystring: { v?: string } }>(
      url ?? '',
      {
        schema: {
          summary: `Share picture of ${of}, 1200 × 630`,
          tags: ['feeds'],
          querystring: InLanguageAndVersion,
        },
      },
      send,
    );
}

/** The photograph that a card shows, in the width that it needs. */
async function photoOf({ media }: Context, tour: string, { picture }: Card): Promise<Uint8Array | undefined> {
  const content = picture && (await media.files.read(pictureKey(tour, picture.id, picture.width)));
  return content && buffer(content);
}

/** How programs of others embed a page of this site. */
export function oembedRoutes(app: FastifyInstance, context: Context): void {
  const { origin } = new URL(context.config.publicUrl);

  const Size = Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,4}$' }));
  type Query = { url: string; format?: string; maxwidth?: string; maxheight?: string };
  app.get<{ Querystring: Query }>(
    '/oembed',
    {
      schema: {
        summary: 'oEmbed: how to embed a page of this site',
        tags: ['feeds'],
        querystring: Type.Object({
          url: Type.String({ maxLength: 500, description: 'Address of a page of this site.' }),
          format: Type.Optional(Type.String({ maxLength: 20, description: '`json` or `xml`.' })),
          maxwidth: Size,
          maxheight: Size,
        }),
      },
    },
    async (request, reply) => {
      const { url, format = 'json', maxwidth, maxheight } = request.query;
      if (!['json', 'xml'].includes(format)) return sendRefusal(request, reply, refuse('embed.format'));
      const what = named(url, [origin]);
      const room = what && (await context.tours.find(what.tourId));
      if (what === undefined || room === undefined)
        return sendRefusal(request, reply, refuse('embed.unknown'));
      const { tour, site, post, card } = outgoing(context, room, what.language, what.postId);
      if (what.postId !== undefined && post === undefined)
        return sendRefusal(request, reply, refuse('post.unknown', { post: what.postId }));
      const size = {
        ...(maxwidth && { maxwidth: Number(maxwidth) }),
        ...(maxheight && { maxheight: Number(maxheight) }),
      };
      const answer = oembed(tour, site, post, cardVersion(card), size);
      reply.header('cache-control', MAY_CHANGE).header('access-control-allow-origin', '*');
      return format === 'xml'
        ? reply.type('text/xml; charset=utf-8').send(oembedXml(answer))
        : reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
    },
  );
}
