import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { exactly, plainText } from '../../../shared/schema.ts';
import { actorRef } from '../../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { deviceOf } from '../../access/device.ts';
import { networkOf } from '../../bounds/network.ts';
import { Pace } from '../../bounds/pace.ts';
import { lookAtCode, pairScreen, showCode } from '../../hall/pairing.ts';
import type { Context } from '../context.ts';
import { COUNTED_APART } from '../doors.ts';
import { NEVER_KEPT } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { asOrganiser } from './as-organiser.ts';
import { cookieName, isOwnOrigin } from './who.ts';

const WITHIN_MS = 600_000;
/** Codes that one address shows: a hall with all its screens, each loaded again a few times. */
const MOST_CODES = 40;
/** Codes that an organiser may mistype before he has to wait. */
const MOST_WRONG = 10;

const Code = Type.String({ minLength: 1, maxLength: 32 });
const LivesSeconds = Type.Integer({ description: 'After so many seconds the code is void.' });

/** A screen without a session shows a code; who types it gives that screen, and no other browser, a session. */
export function pairingRoutes(app: FastifyInstance, context: Context): void {
  const { config, store, sessions, tours } = context;
  const shown = new Pace(MOST_CODES, WITHIN_MS, context.steadyMs);
  const wrong = new Pace(MOST_WRONG, WITHIN_MS, context.steadyMs);
  const secure = config.publicUrl.startsWith('https:');
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => {
    context.metrics.refusals.inc({ code: refusal.code });
    return sendRefusal(request, reply, refusal);
  };

  app.post<{ Querystring: { tour?: string } }>(
    '/api/screen-codes',
    {
      bodyLimit: 256,
      // A crowd of viewers behind the same address closes no screen out.
      config: COUNTED_APART,
      schema: {
        summary: 'A code for a screen to show',
        description: 'For anybody: the code opens nothing until an organiser has typed it.',
        tags: ['access'],
        querystring: exactly({ tour: Type.Optional(Type.String({ maxLength: 40 })) }),
        response: {
          200: Type.Object({
            code: Type.String(),
            secret: Type.String({ description: 'To ask with what became of the code; for nobody else.' }),
            livesSeconds: LivesSeconds,
            tour: Type.Optional(
              Type.String({ description: 'The tour that was named, else the one that `/` shows.' }),
            ),
          }),
          '4xx': RefusalAnswer,
          '5xx': RefusalAnswer,
        },
      },
    },
    async (request, reply) => {
      const seconds = shown.wait(networkOf(request.ip));
      if (seconds > 0) return no(request, reply, refuse('request.too-many', { seconds }));
      const made = await showCode(store, context.machineUnixMs());
      if (made === undefined) return no(request, reply, refuse('server.busy'));
      const { code, secret, livesMs } = made;
      const { tour: named } = request.query;
      const room = named === undefined ? undefined : await tours.find(named);
      const tour = (room ?? (await tours.front()))?.id;
      return reply
        .header('cache-control', NEVER_KEPT)
        .send({ code, secret, livesSeconds: Math.floor(livesMs / 1000), ...(tour && { tour }) });
    },
  );

  app.post<{ Body: { code: string; secret: string } }>(
    '/api/screen-codes/answer',
    {
      bodyLimit: 512,
      config: COUNTED_APART,
      schema: {
        summary: 'What became of a code that this screen shows',
        description: '`paired` comes with the session, as a cookie. `gone`: ask for another code.',
        tags: ['access'],
        body: exactly({ code: Code, secret: Type.String({ minLength: 1, maxLength: 64 }) }),
        response: {
          200: Type.Object({
            state: Type.String({ description: '`waiting`, `paired` or `gone`' }),
            livesSeconds: Type.Optional(LivesSeconds),
            tour: Type.Optional(Type.String()),
          }),
          '4xx': RefusalAnswer,
          '5xx': RefusalAnswer,
        },
      },
    },
    async (request, reply) => {
      if (!isOwnOrigin(request.headers.origin, request.headers.host, config.publicUrl))
        return no(request, reply, refuse('request.foreign-origin'));
      const { code, secret } = request.body;
      const found = await lookAtCode(store, code, secret, context.machineUnixMs());
      reply.header('cache-control', NEVER_KEPT);
      if (found.state === 'waiting')
        return reply.send({ state: 'waiting', livesSeconds: Math.floor(found.livesMs / 1000) });
      if (found.state === 'gone') return reply.send({ state: 'gone' });
      const { tour, invite } = found;
      const { token, expiresAtUnixMs } = await sessions.open(
        tour,
        invite.actor,
        invite.hash,
        deviceOf(request.headers['user-agent']),
      );
      // Revoked again before the screen asked: it shows another code.
      if (!(await sessions.find(tour, token)).ok) return reply.send({ state: 'gone' });
      return reply
        .setCookie(cookieName(tour, 'screen'), token, {
          ...{ path: '/', httpOnly: true, sameSite: 'strict', secure },
          maxAge: Math.floor((expiresAtUnixMs - context.nowUnixMs()) / 1000),
        })
        .send({ state: 'paired', tour });
    },
  );

  app.post<{ Params: { tour: string }; Body: { code: string; name: string } }>(
    '/api/tours/:tour/screens',
    {
      bodyLimit: 1024,
      config: { roles: ['organiser'], whileArchived: true },
      schema: {
        summary: 'Let a screen in by the code that it shows',
        description: 'For: organiser. The screen has an invite of its own, revoked like any other.',
        tags: ['access'],
        body: exactly({ code: Code, name: plainText(80, 1) }),
        response: {
          200: Type.Object({ inviteId: Type.String(), id: Type.String() }),
          '4xx': RefusalAnswer,
          '5xx': RefusalAnswer,
        },
      },
    },
    async (request, reply) => {
      const as = await asOrganiser(request, context);
      if (!as.ok) return no(request, reply, as);
      const { tour } = request.params;
      const createdBy = actorRef(as.actor);
      // A code is short: who has mistyped many of them is not told any more whether the next one is right.
      const seconds = wrong.left(`${tour} ${createdBy}`);
      if (seconds > 0) return no(request, reply, refuse('request.too-many', { seconds }));
      const { code, name } = request.body;
      const times = { machineMs: context.machineUnixMs(), nowUnixMs: context.nowUnixMs() };
      const paired = await pairScreen(store, tour, code, { name, createdBy }, times);
      if (!paired.ok) {
        wrong.wait(`${tour} ${createdBy}`);
        return no(request, reply, paired);
      }
      const { inviteId, id } = paired;
      return reply.header('cache-control', NEVER_KEPT).send({ inviteId, id });
    },
  );
}
