import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codingFor } from './negotiation.ts';

const gzipped = promisify(gzip);
/** Shorter ones fit into a packet or two as they are. */
const LEAST_BYTES = 2_000;

/** Sends JSON that is one reader's own, compressed where the reader takes it: nobody else will ask for these bytes. */
export async function sendOwn(
  request: FastifyRequest,
  reply: FastifyReply,
  value: unknown,
): Promise<FastifyReply> {
  const plain = Buffer.from(JSON.stringify(value));
  reply.header('vary', 'accept-encoding').type('application/json; charset=utf-8');
  const coding = codingFor(request.headers['accept-encoding'], ['gzip']);
  if (coding === undefined || plain.length < LEAST_BYTES) return reply.send(plain);
  const packed = await gzipped(plain, { level: constants.Z_BEST_SPEED });
  return reply.header('content-encoding', 'gzip').send(packed);
}
