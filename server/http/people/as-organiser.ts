import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import type { Found } from '../../access/sessions.ts';
import type { TourRoom } from '../../live/tour-room.ts';
import type { Context } from '../context.ts';
import { whoActs } from './who.ts';

/**
 * The tour that the address names and the organiser who asks for it; a refusal where there is no such tour, or where
 * somebody else asks. Throws `StoreUnavailable`, as `LogDamaged` where the tour's log is damaged.
 */
export async function asOrganiser(
  request: FastifyRequest<{ Params: { tour: string } }>,
  context: Context,
): Promise<
  | {
      readonly ok: true;
      readonly room: TourRoom;
      readonly actor: Actor;
      readonly session: Extract<Found, { readonly ok: true }>;
    }
  | Refusal
> {
  const { tour } = request.params;
  const room = await context.tours.find(tour);
  if (room === undefined) return refuse('tour.unknown', { tour });
  const who = await whoActs(request, context.sessions, tour, ['organiser'], context.config.publicUrl);
  return who.ok ? { ok: true, room, actor: who.actor, session: who } : who;
}
