import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { exactly } from '../../../shared/schema.ts';
import { type Actor, type Role, TOUR_ROLES } from '../../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { personOf } from '../../../shared/tour/person.ts';
import { deviceOf } from '../../access/device.ts';
import { HOUSE } from '../../access/house.ts';
import { openInvite, readCode } from '../../access/invites.ts';
import { hashSecret } from '../../access/secrets.ts';
import { networkOf } from '../../bounds/network.ts';
import type { Context } from '../context.ts';
import { NEVER_KEPT, OWN } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { leave } from './leave.ts';
import { cookieName, isOwnOrigin, tokensOf, whoActs } from './who.ts';

const EnterBody = Type.Object(
  {
    secret: Type.String({
      minLength: 1,
      maxLength: 120,
      description: 'The part of the invite link behind #.',
    }),
    tour: Type.Optional(Type.String({ maxLength: 40, description: 'Refuse invites of other tours.' })),
    attempt: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9_-]{43}$',
        description:
          'A secret of one’s own, 256 random bits: the same attempt, sent again because no answer came, opens a one-time link again.',
      }),
    ),
  },
  { additionalProperties: false },
);

const Name = Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) });

const Inside = {
  tour: Type.Optional(Type.String({ description: 'Lacks for a host, who is in no tour.' })),
  tourName: Type.Optional(Name),
  role: Type.String(),
  id: Type.String(),
  name: Type.Optional(Type.String()),
  called: Type.Optional(Name),
  of: Type.Optional(Name),
  expiresAtUnixMs: Type.Integer(),
};

const Entered = Type.Object({
  ...Inside,
  token: Type.String({ description: 'For programs, as Authorization: Bearer; browsers have the cookie.' }),
});

/** Exchanging an invite for a session, and leaving it. */
export function sessionRoutes(app: FastifyInstance, context: Context): void {
  const { config, store, sessions, guesses, tours } = context;
  const secure = config.publicUrl.startsWith('https:');

  /** Who is inside, as people know whom that is. */
  async function inside(tour: string, actor: Actor, expiresAtUnixMs: number) {
    const { role, id, name } = actor;
    const own = { role, id, ...(name !== undefined && { name }), expiresAtUnixMs };
    if (tour === HOUSE) return { ...own, ...(name !== undefined && { called: { zh: name } }) };
    const known = (await tours.find(tour))?.fold.tour;
    return {
      tour,
      tourName: known?.setup?.name ?? { zh: tour },
      ...own,
      ...(known !== undefined && personOf(known, actor)),
    };
  }

  /** The session that this browser has already by this very invite. */
  async function hasAlready(request: FastifyRequest, tour: string, secret: string) {
    for (const token of tokensOf(request.headers.cookie, tour).values()) {
      const found = await sessions.find(tour, token);
      if (found.ok && found.inviteHash === hashSecret(secret)) return { ...found, token };
    }
    return undefined;
  }

  app.post<{ Body: { secret: string; tour?: string; attempt?: string } }>(
    '/api/session',
    {
      bodyLimit: 1024,
      // A bound of its own: whatever else comes from this address, as from a hall full of viewers, people get in.
      config: { rateLimit: { max: config.requestsPerMinute, timeWindow: 60_000 } },
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
        return sendRefusal(request, reply, refusal);
      };
      if (!isOwnOrigin(request.headers.origin, request.headers.host, config.publicUrl))
        return no(refuse('request.foreign-origin'));
      const code = readCode(request.body.secret);
      // What cannot be a secret is no guess at one: a link that was cut off, pasted again and again.
      if (code === undefined) return no(refuse('invite.unknown'));
      // Before a one-time link is used up by it.
      if ((await tours.shut.of(code.tour)) === 'deleted') return no(refuse('tour.deleted'));
      if (request.body.tour !== undefined && request.body.tour !== code.tour)
        return no(refuse('invite.other-tour'));
      const { attempt } = request.body;
      const opened = await openInvite(store, code.tour, code.secret, now, { attempt });
      if (!opened.ok) {
        // The link was opened twice by whoever it is for: it leads where it led the first time.
        const has =
          opened.code === 'invite.used' ? await hasAlready(request, code.tour, code.secret) : undefined;
        if (has !== undefined)
          return reply
            .header('cache-control', NEVER_KEPT)
            .send({ ...(await inside(code.tour, has.actor, has.expiresAtUnixMs)), token: has.token });
        // Told after the secret was looked at: a right one opens, whoever guesses behind the same address.
        const seconds = opened.code === 'invite.unknown' ? guesses.wait(networkOf(request.ip)) : 0;
        return no(seconds > 0 ? refuse('request.too-many', { seconds }) : opened);
      }
      if (opened.actor.role === 'tracker') return no(refuse('invite.for-device'));
      const { token, expiresAtUnixMs } = await sessions.open(
        code.tour,
        opened.actor,
        opened.hash,
        deviceOf(request.headers['user-agent']),
      );
      const untilUnixMs = Math.min(expiresAtUnixMs, opened.endsAtUnixMs ?? Number.POSITIVE_INFINITY);
      reply.header('cache-control', NEVER_KEPT).setCookie(cookieName(code.tour, opened.actor.role), token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure,
        maxAge: Math.floor((expiresAtUnixMs - now) / 1000),
      });
      return { ...(await inside(code.tour, opened.actor, untilUnixMs)), token };
    },
  );

  app.get<{ Params: { tour: string }; Querystring: { as: Role } }>(
    '/api/tours/:tour/session',
    {
      schema: {
        summary: 'Whose session of a role this is',
        description: 'A phone that several judges used sends nobody’s marks in another’s name.',
        tags: ['access'],
        querystring: exactly({ as: Type.Enum([...TOUR_ROLES]) }),
        response: {
          200: Type.Object(Inside),
          '4xx': RefusalAnswer,
          '5xx': RefusalAnswer,
        },
      },
    },
    async (request, reply) => {
      const { tour } = request.params;
      const who = await whoActs(request, sessions, tour, [request.query.as], config.publicUrl);
      if (!who.ok) return sendRefusal(request, reply, who);
      return reply.header('cache-control', OWN).send(await inside(tour, who.actor, who.expiresAtUnixMs));
    },
  );

  app.delete<{ Params: { tour: string }; Querystring: { as?: Role } }>(
    '/api/tours/:tour/session',
    {
      config: { whileArchived: true },
      schema: {
        summary: 'Leave: end the session of this browser, or of this token',
        description:
          'Its token opens nothing any more, everywhere within a second. Sessions of other devices stay, also those of the same invite. Of a browser that has several roles, all end, or the one of `as`.',
        tags: ['access'],
        querystring: exactly({ as: Type.Optional(Type.Enum([...TOUR_ROLES])) }),
      },
    },
    async (request, reply) => {
      const { tour } = request.params;
      if ((await tours.find(tour)) === undefined)
        return sendRefusal(request, reply, refuse('tour.unknown', { tour }));
      return leave(request, reply, context, tour, request.query.as);
    },
  );
}
