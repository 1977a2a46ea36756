import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { exactly, Id, plainText } from '../../../shared/schema.ts';
import type { Role, TourRole } from '../../../shared/tour/actor.ts';
import { actorRef, TOUR_ROLES } from '../../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { createInvite, listInvites, revokeInvite } from '../../access/invites.ts';
import type { Config } from '../../config.ts';
import type { Context } from '../context.ts';
import { NEVER_KEPT } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { asOrganiser } from './as-organiser.ts';

const Wanted = exactly({
  role: Type.Union(TOUR_ROLES.map((role) => Type.Literal(role))),
  id: Id,
  name: Type.Optional(plainText(80, 1)),
});

/** Where an invite leads: trackers send to their own address, people open the enter page. */
export const inviteUrl = (publicUrl: string, role: Role, code: string): string =>
  role === 'tracker' ? `${publicUrl}/track/${code}` : `${publicUrl}/enter#${code}`;

/** What the links begin with that are made for whoever asks. */
export const linkBaseFor = (
  { protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>,
  { publicUrlGiven, publicUrl }: Config,
): string => (publicUrlGiven ? publicUrl : `${protocol}://${host}`);

/** Whether the tour knows whom the invite is for. */
function whoIsUnknown(tour: Tour, role: TourRole, id: string): Refusal | undefined {
  switch (role) {
    case 'judge':
      return Object.hasOwn(tour.judges, id) ? undefined : refuse('judge.unknown', { judge: id });
    case 'editor':
      return tour.setup?.outlets.some((outlet) => outlet.id === id)
        ? undefined
        : refuse('outlet.unknown', { outlet: id });
    case 'area':
      return tour.setup?.areas.some((area) => area.id === id)
        ? undefined
        : refuse('area.unknown', { area: id });
    case 'organiser':
    case 'tracker':
    case 'screen':
    case 'presenter':
      return undefined;
    default:
      return role satisfies never;
  }
}

/** The organiser's invites: made, listed (never with their secrets) and revoked. */
export function inviteRoutes(app: FastifyInstance, context: Context): void {
  type Params = { tour: string; inviteId: string };

  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => {
    context.metrics.refusals.inc({ code: refusal.code });
    return sendRefusal(request, reply, refusal);
  };

  app.post<{ Params: Params; Body: { invites: { role: TourRole; id: string; name?: string }[] } }>(
    '/api/tours/:tour/invites',
    {
      bodyLimit: 128 * 1024,
      config: { roles: ['organiser'], whileArchived: true },
      schema: {
        summary: 'Make invites',
        description: 'For: organiser. Each link is told once and never again.',
        tags: ['access'],
        body: exactly({ invites: Type.Array(Wanted, { minItems: 1, maxItems: 500 }) }),
        response: {
          200: Type.Object({
            invites: Type.Array(
              Type.Object({
                inviteId: Type.String(),
                role: Type.String(),
                id: Type.String(),
                url: Type.String(),
              }),
            ),
          }),
          '4xx': RefusalAnswer,
        },
      },
    },
    async (request, reply) => {
      const as = await asOrganiser(request, context);
      if (!as.ok) return no(request, reply, as);
      const { tour } = request.params;
      const firstUnknown = () =>
        request.body.invites
          .map(({ role, id }) => whoIsUnknown(as.room.fold.tour, role, id))
          .find((unknown) => unknown !== undefined);
      // Another process may have appointed whom this one has not heard of yet.
      if (firstUnknown() !== undefined) await as.room.catchUp();
      const unknown = firstUnknown();
      if (unknown !== undefined) return no(request, reply, unknown);
      const base = linkBaseFor(request, context.config);
      const invites = [];
      for (const wanted of request.body.invites) {
        const { inviteId, code } = await createInvite(
          context.store,
          tour,
          { ...wanted, createdBy: actorRef(as.actor) },
          context.nowUnixMs(),
        );
        invites.push({
          inviteId,
          role: wanted.role,
          id: wanted.id,
          url: inviteUrl(base, wanted.role, code),
        });
      }
      return reply.header('cache-control', NEVER_KEPT).send({ invites });
    },
  );

  app.get<{ Params: Params }>(
    '/api/tours/:tour/invites',
    { schema: { summary: 'List invites', description: 'For: organiser.', tags: ['access'] } },
    async (request, reply) => {
      const as = await asOrganiser(request, context);
      if (!as.ok) return no(request, reply, as);
      return reply
        .header('cache-control', NEVER_KEPT)
        .send({ invites: await listInvites(context.store, request.params.tour) });
    },
  );

  app.delete<{ Params: Params }>(
    '/api/tours/:tour/invites/:inviteId',
    {
      config: { roles: ['organiser'], whileArchived: true },
      schema: {
        summary: 'Revoke an invite and every session it opened',
        description: 'For: organiser. Effective everywhere within a second.',
        tags: ['access'],
      },
    },
    async (request, reply) => {
      const as = await asOrganiser(request, context);
      if (!as.ok) return no(request, reply, as);
      const revoked = await revokeInvite(
        context.store,
        request.params.tour,
        request.params.inviteId,
        context.nowUnixMs(),
      );
      if (!revoked) return no(request, reply, refuse('invite.not-listed'));
      context.sessions.forget();
      return reply.code(204).send();
    },
  );
}
