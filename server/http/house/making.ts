import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { HouseTour, NewTour } from '../../../shared/house/wire.ts';
import { exactly, plainText } from '../../../shared/schema.ts';
import { type Actor, actorRef } from '../../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { deviceOf } from '../../access/device.ts';
import { createInvite } from '../../access/invites.ts';
import { tourOf } from '../../house/list.ts';
import { type Beginning, makeTour } from '../../house/new-tour.ts';
import { enterAsOrganiser, type Opened } from '../../house/organisers.ts';
import { templateOf } from '../../house/template.ts';
import type { Context } from '../context.ts';
import { inviteUrl, linkBaseFor } from '../people/invites.ts';
import { cookieName } from '../people/who.ts';
import { houseRoute } from './route.ts';

const Inside = {
  token: Type.String({ description: 'The session of an organiser, for programs; browsers have the cookie.' }),
  expiresAtUnixMs: Type.Integer(),
};

/** New tours, and the ways of organisers into them: a host is in none until he lets himself in, which its organisers see. */
export function makingRoutes(app: FastifyInstance, context: Context): void {
  const { store, sessions, tours, config } = context;

  /** Gives the browser the session of an organiser. */
  async function letIn(
    tour: string,
    host: Actor,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Opened> {
    const now = context.nowUnixMs();
    const device = deviceOf(request.headers['user-agent']);
    const opened = await enterAsOrganiser(store, sessions, tour, host, device, now);
    reply.setCookie(cookieName(tour, 'organiser'), opened.token, {
      ...{ path: '/', httpOnly: true, sameSite: 'strict', secure: config.publicUrl.startsWith('https:') },
      maxAge: Math.floor((opened.expiresAtUnixMs - now) / 1000),
    });
    return opened;
  }

  houseRoute<NewTour>(
    app,
    context,
    {
      ...{ method: 'POST', url: '/tours', body: NewTour },
      summary: 'Make a tour, and enter it as its organiser',
      description:
        'Sent again with the same commandId it finds what it made. The id is that of all its addresses, for ever.',
      answer: Type.Object({ tour: HouseTour, ...Inside }),
    },
    async ({ actor }, request, reply) => {
      const { copyOf } = request.body;
      const beginning = copyOf === undefined ? undefined : await afterAnother(copyOf, request.body, actor);
      if (beginning !== undefined && 'ok' in beginning) return beginning;
      const made = await makeTour(context, request.body, beginning);
      if (!made.ok) return made;
      const tour = await tourOf(made.record, context);
      return { tour, ...(await letIn(tour.id, actor, request, reply)) };
    },
  );

  houseRoute(
    app,
    context,
    {
      ...{ method: 'POST', url: '/tours/:tour/organiser-session', answer: Type.Object(Inside) },
      summary: 'Enter a tour as its organiser',
      description: 'By an invite in the host’s own name, which stands in the tour’s list.',
    },
    async ({ actor }, request, reply) => {
      const { tour } = request.params;
      const refusal = await notThere(tour);
      return refusal ?? letIn(tour, actor, request, reply);
    },
  );

  houseRoute<{ name: string }>(
    app,
    context,
    {
      ...{ method: 'POST', url: '/tours/:tour/organisers', body: exactly({ name: plainText(80, 1) }) },
      summary: 'Make a link for an organiser of a tour',
      description: 'It is told once and never again.',
      answer: Type.Object({ inviteId: Type.String(), url: Type.String() }),
    },
    async ({ actor }, request) => {
      const { tour } = request.params;
      const refusal = await notThere(tour);
      if (refusal !== undefined) return refusal;
      const { inviteId, code } = await createInvite(
        store,
        tour,
        {
          ...{ role: 'organiser', id: `organiser-${randomBytes(4).toString('hex')}` },
          ...{ name: request.body.name, createdBy: actorRef(actor) },
        },
        context.nowUnixMs(),
      );
      return { inviteId, url: inviteUrl(linkBaseFor(request, config), 'organiser', code) };
    },
  );

  /** What a tour begins with that is made after another one, whoever may read that: nothing of it is told to who asks. */
  async function afterAnother(
    copyOf: string,
    { id, name, firstDate }: NewTour,
    host: Actor,
  ): Promise<Beginning | Refusal> {
    const refusal = await notThere(copyOf);
    const room = await tours.find(copyOf);
    if (refusal !== undefined || room === undefined)
      return refusal ?? refuse('tour.unknown', { tour: copyOf });
    // What another process has heard of belongs in it too.
    await room.catchUp();
    const template = templateOf(room.fold.tour, {
      ...{ name, actor: { ...host, role: 'organiser' }, nowUnixMs: context.nowUnixMs() },
      ...(firstDate !== undefined && { firstDate }),
      mayTake: (picture) => !room.fold.media.wasPublished(picture),
    });
    if (!template.ok) return template;
    return {
      lines: template.lines,
      // First what the log refers to: nobody sees a slide without its picture.
      async prepare() {
        for (const picture of template.pictureIds) await context.media.copyPicture(copyOf, id, picture);
      },
    };
  }

  /** Why nobody is let into a tour now; a rehearsal is entered by the sessions of its real tour. */
  async function notThere(tour: string) {
    if ((await tours.shut.of(tour)) === 'deleted') return refuse('tour.deleted');
    const room = await tours.find(tour);
    return room === undefined || room.fold.tour.setup?.rehearsalOf !== undefined
      ? refuse('tour.unknown', { tour })
      : undefined;
  }
}
