import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { exactly } from '../../shared/schema.ts';
import { ROLES, type Role } from '../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import { openInvite, readCode } from '../access/invites.ts';
import { RefusalAnswer } from './commands.ts';
import type { Context } from './context.ts';
import { sendRefusal } from './refusals.ts';
import { cookieName, isOwnOrigin, tokensOf, whoActs } from './who.ts';

const EnterBody = Type.Object(
  {
    secret: Type.String({
      minLength: 1,
      maxLength: 120,
      description: 'The part of the invite link behind #.',
    }),
    tour: Type.Optional(Type.String({ maxLength: 40, description: 'Refuse invites of other tours.' })),
  },
  { additionalProperties: false },
);

const Entered = Type.Object({
  tour: Type.String(),
  tourName: Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) }),
  role: Type.String(),
  id: Type.String(),
  name: Type.Optional(Type.String()),
  token: Type.String({ description: 'For programs, as Authorization: Bearer; browsers have the cookie.' }),
  expiresAtUnixMs: Type.Integer(),
});

/** Exchanging an invite for a session, and leaving it. */
export function sessionRoutes(app: FastifyInstance, context: Context): void {
  const { config, store, sessions, throttle, tours } = context;
  const secure = config.publicUrl.startsWith('https:');

  app.post<{ Body: { secret: string; tour?: string } }>(
    '/api/session',
    {
      schema: {
        summary: 'Enter with an invite',
        tags: ['access'],
        body: EnterBody,
        response: { 200: Entered, '4xx': RefusalAnswer, '5xx': RefusalAnswer },
      },
    },
    async (request, reply) => {
      const now = context.nowUnixMs();
      const no = (refusal: Refusal) => {
        context.metrics.refusals.inc({ code: refusal.code });
        if (refusal.code === 'invite.unknown') throttle.failed(request.ip, context.steadyMs());
        return sendRefusal(request, reply, refusal);
      };
      const seconds = throttle.waitSeconds(request.ip, context.steadyMs());
      if (seconds > 0) return no(refuse('request.too-many', { seconds }));
      if (!isOwnOrigin(request.headers.origin, request.headers.host, config.publicUrl))
        return no(refuse('request.foreign-origin'));
      const code = readCode(request.body.secret);
      if (code === undefined) return no(refuse('invite.unknown'));
      if (request.body.tour !== undefined && request.body.tour !== code.tour)
        return no(refuse('invite.other-tour'));
      const opened = await openInvite(store, code.tour, code.secret, { nowUnixMs: now });
      if (!opened.ok) return no(opened);
      if (opened.actor.role === 'tracker') return no(refuse('role.forbidden'));
      const { token, expiresAtUnixMs } = await sessions.open(code.tour, opened.actor, opened.hash);
      const room = await tours.find(code.tour);
      reply.header('cache-control', 'no-store').setCookie(cookieName(code.tour, opened.actor.role), token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure,
        maxAge: Math.floor((expiresAtUnixMs - now) / 1000),
      });
      const { role, id, name } = opened.actor;
      const tourName = room?.fold.tour.setup?.name ?? { zh: code.tour };
      return {
        tour: code.tour,
        tourName,
        role,
        id,
        ...(name === undefined ? {} : { name }),
        token,
        expiresAtUnixMs,
      };
    },
  );

  app.get<{ Params: { tour: string }; Querystring: { as: Role } }>(
    '/api/tours/:tour/session',
    {
      schema: {
        summary: 'Whose session of a role this is',
        description: 'A phone that several judges used sends nobody’s marks in another’s name.',
        tags: ['access'],
        querystring: exactly({ as: Type.Enum([...ROLES]) }),
        response: {
          200: Type.Object({ id: Type.String(), name: Type.Optional(Type.String()) }),
          '4xx': RefusalAnswer,
          '5xx': RefusalAnswer,
        },
      },
    },
    async (request, reply) => {
      const { tour } = request.params;
      const who = await whoActs(request, sessions, tour, [request.query.as], config.publicUrl);
      if (!who.ok) return sendRefusal(request, reply, who);
      const { id, name } = who.actor;
      return reply
        .header('cache-control', 'private, no-store')
        .send({ id, ...(name !== undefined && { name }) });
    },
  );

  app.delete<{ Params: { tour: string } }>(
    '/api/tours/:tour/session',
    { schema: { summary: 'Leave: forget the session in this browser', tags: ['access'] } },
    async (request, reply) => {
      const tokens = tokensOf(request.headers.cookie, request.params.tour);
      for (const role of ROLES)
        if (tokens.has(role)) reply.clearCookie(cookieName(request.params.tour, role), { path: '/' });
      return reply.code(204).send();
    },
  );
}
