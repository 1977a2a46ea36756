import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { exactly, UnixMs } from '../../../shared/schema.ts';
import type { Clock } from '../../clock.ts';
import type { Context } from '../context.ts';
import { asOrganiser } from '../people/as-organiser.ts';
import { sendRefusal } from '../wire/refusals.ts';

/**
 * The clock of a rehearsal: an organiser sets it, and a tour of two days is gone through in an hour.
 * Only there when the server was started for a rehearsal; a real tour's clock cannot be set.
 */
export function rehearsalRoutes(app: FastifyInstance, context: Context, clock: Clock): void {
  // Pages tell the time by the server: in a rehearsal the Date header would mislead them.
  app.addHook('onSend', async (_request, reply) => {
    reply.header('lalian-time', String(clock.nowUnixMs()));
  });

  app.post<{ Params: { tour: string }; Body: { nowUnixMs: number; speed: number } }>(
    '/api/tours/:tour/rehearsal-clock',
    {
      config: { roles: ['organiser'], whileArchived: true },
      schema: {
        summary: "Set the rehearsal's clock",
        description: 'For: organiser. Only on a server that was started with REHEARSAL=1.',
        tags: ['rehearsal'],
        body: exactly({ nowUnixMs: UnixMs, speed: Type.Number({ minimum: 0, maximum: 3600 }) }),
      },
    },
    async (request, reply) => {
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return sendRefusal(request, reply, asked);
      clock.set(request.body.nowUnixMs, request.body.speed);
      return reply.code(204).send();
    },
  );
}
