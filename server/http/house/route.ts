import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import type { Found } from '../../access/sessions.ts';
import type { Context } from '../context.ts';
import { asHost } from '../people/as-host.ts';
import { OWN } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';

/** What a route of the house is, and what it says of itself. */
export interface HouseRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/house`. */
  readonly url: string;
  readonly summary: string;
  readonly description?: string;
  readonly body?: TSchema;
  readonly answer?: TSchema;
}

/** A host, and until when. */
export type Host = Extract<Found, { readonly ok: true }>;

type Params = { readonly tour: string; readonly inviteId: string };
type Asked<Body> = FastifyRequest<{ Params: Params; Body: Body }>;

/** Names and dates are all that anybody sends here. */
const MOST_BYTES = 4_096;

const isRefusal = (answered: unknown): answered is Refusal =>
  typeof answered === 'object' && answered !== null && 'ok' in answered && answered.ok === false;

/**
 * A route of the house: for the host alone, whose session is asked before anything is read and again when all of it has
 * come. `answer` gives what is sent, or a refusal; nothing is sent where it gives nothing. No cache keeps any of it.
 */
export function houseRoute<Body = unknown>(
  app: FastifyInstance,
  context: Context,
  { method, url, summary, description = '', body, answer: answerSchema }: HouseRoute,
  answer: (host: Host, request: Asked<Body>, reply: FastifyReply) => Promise<unknown>,
): void {
  app.route<{ Params: Params; Body: Body }>({
    method,
    url: `/api/house${url}`,
    bodyLimit: MOST_BYTES,
    config: { house: true },
    schema: {
      summary,
      description: `For: host. ${description}`.trim(),
      tags: ['house'],
      ...(body && { body }),
      response: { ...(answerSchema && { 200: answerSchema }), '4xx': RefusalAnswer, '5xx': RefusalAnswer },
    },
    handler: async (request, reply) => {
      const no = (refusal: Refusal) => {
        context.metrics.refusals.inc({ code: refusal.code });
        return sendRefusal(request, reply, refusal);
      };
      if (method !== 'GET' && context.stopping()) return no(refuse('server.stopping'));
      const host = await asHost(request, context);
      if (!host.ok) return no(host);
      const answered = await answer(host, request, reply);
      if (isRefusal(answered)) return no(answered);
      reply.header('cache-control', OWN);
      return answered === undefined ? reply.code(204).send() : reply.send(answered);
    },
  });
}
