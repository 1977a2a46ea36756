import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { OLDER_LINKS, type OlderLinks } from '../../../shared/people/wire.ts';
import { exactly, Id, plainText } from '../../../shared/schema.ts';
import type { Role, TourRole } from '../../../shared/tour/actor.ts';
import { actorRef, TOUR_ROLES } from '../../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { createInvite, inviteIdOf, listInvites, revokeInvite, revokeInvites } from '../../access/invites.ts';
import { isSamePerson, locksOrganisersOut } from '../../access/people.ts';
import type { Config } from '../../config.ts';
import type { Context } from '../context.ts';
import { NEVER_KEPT } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { asOrganiser } from './as-organiser.ts';

/** The year 2100: nobody means a later one. */
export const MOST_UNIX_MS = 4_102_444_800_000;

const Wanted = exactly({
  role: Type.Union(TOUR_ROLES.map((role) => Type.Literal(role))),
  id: Id,
  name: Type.Optional(plainText(80, 1)),
  endsAtUnixMs: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_UNIX_MS })),
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

  interface Body {
    readonly invites: readonly {
      readonly role: TourRole;
      readonly id: string;
      readonly name?: string;
      readonly endsAtUnixMs?: number;
    }[];
    readonly older?: OlderLinks;
  }

  app.post<{ Params: Params; Body: Body }>(
    '/api/tours/:tour/invites',
    {
      bodyLimit: 128 * 1024,
      config: { roles: ['organiser'], whileArchived: true },
      schema: {
        summary: 'Make invites',
        description:
          'For: organiser. Each link is told once and never again. Links that end by it do within a second, everywhere.',
        tags: ['access'],
        body: exactly({
          invites: Type.Array(Wanted, { minItems: 1, maxItems: 500 }),
          older: Type.Optional(
            Type.Enum([...OLDER_LINKS], {
              description:
                'What becomes of the links that these people have: all end with their devices, those that nobody entered by, or none.',
            }),
          ),
        }),
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
      const { invites: all, older = 'stay' } = request.body;
      const now = context.nowUnixMs();
      if (all.some(({ endsAtUnixMs = Number.POSITIVE_INFINITY }) => endsAtUnixMs <= now))
        return no(request, reply, refuse('invite.ends-before-now'));
      const before = older === 'stay' ? undefined : await listInvites(context.store, tour);
      const used = new Set(
        older === 'unused' ? (await context.sessions.list(tour)).map(({ inviteId }) => inviteId) : [],
      );
      const ending = new Set(
        before
          ?.filter((one) => all.some((wanted) => isSamePerson(wanted, one)) && !used.has(one.inviteId))
          .map(({ inviteId }) => inviteId),
      );
      if (ending.has(inviteIdOf(as.session.inviteHash))) return no(request, reply, refuse('people.own-link'));
      const base = linkBaseFor(request, context.config);
      const invites = [];
      for (const wanted of all) {
        const { inviteId, code } = await createInvite(
          context.store,
          tour,
          { ...wanted, createdBy: actorRef(as.actor) },
          now,
        );
        invites.push({
          inviteId,
          role: wanted.role,
          id: wanted.id,
          url: inviteUrl(base, wanted.role, code),
        });
      }
      // The new ones are there before the old ones go: whatever breaks off in between, nobody is without a link.
      if (ending.size > 0) {
        await revokeInvites(context.store, tour, ({ inviteId }) => ending.has(inviteId), now);
        context.sessions.forget();
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
      const taken = {
        links: ({ inviteId }: { readonly inviteId: string }) => inviteId === request.params.inviteId,
      };
      const [invites, sessions] = await Promise.all([
        listInvites(context.store, request.params.tour),
        context.sessions.list(request.params.tour),
      ]);
      if (locksOrganisersOut(invites, sessions, taken, context.nowUnixMs()))
        return no(request, reply, refuse('people.last-organiser'));
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
