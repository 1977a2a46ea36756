import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { type Audience, audienceOf, viewOf } from '../../../shared/audience.ts';
import { decide } from '../../../shared/commands.ts';
import { Beat, type BeatAnswer, type Draft, SaveDraft } from '../../../shared/desk.ts';
import { sentenceOf } from '../../../shared/refusals.ts';
import { ClientId } from '../../../shared/schema.ts';
import type { Actor, Role } from '../../../shared/tour/actor.ts';
import { valueAt } from '../../../shared/tour/keyed.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import type { TourRoom } from '../../live/tour-room.ts';
import { dashboardOf } from '../../newsroom/dashboard.ts';
import type { KeptDraft } from '../../newsroom/drafts.ts';
import { historyOf } from '../../newsroom/history.ts';
import { publishCommand } from '../../newsroom/scheduled.ts';
import { seeScreen } from '../../newsroom/screens.ts';
import type { Context } from '../context.ts';
import { whoActs } from '../people/who.ts';
import { OWN } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { languageOf, sendRefusal } from '../wire/refusals.ts';
import { checkedAtEdge } from './commands.ts';

const MOST_BYTES = 256 * 1024;
/** The newest ones are what an editor may want to tell. */
const MOST_MOMENTS = 20;

interface Asked {
  readonly room: TourRoom;
  readonly actor: Actor;
  readonly audience: Audience;
  readonly now: number;
}
type Params = { tour: string; id: string };

/** The desk's own routes: who is there, drafts, the history of a post. Never kept by a cache. */
export function deskRoutes(app: FastifyInstance, context: Context): void {
  /** A route of the desk, for these roles; an editor's outlet still belongs to the tour. */
  const route = <Body, Query>(
    {
      method,
      url,
      whileArchived,
      ...schema
    }: { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; url: string } & Schemas,
    roles: readonly Role[],
    answer: (
      asked: Asked,
      request: FastifyRequest<{ Params: Params; Body: Body; Querystring: Query }>,
      reply: FastifyReply,
    ) => Promise<unknown>,
  ) =>
    app.route<{ Params: Params; Body: Body; Querystring: Query }>({
      method,
      url: `/api/tours/:tour/desk/${url}`,
      bodyLimit: MOST_BYTES,
      config: { roles, ...(whileArchived && { whileArchived }) },
      schema: {
        ...schema,
        description: `For: ${roles.join(', ')}.`,
        tags: ['desk'],
        response: { '4xx': RefusalAnswer, '5xx': RefusalAnswer },
      },
      handler: async (request, reply) => {
        const asked = await whoAsks(request, context, roles);
        const answered = 'ok' in asked ? asked : await answer(asked, request, reply);
        if (isRefusal(answered)) {
          context.metrics.refusals.inc({ code: answered.code });
          return sendRefusal(request, reply, answered);
        }
        return reply.header('cache-control', OWN).send(answered);
      },
    });

  route<Beat, unknown>(
    {
      method: 'POST',
      url: 'beat',
      whileArchived: true,
      summary: 'Say that the desk is open; who else is, drafts, moments',
      body: Beat,
    },
    ['editor'],
    async ({ room, actor, now }, request): Promise<BeatAnswer> => {
      const newsroom = context.newsroom(room);
      const colleagues = await seeScreen(
        context.store,
        room.id,
        actor,
        request.body,
        now,
        context.machineUnixMs(),
      );
      const { version, drafts } = await newsroom.drafts.of(actor.id);
      return {
        nowUnixMs: now,
        colleagues,
        draftsVersion: version,
        ...(request.body.draftsVersion !== version && { drafts: drafts.map((one) => shown(one, request)) }),
        moments: newsroom.moments().slice(-MOST_MOMENTS),
        videoHosts: context.config.videoHosts,
      };
    },
  );

  route<SaveDraft, unknown>(
    { method: 'PUT', url: 'drafts/:id', summary: 'Save a draft', params: IdParams, body: SaveDraft },
    ['editor'],
    async ({ room, actor, now }, request) => {
      const { id } = request.params;
      const wanted = request.body;
      if (wanted.state === 'scheduled') {
        const wrong = await wrongSchedule(room, actor, id, wanted, now, context);
        if (wrong !== undefined) return wrong;
      }
      const saved = await context.newsroom(room).drafts.save(actor, id, wanted, now);
      return saved.ok ? { version: saved.version } : saved;
    },
  );

  route<unknown, unknown>(
    { method: 'GET', url: 'drafts/:id', summary: 'One draft', params: IdParams },
    ['editor'],
    async ({ room, actor }, request) => {
      const draft = await context.newsroom(room).drafts.find(actor.id, request.params.id);
      return draft === undefined ? refuse('draft.unknown') : shown(draft, request);
    },
  );

  route<unknown, { basedOnVersion: string }>(
    {
      ...{ method: 'DELETE', url: 'drafts/:id', summary: 'Remove a draft', params: IdParams },
      querystring: Type.Object({ basedOnVersion: Type.String({ pattern: '^[0-9]{1,9}$' }) }),
    },
    ['editor'],
    async ({ room, actor, now }, request, reply) => {
      const { drafts } = context.newsroom(room);
      const version = Number(request.query.basedOnVersion);
      const removed = await drafts.remove(actor.id, request.params.id, version, now);
      if (!removed.ok) return removed;
      reply.code(204);
      return undefined;
    },
  );

  route<unknown, unknown>(
    { method: 'GET', url: 'posts/:id/history', summary: 'Every version of a post', params: IdParams },
    ['editor', 'organiser'],
    async ({ room, actor, audience }, request) => {
      const { id } = request.params;
      if (valueAt(room.fold.tour.posts, id) === undefined) await room.catchUp();
      const post = valueAt(seenTour(room, audience).posts, id);
      if (post === undefined) return refuse('post.unknown', { post: id });
      if (actor.role === 'editor' && post.outletId !== actor.id)
        return refuse('post.other-outlet', { outlet: post.outletId });
      return { versions: await historyOf(context.store, room.id, id, audience) };
    },
  );

  route<unknown, unknown>(
    { method: 'GET', url: 'dashboard', summary: 'What each outlet has published, and how it is read' },
    ['editor', 'organiser'],
    async ({ room, audience }) => {
      const { tallies, viewers } = context.newsroom(room);
      return dashboardOf(seenTour(room, audience), tallies, viewers);
    },
  );
}

/** All of a tour that an answer may be made of, as in frames. */
const seenTour = (room: TourRoom, audience: Audience): Tour => viewOf(room.fold.tour, audience);

interface Schemas {
  /** It changes nothing of the tour. */
  readonly whileArchived?: true;
  readonly summary: string;
  readonly params?: TSchema;
  readonly body?: TSchema;
  readonly querystring?: TSchema;
}

const IdParams = Type.Object({ tour: Type.String(), id: ClientId });

const isRefusal = (answered: unknown): answered is Refusal =>
  typeof answered === 'object' && answered !== null && 'ok' in answered && answered.ok === false;

async function whoAsks(
  request: FastifyRequest<{ Params: Params }>,
  context: Context,
  roles: readonly Role[],
): Promise<Asked | Refusal> {
  const { tour } = request.params;
  const room = await context.tours.find(tour);
  if (room === undefined) return refuse('tour.unknown', { tour });
  const who = await whoActs(request, context.sessions, tour, roles, context.config.publicUrl);
  if (!who.ok) return who;
  const { actor } = who;
  const isMissing = () => !room.fold.tour.setup?.outlets.some(({ id }) => id === actor.id);
  if (actor.role === 'editor' && isMissing()) {
    // Another process may have set it up a moment ago.
    await room.catchUp();
    if (isMissing()) return refuse('outlet.unknown', { outlet: actor.id });
  }
  return { room, actor, audience: audienceOf(actor), now: context.nowUnixMs() };
}

/** A draft as its reader gets it: a failure is a sentence in his language. */
function shown({ failure, ...draft }: KeptDraft, request: FastifyRequest): Draft {
  if (failure === undefined) return draft;
  const { code, details } = failure;
  return { ...draft, failure: { code, message: sentenceOf(code, languageOf(request), details) } };
}

/** Why a draft cannot be scheduled: no time, one that is past, or a post that would be refused even now. */
async function wrongSchedule(
  room: TourRoom,
  actor: Actor,
  id: string,
  { content, scheduledAtUnixMs }: SaveDraft,
  now: number,
  context: Context,
): Promise<Refusal | undefined> {
  if (scheduledAtUnixMs === undefined) return refuse('schedule.no-time');
  if (room.clockTrouble !== undefined) return refuse('clock.unsettled');
  if (scheduledAtUnixMs <= now) return refuse('schedule.past');
  const command = await checkedAtEdge(publishCommand(id, content), room, context);
  if ('ok' in command) return command;
  const decision = decide(room.fold.tour, command, { actor, nowUnixMs: now });
  return decision.ok ? undefined : decision;
}
