import type { FastifyInstance } from 'fastify';
import { PageFailureReport } from '../../../shared/page-failures.ts';
import { refuse } from '../../../shared/tour/outcome.ts';
import { networkOf } from '../../bounds/network.ts';
import { Pace } from '../../bounds/pace.ts';
import { kernelOf } from '../../failures/kernel.ts';
import type { Context } from '../context.ts';
import { NEVER_KEPT } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';

const MOST_BYTES = 256;

/**
 * Where pages say that their scripts failed. Anybody may say so: an address counts a few times only, which a hall behind
 * one address reaches as well, so that the counts say "at least"; and a crowd never takes the process for itself.
 */
export async function pageFailureRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const byAddress = new Pace(10, 600_000);
  const byProcess = new Pace(100, 1_000);

  await app.register(async (routes) => {
    // Plain text is what a frame without an origin may send without asking first.
    routes.addContentTypeParser(
      'text/plain',
      { parseAs: 'string' },
      routes.getDefaultJsonParser('error', 'error'),
    );
    routes.post<{ Body: PageFailureReport }>(
      '/api/page-failures',
      {
        bodyLimit: MOST_BYTES,
        schema: {
          summary: 'Say that the scripts of a page failed',
          description: 'Counted by page, kernel of the browser and kind of failure; nothing else is kept.',
          tags: ['operation'],
          body: PageFailureReport,
          response: { '4xx': RefusalAnswer, '5xx': RefusalAnswer },
        },
      },
      async (request, reply) => {
        reply.header('access-control-allow-origin', '*').header('cache-control', NEVER_KEPT);
        // What an address says in vain takes nothing from the others.
        const seconds = byAddress.wait(networkOf(request.ip)) || byProcess.wait('');
        if (seconds > 0) {
          const refusal = refuse('request.too-many', { seconds });
          context.metrics.refusals.inc({ code: refusal.code });
          return sendRefusal(request, reply, refusal);
        }
        const { page, failure, tour } = request.body;
        const kernel = kernelOf(request.headers['user-agent'] ?? '');
        if (kernel !== undefined) {
          context.metrics.pageFailures.inc({ page, kernel, failure });
          const room = await (tour === undefined ? context.tours.front() : context.tours.find(tour));
          if (room !== undefined) context.pageFailures(room).noted(page, kernel);
        }
        return reply.code(204).send();
      },
    );
  });
}
