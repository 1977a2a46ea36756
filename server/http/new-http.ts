import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { refuse } from '../../shared/tour/outcome.ts';
import { boundConnections } from '../bounds/connections.ts';
import type { Config } from '../config.ts';
import { MOST_OPEN_BYTES } from './people/session-first.ts';
import { readCertificate } from './wire/certificate.ts';
import { compiledOnUse } from './wire/compiled-on-use.ts';
import { httpServer } from './wire/http-server.ts';
import { loggedError, loggedRequest, withoutSecrets } from './wire/log-lines.ts';
import { sendRefusal } from './wire/refusals.ts';
import { answerUnread } from './wire/unread.ts';

/** A browser opens up to six connections; half of that for everybody behind an address. */
const CONNECTIONS_A_PERSON = 3;

/** An HTTP server without routes that does not listen yet; throws where its certificate cannot be read. */
export function newHttp(config: Config): FastifyInstance {
  const http: FastifyInstance = Fastify({
    ...readCertificate(config),
    logger: {
      level: config.logLevel,
      serializers: { req: loggedRequest, err: loggedError },
      hooks: { streamWrite: withoutSecrets },
    },
    serverFactory: httpServer,
    clientErrorHandler: answerUnread,
    frameworkErrors: (_error, request, reply) => {
      reply.header('x-content-type-options', 'nosniff');
      sendRefusal(request, reply, refuse('route.unknown'));
    },
    // A line for every poll of a crowd would cost more than the poll; what fails is logged where it fails.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: (_address, hop) => hop < config.trustedProxies,
    bodyLimit: MOST_OPEN_BYTES,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    schemaController: { compilersFactory: compiledOnUse },
    ajv: {
      customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: false },
    },
  });
  // Behind a proxy all connections come from one address.
  if (config.trustedProxies === 0)
    boundConnections(http.server, Math.max(100, config.peoplePerAddress * CONNECTIONS_A_PERSON));
  return http;
}
