import type { FastifyInstance } from 'fastify';
import { sentenceOf } from '../../shared/refusals.ts';
import { refuse } from '../../shared/tour/outcome.ts';
import { isThere, listTours } from '../live/tour-records.ts';
import type { Context } from './context.ts';
import { COUNTED_APART, READY_BYTES } from './doors.ts';
import { NEVER_KEPT } from './wire/cache-rules.ts';
import { languageOf, sendRefusal } from './wire/refusals.ts';
import { isFromThisMachine } from './wire/this-machine.ts';

/** What the operator and the proxy in front ask. */
export function operationRoutes(app: FastifyInstance, context: Context): void {
  const quiet = { schema: { hide: true }, logLevel: 'warn' as const, config: COUNTED_APART };

  // Asked by name, it answers whether it is the one: the command line asks whether the server it was told of still runs.
  app.get<{ Querystring: { instance?: string } }>(
    '/healthz',
    { ...quiet, config: READY_BYTES },
    async (request, reply) => {
      const { instance } = request.query;
      if (instance !== undefined && instance !== context.instance)
        return sendRefusal(request, reply, refuse('route.unknown'));
      return reply.header('cache-control', NEVER_KEPT).send({ ok: true });
    },
  );

  app.get('/readyz', quiet, async (request, reply) => {
    reply.header('cache-control', NEVER_KEPT);
    if (context.stopping()) return sendRefusal(request, reply, refuse('server.stopping'));
    await context.store.ping();
    const unreadableRecords = context.unreadableRecords();
    // Not 503: ballots are taken, and another process has the same log.
    const trouble = context.tours.clockTrouble;
    const damaged = context.tours.damaged.map(({ log, message }) => ({ tour: log, reason: message }));
    // The other tours go on: only where nothing can be shown is the server not ready.
    const unshown = context.tours.unshown.length;
    if (unshown > 0 && unshown >= (await listTours(context.store)).filter(isThere).length)
      return reply.code(503).send({
        ok: false,
        code: 'log.damaged',
        message: sentenceOf('log.damaged', languageOf(request)),
        damaged,
      });
    return {
      ok: true,
      store: context.store.kind,
      clock: trouble?.kind ?? 'settled',
      ...(damaged.length > 0 && { damaged }),
      ...(unreadableRecords > 0 && { unreadableRecords }),
    };
  });

  app.get('/metrics', quiet, async (request, reply) => {
    // Counts of ballots tell the public more than the standings may: only who is on this machine reads them.
    if (!isFromThisMachine(request.raw)) return sendRefusal(request, reply, refuse('route.unknown'));
    const rooms = context.tours.open;
    context.metrics.connections.set(rooms.reduce((sum, room) => sum + room.hub.count(), 0));
    context.metrics.waitingCommands.set(rooms.reduce((sum, room) => sum + room.waiting, 0));
    return reply.type(context.metrics.registry.contentType).send(await context.metrics.registry.metrics());
  });
}
