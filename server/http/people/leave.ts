import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '../../../shared/tour/actor.ts';
import { refuse } from '../../../shared/tour/outcome.ts';
import type { Context } from '../context.ts';
import { NEVER_KEPT } from '../wire/cache-rules.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { bearerOf, cookieName, isOwnOrigin, tokensOf } from './who.ts';

/** Ends the session of a token, or those of a browser, in one role or in all; `where` is a tour, or the house. Throws StoreUnavailable. */
export async function leave(
  request: FastifyRequest,
  reply: FastifyReply,
  { sessions, config }: Pick<Context, 'sessions' | 'config'>,
  where: string,
  as?: Role,
): Promise<FastifyReply> {
  const bearer = bearerOf(request.headers);
  if (bearer !== undefined) await sessions.end(where, bearer);
  else {
    if (!isOwnOrigin(request.headers.origin, request.headers.host, config.publicUrl))
      return sendRefusal(request, reply, refuse('request.foreign-origin'));
    for (const [role, token] of tokensOf(request.headers.cookie, where)) {
      if (as !== undefined && as !== role) continue;
      await sessions.end(where, token);
      reply.clearCookie(cookieName(where, role), { path: '/' });
    }
  }
  return reply.header('cache-control', NEVER_KEPT).code(204).send();
}
