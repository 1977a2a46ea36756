import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Role } from '../../../shared/tour/actor.ts';
import { refuse } from '../../../shared/tour/outcome.ts';
import type { Context } from '../context.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { asHost } from './as-host.ts';
import { whoActs } from './who.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whose session a route wants: asked before its body is read. */
    readonly roles?: readonly Role[];
    /** The route is the host's: it belongs to no tour. */
    readonly house?: true;
    /** The route asks by itself who comes, before its body is read. */
    readonly asksFirst?: true;
  }
}

/** Most that is read of anybody: a route that reads more says whose session it wants. */
export const MOST_OPEN_BYTES = 4_096;
const HAVE_BODIES = ['POST', 'PUT', 'PATCH', 'DELETE'];
/** Who was answered before his body had come is listened to for so long: cut off at once, he would not hear the answer. */
const RUNS_OUT_WITHIN_MS = 2_000;

/**
 * Session first, then body: before it is known who comes nothing large is read, whatever the route. To be called
 * after the bound on requests was set up and before any route is. A route that forgets it is a bug: it throws.
 */
export function sessionFirst(http: FastifyInstance, context: Context): void {
  const ask = async (request: FastifyRequest, reply: FastifyReply) => {
    const { tour } = request.params as { readonly tour: string };
    const { roles = [], house } = request.routeOptions.config;
    if (house !== true && (await context.tours.find(tour)) === undefined)
      return sendRefusal(request, reply, refuse('tour.unknown', { tour }));
    const who =
      house === true
        ? await asHost(request, context)
        : await whoActs(request, context.sessions, tour, roles, context.config.publicUrl);
    if (who.ok) return;
    context.metrics.refusals.inc({ code: who.code });
    return sendRefusal(request, reply, who);
  };

  http.addHook('onRoute', (route: RouteOptions) => {
    if (![route.method].flat().some((method) => HAVE_BODIES.includes(method))) return;
    const { roles, asksFirst, house } = route.config ?? {};
    if (roles !== undefined || house === true) route.onRequest = [route.onRequest ?? [], ask].flat();
    else if (asksFirst !== true && (route.bodyLimit ?? 0) > MOST_OPEN_BYTES)
      throw new Error(`${route.url} reads ${route.bodyLimit} bytes of anybody`);
  });

  http.addHook('onResponse', async ({ raw }) => {
    // What still comes is thrown away as it comes; then the connection is.
    if (raw.complete === false)
      setTimeout(() => raw.complete || raw.socket.destroy(), RUNS_OUT_WITHIN_MS).unref();
  });
}
