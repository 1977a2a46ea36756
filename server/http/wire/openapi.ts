import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify';
import { type ReadyBody, readyBody } from '../../live/frames/ready-body.ts';
import { ASKED_AGAIN } from './cache-rules.ts';
import { uncompiled } from './compiled-on-use.ts';
import { sendReady } from './send-ready.ts';

/** Routes whose caller needs a session; leaving one needs none. */
const NEEDS_SESSION = /^\/api\/tours\/\{tour\}\/(?!session$)/;

/** Describes the interface at `/api/openapi.json`, from the schemas that the routes check by. Call before the routes. */
export function describeInterface(app: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    if (route.method !== 'HEAD') routes.push(route);
  });
  let described: Promise<ReadyBody> | undefined;
  app.get('/api/openapi.json', { schema: { hide: true } }, async (request, reply) => {
    described ??= describe(routes).then((document) => readyBody(JSON.stringify(document)));
    return sendReady(request, reply, await described, ASKED_AGAIN, 'application/json; charset=utf-8');
  });
}

/** Draws the routes on a server of its own that never listens: the library for it is not loaded at every start. */
async function describe(routes: readonly RouteOptions[]): Promise<unknown> {
  const { default: swagger } = await import('@fastify/swagger');
  const drawn = Fastify({ exposeHeadRoutes: false, schemaController: { compilersFactory: uncompiled } });
  await drawn.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Lalian',
        version: '1',
        description:
          'Live coverage and a scoreboard for judged tours. Commands are given with a retry key; send again until answered.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'lalian.<tour>.<role>' },
        },
      },
    },
    transformObject: (found) => {
      if (!('openapiObject' in found)) return found.swaggerObject;
      const described = modern(found.openapiObject) as typeof found.openapiObject;
      for (const [path, methods] of Object.entries(described.paths ?? {})) {
        if (!NEEDS_SESSION.test(path) || methods === undefined) continue;
        for (const operation of [methods.get, methods.post, methods.put, methods.delete])
          if (operation !== undefined) operation.security = [{ bearer: [] }, { cookie: [] }];
      }
      return described;
    },
  });
  for (const { method, url, schema } of routes)
    drawn.route({ method, url, ...(schema === undefined ? {} : { schema }), handler: async () => undefined });
  await drawn.ready();
  const document = drawn.swagger();
  await drawn.close();
  return document;
}

/** A copy in which tuples are written as JSON Schema 2020-12 does (`prefixItems`); Ajv reads the older form. */
function modern(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modern);
  if (typeof value !== 'object' || value === null) return value;
  const { items, additionalItems, ...rest } = value as Readonly<Record<string, unknown>>;
  const members = Object.entries(rest).map(([key, member]) => [key, modern(member)] as const);
  if (Array.isArray(items)) members.push(['prefixItems', modern(items)], ['items', modern(additionalItems)]);
  else if (items !== undefined) members.push(['items', modern(items)]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}
