import type { FastifyInstance } from 'fastify';
import { archiveOf } from '../../archive/files.ts';
import { zipOf } from '../../archive/zip.ts';
import type { Context } from '../context.ts';
import { asOrganiser } from '../people/as-organiser.ts';
import { OWN } from '../wire/cache-rules.ts';
import { sendRefusal } from '../wire/refusals.ts';

/** The tour as a static archive, for the organiser. */
export function archiveRoutes(app: FastifyInstance, context: Context): void {
  app.get<{ Params: { tour: string } }>(
    '/api/tours/:tour/archive.zip',
    {
      schema: {
        summary: 'The tour as a static archive: what the public may see, in a ZIP that opens from disk',
        description: 'For: organiser. The same state gives the same bytes.',
        tags: ['archive'],
      },
    },
    async (request, reply) => {
      const { tour } = request.params;
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return sendRefusal(request, reply, asked);
      const { room } = asked;
      const { files, missing } = await archiveOf(room, context.pages.archive, context.media.files);
      if (missing.length > 0)
        request.log.warn({ tour, missing: missing.length }, 'files that posts name are not there');
      return reply
        .header('cache-control', OWN)
        .header('content-disposition', `attachment; filename="${tour}-archive.zip"`)
        .type('application/zip')
        .send(zipOf(files));
    },
  );
}
