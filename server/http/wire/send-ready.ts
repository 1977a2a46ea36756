import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReadyBody } from '../../live/frames/ready-body.ts';
import { codingFor, isKnown } from './negotiation.ts';

/** Sends a body that is ready: the same for everybody, 304 where the reader has it already. */
export function sendReady(
  request: FastifyRequest,
  reply: FastifyReply,
  body: ReadyBody,
  cacheControl: string,
  type: string,
): FastifyReply {
  reply
    .header('cache-control', cacheControl)
    .header('etag', body.etag)
    .header('vary', 'accept-encoding')
    .type(type);
  if (isKnown(request.headers['if-none-match'], body.etag)) return reply.code(304).send();
  const coding = codingFor(request.headers['accept-encoding']);
  if (coding === undefined) return reply.send(body.plain);
  return reply.header('content-encoding', coding).send(body[coding]);
}
