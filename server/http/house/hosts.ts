import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { exactly, plainText } from '../../../shared/schema.ts';
import { actorRef } from '../../../shared/tour/actor.ts';
import { refuse } from '../../../shared/tour/outcome.ts';
import { HOUSE } from '../../access/house.ts';
import { createInvite, listInvites, revokeInvite } from '../../access/invites.ts';
import type { Context } from '../context.ts';
import { inviteUrl, linkBaseFor } from '../people/invites.ts';
import { leave } from '../people/leave.ts';
import { houseRoute } from './route.ts';

const MadeLink = Type.Object({ inviteId: Type.String(), url: Type.String() });

/** Who is host of this server: his session, and the links of all hosts. */
export function hostRoutes(app: FastifyInstance, context: Context): void {
  const { store, sessions } = context;

  houseRoute(
    app,
    context,
    { method: 'GET', url: '/session', summary: 'Whose session of a host this is' },
    async ({ actor: { role, id, name }, expiresAtUnixMs }) => ({
      ...{ role, id, expiresAtUnixMs },
      ...(name !== undefined && { name, called: { zh: name } }),
    }),
  );

  app.delete(
    '/api/house/session',
    {
      schema: {
        summary: 'Leave the house',
        description: 'The session of this browser, or of this token, opens nothing any more within a second.',
        tags: ['house'],
      },
    },
    async (request, reply) => leave(request, reply, context, HOUSE),
  );

  houseRoute(
    app,
    context,
    { method: 'GET', url: '/invites', summary: 'List the links of hosts, without their secrets' },
    async () => ({ invites: await listInvites(store, HOUSE) }),
  );

  houseRoute<{ name: string }>(
    app,
    context,
    {
      ...{ method: 'POST', url: '/invites', summary: 'Make a one-time link for another host' },
      description: 'It is told once and never again.',
      body: exactly({ name: plainText(80, 1) }),
      answer: MadeLink,
    },
    async ({ actor }, request) => {
      const id = `host-${randomBytes(4).toString('hex')}`;
      const { inviteId, code } = await createInvite(
        store,
        HOUSE,
        { role: 'host', id, name: request.body.name, createdBy: actorRef(actor), once: true },
        context.nowUnixMs(),
      );
      return { inviteId, url: inviteUrl(linkBaseFor(request, context.config), 'host', code) };
    },
  );

  houseRoute(
    app,
    context,
    {
      ...{ method: 'DELETE', url: '/invites/:inviteId' },
      summary: 'Revoke the link of a host, and every session that it opened',
      description:
        'Effective everywhere within a second. One’s own as well: npm run invite -- host makes another.',
    },
    async (_host, request) => {
      if (!(await revokeInvite(store, HOUSE, request.params.inviteId, context.nowUnixMs())))
        return refuse('invite.not-listed');
      sessions.forget();
      return undefined;
    },
  );
}
