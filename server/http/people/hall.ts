import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { ClientId, exactly } from '../../../shared/schema.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { Pace } from '../../bounds/pace.ts';
import type { TourRoom } from '../../live/tour-room.ts';
import type { Context } from '../context.ts';
import { OWN } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { whoActs } from './who.ts';

const SCREENS = ['screen'] as const;
const LEADERS = ['presenter', 'organiser'] as const;
/** A screen speaks every two seconds, and at each step: more often nobody steps. */
const MOST_SIGNS = 120;
const SIGNS_WITHIN_MS = 60_000;

const HallStep = Type.Union([Type.Integer(), Type.Null()], {
  description: 'Where the hall is; null where there was no ceremony yet.',
});
const hallStep = ({ fold }: TourRoom): number | null => fold.tour.ceremony?.step ?? null;

/** What the hall says of itself: screens which step they show, remotes that they reach the server. */
export function hallRoutes(app: FastifyInstance, context: Context): void {
  const signs = new Pace(MOST_SIGNS, SIGNS_WITHIN_MS, context.steadyMs);
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => {
    context.metrics.refusals.inc({ code: refusal.code });
    return sendRefusal(request, reply, refusal);
  };

  app.post<{ Params: { tour: string }; Body: { step: number | null; window?: string } }>(
    '/api/tours/:tour/screen-sign',
    {
      bodyLimit: 256,
      config: { roles: SCREENS, whileArchived: true },
      schema: {
        summary: 'Say which step a screen has drawn',
        description:
          'For: screen. Every two seconds, and when it is another one; null before a ceremony. The answer says where the hall is.',
        tags: ['ceremony'],
        body: exactly({
          step: Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()]),
          window: Type.Optional({
            ...ClientId,
            description: 'Tells windows apart that came by one link: each is a screen of its own.',
          }),
        }),
        response: { 200: Type.Object({ step: HallStep }), '4xx': RefusalAnswer, '5xx': RefusalAnswer },
      },
    },
    async (request, reply) => {
      const { tour } = request.params;
      const who = await whoActs(request, context.sessions, tour, SCREENS, context.config.publicUrl);
      if (!who.ok) return no(request, reply, who);
      const seconds = signs.wait(`${tour} ${who.inviteHash}`);
      if (seconds > 0) return no(request, reply, refuse('request.too-many', { seconds }));
      const room = await context.tours.find(tour);
      if (room === undefined) return no(request, reply, refuse('tour.unknown', { tour }));
      const { step, window } = request.body;
      await context.screenSigns(room).say(who.inviteHash, window, who.actor.name ?? who.actor.id, step);
      return reply.header('cache-control', OWN).send({ step: hallStep(room) });
    },
  );

  app.post<{ Params: { tour: string } }>(
    '/api/tours/:tour/remote-beat',
    {
      bodyLimit: 256,
      config: { roles: LEADERS, whileArchived: true },
      schema: {
        summary: 'Hear that the server is reached, and what time it has',
        description:
          'For: presenter, organiser. A command with the header lalian-until does nothing once that time has passed here.',
        tags: ['ceremony'],
        response: {
          200: Type.Object({
            nowMs: Type.Integer(),
            step: HallStep,
          }),
          '4xx': RefusalAnswer,
          '5xx': RefusalAnswer,
        },
      },
    },
    async (request, reply) => {
      const { tour } = request.params;
      const who = await whoActs(request, context.sessions, tour, LEADERS, context.config.publicUrl);
      if (!who.ok) return no(request, reply, who);
      const room = await context.tours.find(tour);
      if (room === undefined) return no(request, reply, refuse('tour.unknown', { tour }));
      return reply
        .header('cache-control', OWN)
        .send({ nowMs: context.machineUnixMs(), step: hallStep(room) });
    },
  );
}
