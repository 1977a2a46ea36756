import type { FastifyRequest } from 'fastify';
import { HOUSE } from '../../access/house.ts';
import type { Found } from '../../access/sessions.ts';
import type { Context } from '../context.ts';
import { whoActs } from './who.ts';

/** The host who asks; a refusal where somebody else does, whatever he is on the tours. Throws StoreUnavailable. */
export const asHost = (
  request: FastifyRequest,
  { sessions, config }: Pick<Context, 'sessions' | 'config'>,
): Promise<Found> => whoActs(request, sessions, HOUSE, ['host'], config.publicUrl);
