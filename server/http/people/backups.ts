import type { FastifyInstance } from 'fastify';
import { BackupsShown } from '../../../shared/house/backups.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import type { BackupState } from '../../backup/kept-state.ts';
import type { Context } from '../context.ts';
import { OWN } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { asOrganiser } from './as-organiser.ts';

/** How a tour's backups stand, and one made now. What stands in them is answered to nobody. */
export function backupRoutes(app: FastifyInstance, context: Context): void {
  const { backups, config } = context;
  const url = '/api/tours/:tour/backups';
  const roles = ['organiser'] as const;
  const response = { 200: BackupsShown, '4xx': RefusalAnswer, '5xx': RefusalAnswer };

  const shown = ({ last, failed, making }: BackupState): BackupsShown => ({
    place: backups.placeKind ?? 'none',
    hours: config.backup.hours,
    keep: config.backup.keep,
    isMaking: making !== undefined,
    ...(last !== undefined && {
      last: { atUnixMs: last.atUnixMs, sureAtUnixMs: last.sureAtUnixMs, bytes: last.bytes, seq: last.seq },
    }),
    ...(failed !== undefined && { failed }),
  });

  app.get<{ Params: { tour: string } }>(
    url,
    {
      config: { roles },
      schema: {
        summary: 'When the last good backup was made, and where backups go',
        description: 'For: organiser.',
        tags: ['watch'],
        response,
      },
    },
    async (request, reply) => {
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return sendRefusal(request, reply, asked);
      return reply.header('cache-control', OWN).send(shown(await backups.stateOf(asked.room.id)));
    },
  );

  app.post<{ Params: { tour: string } }>(
    url,
    {
      bodyLimit: 256,
      // It writes nothing into the tour.
      config: { roles, whileArchived: true },
      schema: {
        summary: 'Make a backup now',
        description:
          'For: organiser. It is answered at once; ask how the backups stand until `isMaking` is false. While one is made no second one is begun.',
        tags: ['watch'],
        response,
      },
    },
    async (request, reply) => {
      const no = (refusal: Refusal) => {
        context.metrics.refusals.inc({ code: refusal.code });
        return sendRefusal(request, reply, refusal);
      };
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return no(asked);
      const { id, fold } = asked.room;
      if (backups.placeKind === undefined) return no(refuse('backup.no-place'));
      if (fold.tour.setup?.rehearsalOf !== undefined) return no(refuse('backup.rehearsal'));
      const begun = await backups.begin(id);
      // It goes on while this is answered; how it ended is kept, and told to whoever asks.
      begun?.().catch((error: unknown) => {
        request.log.warn({ tour: id, err: String(error) }, 'how a backup ended could not be kept');
      });
      return reply.header('cache-control', OWN).send(shown(await backups.stateOf(id)));
    },
  );
}
