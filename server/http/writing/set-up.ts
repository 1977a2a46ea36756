import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { partsOf } from '../../../shared/setup/compose.ts';
import { SaveParts, type SetUpDrafts } from '../../../shared/setup/wire.ts';
import type { Refusal } from '../../../shared/tour/outcome.ts';
import { TOURS, tourIn } from '../../live/tour-records.ts';
import { saveParts, setUpDrafts } from '../../setup/set-up-drafts.ts';
import type { Context } from '../context.ts';
import { asOrganiser } from '../people/as-organiser.ts';
import { OWN } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';

const MOST_BYTES = 4096 * 1024;

/** Drafts of a tour's set-up, part by part: nothing of the tour changes by them until `setUpTour`. */
export function setUpRoutes(app: FastifyInstance, context: Context): void {
  const { store } = context;
  const url = '/api/tours/:tour/set-up';
  const roles = ['organiser'] as const;
  const tags = ['set-up'];
  const errors = { '4xx': RefusalAnswer, '5xx': RefusalAnswer };
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => {
    context.metrics.refusals.inc({ code: refusal.code });
    return sendRefusal(request, reply, refusal);
  };

  app.get<{ Params: { tour: string }; Querystring: { known?: string } }>(
    url,
    {
      config: { roles },
      schema: {
        summary: 'Drafts of the set-up, part by part',
        description:
          'For: organiser. Each part with its version, when it was saved and by whom; the parts that no draft is of are as the tour has them. Without `drafts` where the asked version still holds.',
        tags,
        querystring: Type.Object({
          known: Type.Optional(
            Type.String({ pattern: '^[0-9]{1,12}$', description: '`version` of the last answer.' }),
          ),
        }),
        response: errors,
      },
    },
    async (request, reply) => {
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return no(request, reply, asked);
      const { room } = asked;
      const { version, drafts } = await setUpDrafts(store, room.id);
      const record = room.fold.tour.setup === null ? await store.getRecord(TOURS, room.id) : undefined;
      const name = record && tourIn(record).name;
      const answer: SetUpDrafts = {
        version,
        ...(request.query.known !== String(version) && { drafts }),
        ...(name !== undefined && { calledByHost: name }),
        ...(room.refusal?.code === 'tour.archived' && { archived: true }),
      };
      return reply.header('cache-control', OWN).send(answer);
    },
  );

  app.put<{ Params: { tour: string }; Body: SaveParts }>(
    url,
    {
      bodyLimit: MOST_BYTES,
      config: { roles },
      schema: {
        summary: 'Save drafts of parts of the set-up, all or none',
        description:
          'For: organiser. Values may lack what a set-up needs: an empty name, a place at 0/0, a reference that leads nowhere yet. A part that somebody else saved since is refused with his name and time; `value: null` puts a draft away.',
        tags,
        body: SaveParts,
        response: errors,
      },
    },
    async (request, reply) => {
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return no(request, reply, asked);
      const { room, actor } = asked;
      const saved = await saveParts(store, room.id, request.body, {
        by: actor.name,
        nowUnixMs: context.nowUnixMs(),
        held: partsOf(room.fold.tour),
      });
      if (!saved.ok) return no(request, reply, saved);
      const { ok: _ok, ...answer } = saved;
      return reply.header('cache-control', OWN).send(answer);
    },
  );
}
