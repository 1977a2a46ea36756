import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { exactly } from '../../../shared/schema.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { isRehearsal } from '../../dress/copies.ts';
import { pushAddress } from '../../push/addresses.ts';
import { areBrowserKeys } from '../../push/browser-keys.ts';
import { pushKeys } from '../../push/keys.ts';
import { subscribe, unsubscribe } from '../../push/subscriptions.ts';
import type { Context } from '../context.ts';
import { ASKED_AGAIN, MAY_CHANGE } from '../wire/cache-rules.ts';
import { sendRefusal } from '../wire/refusals.ts';

const Endpoint = Type.String({ maxLength: 1000, pattern: '^https://[^\\s]+$' });
/** What a browser's `PushSubscription` says of itself, and the language that its reader wants. */
const Subscribe = exactly({
  endpoint: Endpoint,
  keys: exactly({
    p256dh: Type.String({ pattern: '^[A-Za-z0-9_-]{86,88}=?$', description: 'P-256 point, base64url.' }),
    auth: Type.String({ pattern: '^[A-Za-z0-9_-]{22}={0,2}$', description: '16 bytes, base64url.' }),
  }),
  language: Type.Enum(['zh', 'en']),
});
const Unsubscribe = exactly({ endpoint: Endpoint });

/** Subscriptions from one address in a minute: a newsroom, and of a hall behind one address a tenth. */
const MOST_A_MINUTE = 30;
const OF_THE_HALL = 10;

/** Subscribing to key moments, and the worker that shows them. */
export function pushRoutes(app: FastifyInstance, context: Context): void {
  const { config, store } = context;
  const hosts = config.pushHosts;
  type Params = { tour: string };
  /** Nobody is told of a dress rehearsal. */
  const hasPush = async (tour: string): Promise<boolean> => {
    const room = await context.tours.find(tour);
    return room !== undefined && !isRehearsal(room);
  };
  const limited = {
    config: {
      rateLimit: {
        max: Math.max(MOST_A_MINUTE, Math.ceil(config.peoplePerAddress / OF_THE_HALL)),
        timeWindow: 60_000,
      },
    },
    bodyLimit: 4096,
  };

  app.get<{ Params: Params }>(
    '/live/:tour/push.json',
    {
      schema: {
        summary: 'The key by which a browser subscribes to key moments',
        tags: ['push'],
        response: { 200: exactly({ publicKey: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { tour } = request.params;
      if (!(await hasPush(tour))) return sendRefusal(request, reply, refuse('tour.unknown', { tour }));
      const { publicKey } = await pushKeys(store);
      return reply.header('cache-control', MAY_CHANGE).send({ publicKey });
    },
  );

  app.post<{ Params: Params; Body: Static<typeof Subscribe> }>(
    '/live/:tour/push',
    { ...limited, schema: { summary: 'Subscribe to key moments', tags: ['push'], body: Subscribe } },
    async (request, reply) => {
      const no = (refusal: Refusal) => {
        context.metrics.refusals.inc({ code: refusal.code });
        return sendRefusal(request, reply, refusal);
      };
      const { tour } = request.params;
      if (!(await hasPush(tour))) return no(refuse('tour.unknown', { tour }));
      const endpoint = pushAddress(request.body.endpoint, hosts);
      if (endpoint === undefined) return no(refuse('push.address'));
      const { keys, language } = request.body;
      if (!areBrowserKeys(keys)) return no(refuse('push.keys'));
      const kept = await subscribe(store, tour, {
        ...{ endpoint, keys, language, sinceUnixMs: context.nowUnixMs() },
      });
      return kept ? reply.code(204).send() : no(refuse('push.full'));
    },
  );

  app.delete<{ Params: Params; Body: Static<typeof Unsubscribe> }>(
    '/live/:tour/push',
    {
      ...limited,
      config: { ...limited.config, whileArchived: true },
      schema: { summary: 'Unsubscribe from key moments', tags: ['push'], body: Unsubscribe },
    },
    async (request, reply) => {
      const { tour } = request.params;
      if ((await context.tours.find(tour)) === undefined)
        return sendRefusal(request, reply, refuse('tour.unknown', { tour }));
      const { endpoint } = request.body;
      await unsubscribe(store, tour, pushAddress(endpoint, hosts) ?? endpoint);
      return reply.code(204).send();
    },
  );

  // A stable address: browsers ask for it again and compare its bytes.
  app.get('/push-sw.js', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('cache-control', ASKED_AGAIN)
      .type('text/javascript; charset=utf-8')
      .send(context.pages.pushWorker),
  );
}
