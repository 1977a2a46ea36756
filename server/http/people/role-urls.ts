import type { FastifyInstance } from 'fastify';
import { audienceOf } from '../../../shared/audience.ts';
import { resultFile } from '../../../shared/scoring/result-file.ts';
import { ROLES } from '../../../shared/tour/actor.ts';
import { refuse } from '../../../shared/tour/outcome.ts';
import { logEndsOf } from '../../live/log-ends.ts';
import type { Context } from '../context.ts';
import { OWN } from '../wire/cache-rules.ts';
import { sendOwn } from '../wire/own-body.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { asOrganiser } from './as-organiser.ts';
import { whoActs } from './who.ts';

/** What only people with a role may fetch: nothing here may lie in a cache that others use. */
export function roleUrls(app: FastifyInstance, context: Context): void {
  app.get<{ Params: { tour: string; role: string } }>(
    '/api/tours/:tour/as/:role',
    { schema: { summary: 'Everything that somebody in a role begins with', tags: ['live'] } },
    async (request, reply) => {
      const { tour } = request.params;
      const role = ROLES.find((one) => one === request.params.role);
      const room = await context.tours.find(tour);
      if (room === undefined) return sendRefusal(request, reply, refuse('tour.unknown', { tour }));
      if (role === undefined) return sendRefusal(request, reply, refuse('route.unknown'));
      const who = await whoActs(request, context.sessions, tour, [role], context.config.publicUrl);
      if (!who.ok) return sendRefusal(request, reply, who);
      if (role === 'judge') context.heard(room).note(who.actor.id);
      reply.header('cache-control', OWN).header('lalian-build', context.pages.build);
      return sendOwn(request, reply, room.hub.snapshot(audienceOf(who.actor)));
    },
  );

  app.get<{ Params: { tour: string } }>(
    '/api/tours/:tour/head',
    {
      schema: {
        summary:
          'Where the log ends, and where days ended and the result was made final: to be kept elsewhere, and checked with npm run verify',
        description: 'For: organiser.',
        tags: ['scoring'],
      },
    },
    async (request, reply) => {
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return sendRefusal(request, reply, asked);
      const { room } = asked;
      await room.catchUp();
      const { seq, hash } = room.fold.head;
      const ends = await logEndsOf(context.store, room);
      return reply.header('cache-control', OWN).send({ seq, hash, ...ends });
    },
  );

  app.get<{ Params: { tour: string } }>(
    '/api/tours/:tour/result',
    { schema: { summary: 'The result with the rule and the ballots that it rests on', tags: ['scoring'] } },
    async (request, reply) => {
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return sendRefusal(request, reply, asked);
      const { room } = asked;
      const ends = await logEndsOf(context.store, room);
      const file = resultFile(room.fold.tour, context.nowUnixMs(), { ...room.fold.head, ...ends });
      return reply
        .header('cache-control', OWN)
        .header('content-disposition', `attachment; filename="${room.id}-result.json"`)
        .send(file ?? null);
    },
  );
}
