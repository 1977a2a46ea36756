import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { exactly } from '../../../shared/schema.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { Pace } from '../../bounds/pace.ts';
import {
  addRobot,
  noteSent,
  removeRobot,
  robotOf,
  robotsOf,
  shownRobot,
} from '../../watch/robots/kept-robots.ts';
import { ROBOT_KINDS } from '../../watch/robots/services.ts';
import { sendByRobot } from '../../watch/robots/telling.ts';
import { trialMessage } from '../../watch/robots/words.ts';
import type { Context } from '../context.ts';
import { NEVER_KEPT } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { asOrganiser } from './as-organiser.ts';

/** So many trials, then a group would be full of them. */
const MOST_TRIALS = 6;
const TRIALS_WITHIN_MS = 600_000;

/** A tour's group robots: added, tried and removed. Of an address and its secret nothing is answered ever again. */
export function robotRoutes(app: FastifyInstance, context: Context): void {
  const { store, config, machineUnixMs } = context;
  const url = '/api/tours/:tour/robots';
  const roles = ['organiser'] as const;
  const errors = { '4xx': RefusalAnswer, '5xx': RefusalAnswer };
  const tags = ['watch'];
  const trials = new Pace(MOST_TRIALS, TRIALS_WITHIN_MS, context.steadyMs);
  const sent = exactly({
    atUnixMs: Type.Integer(),
    ok: Type.Boolean(),
    why: Type.Optional(Type.String({ description: "The service's own words." })),
  });
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => {
    context.metrics.refusals.inc({ code: refusal.code });
    return sendRefusal(request, reply, refusal);
  };

  app.get<{ Params: { tour: string } }>(
    url,
    {
      config: { roles },
      schema: {
        summary: 'Group robots that are told what is wrong',
        description: 'For: organiser. Addresses and secrets are answered to nobody.',
        tags,
        response: {
          200: exactly({
            robots: Type.Array(
              exactly({
                id: Type.String(),
                kind: Type.Enum(ROBOT_KINDS),
                hint: Type.String({ description: 'The end of its address.' }),
                isSigned: Type.Boolean(),
                addedAtUnixMs: Type.Integer(),
                last: Type.Optional(sent),
              }),
            ),
          }),
          ...errors,
        },
      },
    },
    async (request, reply) => {
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return no(request, reply, asked);
      const robots = await robotsOf(store, asked.room.id);
      return reply
        .header('cache-control', NEVER_KEPT)
        .send({ robots: robots.map(({ id, robot }) => shownRobot(id, robot)) });
    },
  );

  app.post<{ Params: { tour: string }; Body: { address: string; secret?: string } }>(
    url,
    {
      bodyLimit: 4_096,
      config: { roles },
      schema: {
        summary: 'Add a group robot of 企业微信, 钉钉 or 飞书',
        description:
          'For: organiser. Its webhook address, and the secret where its messages are to be signed (加签, 签名校验).',
        tags,
        body: exactly({
          address: Type.String({ minLength: 10, maxLength: 1_000 }),
          secret: Type.Optional(Type.String({ pattern: '^[\\w+/=.-]{8,200}$' })),
        }),
        response: { 200: exactly({ id: Type.String() }), ...errors },
      },
    },
    async (request, reply) => {
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return no(request, reply, asked);
      const bounds = { hosts: config.robotHosts, machineUnixMs: machineUnixMs() };
      const added = await addRobot(store, asked.room.id, request.body, bounds);
      if (!added.ok) return no(request, reply, added);
      return reply.header('cache-control', NEVER_KEPT).send({ id: added.id });
    },
  );

  app.post<{ Params: { tour: string; robot: string } }>(
    `${url}/:robot/trial`,
    {
      bodyLimit: 256,
      config: { roles },
      schema: {
        summary: 'Send a trial message',
        description: 'For: organiser.',
        tags,
        response: { 200: exactly({ ok: Type.Boolean(), why: Type.Optional(Type.String()) }), ...errors },
      },
    },
    async (request, reply) => {
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return no(request, reply, asked);
      const { room } = asked;
      const robot = await robotOf(store, room.id, request.params.robot);
      if (robot === undefined) return no(request, reply, refuse('robot.unknown'));
      const seconds = trials.wait(room.id);
      if (seconds > 0) return no(request, reply, refuse('request.too-many', { seconds }));
      const parts = { hosts: config.robotHosts, machineUnixMs };
      const outcome = await sendByRobot(robot, trialMessage(room.fold.tour), parts);
      await noteSent(store, room.id, request.params.robot, { atUnixMs: machineUnixMs(), ...outcome });
      return reply.header('cache-control', NEVER_KEPT).send(outcome);
    },
  );

  app.delete<{ Params: { tour: string; robot: string } }>(
    `${url}/:robot`,
    {
      config: { roles },
      schema: { summary: 'Remove a group robot', description: 'For: organiser.', tags, response: errors },
    },
    async (request, reply) => {
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return no(request, reply, asked);
      const removed = await removeRobot(store, asked.room.id, request.params.robot);
      if (!removed) return no(request, reply, refuse('robot.unknown'));
      return reply.header('cache-control', NEVER_KEPT).code(204).send();
    },
  );
}
