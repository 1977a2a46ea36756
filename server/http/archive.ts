import type { FastifyInstance } from 'fastify';
import { refuse } from '../../shared/tour/outcome.ts';
import { archiveOf } from '../archive/files.ts';
import { zipOf } from '../archive/zip.ts';
import { OWN } from './cache-rules.ts';
import type { Context } from './context.ts';
import { sendRefusal } from './refusals.ts';
import { whoActs } from './who.ts';

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
      const room = await context.tours.find(tour);
      if (room === undefined) return sendRefusal(request, reply, refuse('tour.unknown', { tour }));
      const who = await whoActs(request, context.sessions, tour, ['organiser'], context.config.publicUrl);
      if (!who.ok) return sendRefusal(request, reply, who);
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
