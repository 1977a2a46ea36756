import type { FastifyRequest } from 'fastify';
import { HOUSE } from '../../access/house.ts';
import { hashSecret } from '../../access/secrets.ts';
import type { Sessions } from '../../access/sessions.ts';
import { networkOf } from '../../bounds/network.ts';
import { bearerOf, tokensOf } from './who.ts';

/**
 * Whose requests these are, to bound them: of somebody with a session his own, of everybody else those of his
 * address. A judge whose bus or hall is full of viewers behind the same address is served whatever they do.
 */
export async function whoseBudget(request: FastifyRequest, sessions: Sessions): Promise<string> {
  const { tour: named } = (request.params ?? {}) as { readonly tour?: string };
  const tour = request.routeOptions.config.house === true ? HOUSE : named;
  const bearer = bearerOf(request.headers);
  const tokens =
    tour === undefined
      ? []
      : bearer === undefined
        ? tokensOf(request.headers.cookie, tour).values()
        : [bearer];
  // A store that is away knows nobody.
  for (const token of tokens)
    if ((await sessions.find(tour ?? '', token).catch(() => undefined))?.ok)
      return `session ${hashSecret(token)}`;
  return networkOf(request.ip);
}
