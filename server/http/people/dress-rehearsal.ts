import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { exactly } from '../../../shared/schema.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { askPlay, isRehearsal, makeCopy, showCopy, wipeCopy } from '../../dress/copies.ts';
import { filesOfTour } from '../../media/files/open-files.ts';
import type { Context } from '../context.ts';
import { NEVER_KEPT } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { asOrganiser } from './as-organiser.ts';

/** The dress rehearsal (彩排) of a tour: made, shown on the real screens or not, and wiped. */
export function dressRehearsalRoutes(app: FastifyInstance, context: Context): void {
  type Params = { tour: string };
  const url = '/api/tours/:tour/rehearsal';
  const roles = ['organiser'] as const;
  const errors = { '4xx': RefusalAnswer, '5xx': RefusalAnswer };
  const tags = ['ceremony'];
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => {
    context.metrics.refusals.inc({ code: refusal.code });
    return sendRefusal(request, reply, refusal);
  };
  /** The real tour's organiser; a rehearsal has none of its own. */
  const real = async (request: FastifyRequest<{ Params: Params }>) => {
    const as = await asOrganiser(request, context);
    if (!as.ok) return as;
    return isRehearsal(as.room) ? refuse('rehearsal.of-rehearsal') : as;
  };

  app.post<{ Params: Params }>(
    url,
    {
      bodyLimit: 256,
      config: { roles },
      schema: {
        summary: 'Make a dress rehearsal, or another one',
        description:
          'For: organiser. A marked copy of the tour with made-up judges and results, all stops visited, the result final; organisers, presenters and screens of this tour open it with the sessions that they have. Nothing is written into the log of this tour.',
        tags,
        response: {
          200: exactly({
            tour: Type.String({ description: 'The id of the rehearsal: all addresses as of any tour.' }),
            isFinal: Type.Boolean({
              description: 'False where the set-up lacks what a final result needs, as the real one does.',
            }),
          }),
          ...errors,
        },
      },
    },
    async (request, reply) => {
      if (context.stopping()) return no(request, reply, refuse('server.stopping'));
      const as = await real(request);
      if (!as.ok) return no(request, reply, as);
      const made = await makeCopy(context, as.room);
      if (!made.ok) return no(request, reply, made);
      return reply.header('cache-control', NEVER_KEPT).send({ tour: made.copy, isFinal: made.isFinal });
    },
  );

  app.put<{ Params: Params; Body: { onScreens: boolean } }>(
    url,
    {
      bodyLimit: 256,
      config: { roles },
      schema: {
        summary: 'Show the rehearsal on the real screens and remotes, or call them back',
        description: 'For: organiser.',
        tags,
        body: exactly({ onScreens: Type.Boolean() }),
        response: errors,
      },
    },
    async (request, reply) => {
      const as = await real(request);
      if (!as.ok) return no(request, reply, as);
      const shown = await showCopy(context, as.room.id, request.body.onScreens);
      if (!shown.ok) return no(request, reply, shown);
      return reply.header('cache-control', NEVER_KEPT).code(204).send();
    },
  );

  app.post<{ Params: Params; Body: { minutes: number } }>(
    `${url}/play`,
    {
      bodyLimit: 256,
      config: { roles },
      schema: {
        summary: 'Make a rehearsal that plays the whole tour by itself',
        description:
          'For: organiser. The marked copy stands before its first day; from then on the convoy drives and made-up judges score, in so many minutes. The result is left to the organiser.',
        tags,
        body: exactly({ minutes: Type.Integer({ minimum: 1, maximum: 240 }) }),
        response: { 200: exactly({ tour: Type.String() }), ...errors },
      },
    },
    async (request, reply) => {
      if (context.stopping()) return no(request, reply, refuse('server.stopping'));
      const as = await real(request);
      if (!as.ok) return no(request, reply, as);
      const made = await makeCopy(context, as.room, request.body.minutes * 60_000);
      if (!made.ok) return no(request, reply, made);
      return reply.header('cache-control', NEVER_KEPT).send({ tour: made.copy });
    },
  );

  app.put<{ Params: Params; Body: { go: 'pause' | 'goOn' | 'finish' } }>(
    `${url}/play`,
    {
      bodyLimit: 256,
      config: { roles },
      schema: {
        summary: 'Pause the rehearsal that plays, let it go on, or finish the rest at once',
        description: 'For: organiser. Finished at once, its result is final too, where the set-up allows it.',
        tags,
        body: exactly({ go: Type.Enum(['pause', 'goOn', 'finish']) }),
        response: errors,
      },
    },
    async (request, reply) => {
      const as = await real(request);
      if (!as.ok) return no(request, reply, as);
      const done = await askPlay(context, as.room.id, request.body.go);
      if (!done.ok) return no(request, reply, done);
      return reply.header('cache-control', NEVER_KEPT).code(204).send();
    },
  );

  app.delete<{ Params: Params }>(
    url,
    {
      bodyLimit: 256,
      config: { roles, whileArchived: true },
      schema: {
        summary: 'Wipe the rehearsal without a trace',
        description: 'For: organiser. Screens and remotes that show it go back by themselves.',
        tags,
        response: errors,
      },
    },
    async (request, reply) => {
      const as = await real(request);
      if (!as.ok) return no(request, reply, as);
      const copy = await wipeCopy(context, as.room.id);
      if (copy !== undefined) {
        context.sessions.forget();
        const files = filesOfTour(context.media.files, copy);
        await files.remove(await files.list());
      }
      return reply.header('cache-control', NEVER_KEPT).code(204).send();
    },
  );
}
