import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ClientId, exactly } from '../../../shared/schema.ts';
import { valueAt } from '../../../shared/tour/keyed.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { DeviceNames } from '../../newsroom/device-names.ts';
import { LikeDesk } from '../../newsroom/likes.ts';
import type { Context } from '../context.ts';
import { OWN } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';

/** Names the device for as long as the browser keeps it; no script can read or clear it. */
const DEVICE_COOKIE = 'lalian.device';
const YEAR_SECONDS = 31_536_000;

/**
 * Liking a post. A device is who has the cookie; without one, who says that name. So clearing what the page
 * keeps is not enough to like once more.
 */
export function likeRoutes(app: FastifyInstance, context: Context): void {
  const desk = new LikeDesk(context.store, context.config.peoplePerAddress, context.steadyMs);
  const devices = new DeviceNames(context.store);
  const secure = context.config.publicUrl.startsWith('https:');

  app.post<{ Params: { tour: string; postId: string }; Body: { device: string; liked: boolean } }>(
    '/live/:tour/posts/:postId/like',
    {
      bodyLimit: 1024,
      schema: {
        summary: 'Like a post, or no longer',
        description: 'One like a device. Counts are told to everybody every few seconds.',
        tags: ['live'],
        params: Type.Object({ tour: Type.String(), postId: ClientId }),
        body: exactly({ device: ClientId, liked: Type.Boolean() }),
        response: {
          200: Type.Object({ likes: Type.Integer(), liked: Type.Boolean() }),
          '4xx': RefusalAnswer,
          '5xx': RefusalAnswer,
        },
      },
    },
    async (request, reply) => {
      const no = (refusal: Refusal) => {
        context.metrics.refusals.inc({ code: refusal.code });
        return sendRefusal(request, reply, refusal);
      };
      const { tour, postId } = request.params;
      const kept = await devices.read(request.cookies[DEVICE_COOKIE]);
      const device = kept?.name ?? request.body.device;
      const asked = { tour, postId, device, known: kept?.known ?? false, address: request.ip };
      const tooMuch = desk.tooMuch(asked);
      if (tooMuch !== undefined) return no(tooMuch);
      const room = await context.tours.find(tour);
      if (room === undefined) return no(refuse('tour.unknown', { tour }));
      if (valueAt(room.fold.tour.posts, postId) === undefined) await room.catchUp();
      const post = valueAt(room.fold.tour.posts, postId);
      if (post === undefined) return no(refuse('post.unknown', { post: postId }));
      if (post.withdrawn !== undefined) return no(refuse('like.withdrawn'));
      const liked = await desk.like(context.newsroom(room).tallies, asked, request.body.liked);
      if (!asked.known)
        reply.setCookie(DEVICE_COOKIE, await devices.cookieFor(device), {
          ...{ path: '/live', httpOnly: true, sameSite: 'lax', secure, maxAge: YEAR_SECONDS },
        });
      return reply.header('cache-control', OWN).send(liked);
    },
  );
}
