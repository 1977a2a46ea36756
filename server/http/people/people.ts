import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Ended, type PersonLink, PersonLinks } from '../../../shared/people/wire.ts';
import { exactly, Id, plainText } from '../../../shared/schema.ts';
import { TOUR_ROLES, type TourRole } from '../../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { endInviteAt, listInvites, revokeInvites } from '../../access/invites.ts';
import { isSamePerson, locksOrganisersOut, type Taken } from '../../access/people.ts';
import type { Sign } from '../../access/seen.ts';
import type { Context } from '../context.ts';
import { NEVER_KEPT } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { asOrganiser } from './as-organiser.ts';
import { MOST_UNIX_MS } from './invites.ts';

const ROLE = Type.Enum([...TOUR_ROLES]);
const errors = { '4xx': RefusalAnswer, '5xx': RefusalAnswer };
const tags = ['access'];
const roles = ['organiser'] as const;

/** When a tracker sent something last, where it did. */
const trackerSeen = (sign: Sign | undefined) => (sign === undefined ? {} : { seenAtUnixMs: sign.atUnixMs });

/** Who may enter and who has, and the end of it: of a device, a person, a role. Whatever ends does within a second, everywhere. */
export function peopleRoutes(app: FastifyInstance, context: Context): void {
  const { store, sessions, seen, metrics } = context;
  const url = '/api/tours/:tour';
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => {
    metrics.refusals.inc({ code: refusal.code });
    return sendRefusal(request, reply, refusal);
  };

  app.get<{ Params: { tour: string } }>(
    `${url}/people`,
    {
      schema: {
        summary: 'Everybody with a link, the devices they entered on, and when each was there last',
        description: 'For: organiser. Nothing in it opens anything.',
        tags,
        response: { 200: PersonLinks, ...errors },
      },
    },
    async (request, reply) => {
      const as = await asOrganiser(request, context);
      if (!as.ok) return no(request, reply, as);
      const { tour } = request.params;
      const [invites, listed, signs] = await Promise.all([
        listInvites(store, tour),
        sessions.list(tour),
        seen.read(tour),
      ]);
      const links = invites.map(
        (invite): PersonLink => ({
          ...(invite as typeof invite & { readonly role: TourRole }),
          ...trackerSeen(signs[invite.inviteId]),
          devices: listed
            .filter(({ inviteId }) => inviteId === invite.inviteId)
            .map(({ number, device, openedAtUnixMs }) => {
              const { atUnixMs: seenAtUnixMs = openedAtUnixMs, waiting } = signs[number] ?? {};
              return {
                number,
                ...(device !== undefined && { kind: device }),
                ...(openedAtUnixMs !== undefined && { openedAtUnixMs }),
                ...(seenAtUnixMs !== undefined && { seenAtUnixMs }),
                ...(waiting !== undefined && { waiting }),
                ...(number === as.session.number && { isHere: true as const }),
              };
            }),
        }),
      );
      return reply.header('cache-control', NEVER_KEPT).send({ nowUnixMs: context.nowUnixMs(), links });
    },
  );

  /** Takes links and devices away, unless no organiser were left inside. */
  async function take(request: FastifyRequest, reply: FastifyReply, tour: string, taken: Taken) {
    const now = context.nowUnixMs();
    const [invites, listed] = await Promise.all([listInvites(store, tour), sessions.list(tour)]);
    if (locksOrganisersOut(invites, listed, taken, now))
      return no(request, reply, refuse('people.last-organiser'));
    const { links = () => false, devices = () => false } = taken;
    const meant = new Set(invites.filter(links).map(({ inviteId }) => inviteId));
    const numbers = new Set(
      listed.filter((one) => devices(one) || meant.has(one.inviteId)).map(({ number }) => number),
    );
    // Links first: whoever comes back at once finds them closed.
    const ended = {
      links: await revokeInvites(store, tour, ({ inviteId }) => meant.has(inviteId), now),
      devices: await sessions.endNumbers(tour, numbers),
    };
    if (ended.links + ended.devices === 0) return no(request, reply, refuse('people.unknown'));
    return reply.header('cache-control', NEVER_KEPT).send(ended);
  }

  const ending = (summary: string, more: string) => ({
    summary,
    description: `For: organiser. ${more} Refused where no organiser would be left inside.`,
    tags,
    response: { 200: Ended, ...errors },
  });

  app.delete<{ Params: { tour: string; number: string } }>(
    `${url}/devices/:number`,
    {
      config: { roles, whileArchived: true },
      schema: ending(
        'End the session of one device',
        'Its link stays, and opens again whoever has it: a lost phone’s link is replaced, or revoked.',
      ),
    },
    async (request, reply) => {
      const as = await asOrganiser(request, context);
      if (!as.ok) return no(request, reply, as);
      const { tour, number } = request.params;
      return take(request, reply, tour, { devices: (one) => one.number === number });
    },
  );

  app.delete<{ Params: { tour: string; role: TourRole; id: string }; Querystring: { name?: string } }>(
    `${url}/people/:role/:id`,
    {
      config: { roles, whileArchived: true },
      schema: {
        ...ending(
          'End every link of a person, and every device that entered by one',
          'Where several share an id, as editors do their outlet’s, the one of that name.',
        ),
        params: Type.Object({ tour: Type.String(), role: ROLE, id: Id }),
        querystring: exactly({ name: Type.Optional(plainText(80, 1)) }),
      },
    },
    async (request, reply) => {
      const as = await asOrganiser(request, context);
      if (!as.ok) return no(request, reply, as);
      const { tour, role, id } = request.params;
      const { name } = request.query;
      const who = { role, id, ...(name !== undefined && { name }) };
      return take(request, reply, tour, {
        links: (one) => one.revokedAtUnixMs === undefined && isSamePerson(one, who),
      });
    },
  );

  app.delete<{ Params: { tour: string; role: TourRole }; Querystring: { links?: 'stay' | 'end' } }>(
    `${url}/people/:role`,
    {
      config: { roles, whileArchived: true },
      schema: {
        ...ending(
          'End every session of a role',
          'The one that asks stays, with its link. Links stay too, unless they are to end.',
        ),
        params: Type.Object({ tour: Type.String(), role: ROLE }),
        querystring: exactly({ links: Type.Optional(Type.Enum(['stay', 'end'])) }),
      },
    },
    async (request, reply) => {
      const as = await asOrganiser(request, context);
      if (!as.ok) return no(request, reply, as);
      const { tour, role } = request.params;
      const { session } = as;
      const here = (await sessions.list(tour)).find(({ number }) => number === session.number);
      return take(request, reply, tour, {
        devices: (one) => one.actor.role === role && one.number !== session.number,
        links: (one) =>
          request.query.links === 'end' &&
          one.role === role &&
          one.revokedAtUnixMs === undefined &&
          one.inviteId !== here?.inviteId,
      });
    },
  );

  app.put<{ Params: { tour: string; inviteId: string }; Body: { atUnixMs?: number } }>(
    `${url}/invites/:inviteId/end`,
    {
      bodyLimit: 256,
      config: { roles, whileArchived: true },
      schema: {
        summary: 'Say when a link ends, with all that entered by it; or that it does not',
        description: 'For: organiser. Refused where no organiser would be left inside then.',
        tags,
        body: exactly({ atUnixMs: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_UNIX_MS })) }),
        response: errors,
      },
    },
    async (request, reply) => {
      const as = await asOrganiser(request, context);
      if (!as.ok) return no(request, reply, as);
      const { tour, inviteId } = request.params;
      const { atUnixMs } = request.body;
      const now = context.nowUnixMs();
      if (atUnixMs !== undefined && atUnixMs <= now)
        return no(request, reply, refuse('invite.ends-before-now'));
      const [invites, listed] = await Promise.all([listInvites(store, tour), sessions.list(tour)]);
      const links = (one: { readonly inviteId: string; readonly endsAtUnixMs?: number }) =>
        one.inviteId === inviteId || one.endsAtUnixMs !== undefined;
      const isOrganisers = invites.some((one) => one.inviteId === inviteId && one.role === 'organiser');
      if (atUnixMs !== undefined && isOrganisers && locksOrganisersOut(invites, listed, { links }, now))
        return no(request, reply, refuse('people.last-organiser'));
      if (!(await endInviteAt(store, tour, inviteId, atUnixMs)))
        return no(request, reply, refuse('invite.not-listed'));
      sessions.forget();
      return reply.header('cache-control', NEVER_KEPT).code(204).send();
    },
  );
}
