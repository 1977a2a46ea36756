import { createServer, IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { Socket } from 'node:net';
import { type Answer, oneAtATime } from '../../bounds/one-at-a-time.ts';
import { opensLive } from '../../live/frames/opening.ts';
import { languageIn, refuseOn, refusePlainly } from './plain-answers.ts';

/** A request's head comes within so long: who sends a letter a minute holds no connection. */
const HEAD_WITHIN_MS = 15_000;
const REQUEST_WITHIN_MS = 60_000;
/** Longer than a proxy in front keeps a connection that it does not use. */
const KEPT_ALIVE_MS = 65_000;

/** Requests that ask for another protocol, as Node's parser says. */
const asking = new WeakSet<IncomingMessage>();

/**
 * A request whose `Upgrade` counts where a live connection is asked for, and for CONNECT. Everywhere else it is as if it
 * were not there, as RFC 9110 (7.8) has it: Node would take every one off HTTP as soon as anybody listens for any.
 */
class Request extends IncomingMessage {
  get upgrade(): boolean {
    return asking.has(this) && (this.method === 'CONNECT' || opensLive(this));
  }

  /** By Node, at first while the request is being made. */
  set upgrade(asks: boolean | null) {
    if (asks) asking.add(this);
    else asking.delete(this);
  }
}

/** Nothing that is done here but "send the body": said in our words where Node would answer without any. */
const expectsTooMuch = ({ headers }: IncomingMessage): boolean =>
  headers.expect !== undefined && !/(^|\W)100-continue(\W|$)/i.test(headers.expect);

const hasNoHost = ({ httpVersion, headers }: IncomingMessage): boolean =>
  httpVersion === '1.1' && headers.host === undefined;

/**
 * The server below Fastify, with or without TLS: what is asked on a connection is answered one after another, what HTTP
 * itself refuses is refused in our form. To be given as `serverFactory`.
 */
export function httpServer(answer: Answer, { https }: { readonly https?: ServerOptions }): Server {
  // A missing Host would be answered by Node itself, with nothing but a status.
  const options = { IncomingMessage: Request, requireHostHeader: false };
  const inTurn = oneAtATime((request, response) => {
    if (hasNoHost(request)) refusePlainly(request, response, 'request.malformed');
    else if (expectsTooMuch(request)) refusePlainly(request, response, 'request.expectation');
    else answer(request, response);
  });
  const server: Server =
    https === undefined
      ? createServer(options, inTurn)
      : createSecureServer({ ...https, ...options }, inTurn);
  server.headersTimeout = HEAD_WITHIN_MS;
  server.requestTimeout = REQUEST_WITHIN_MS;
  server.keepAliveTimeout = KEPT_ALIVE_MS;
  server.on('checkExpectation', inTurn);
  server.on('connect', ({ headers }: IncomingMessage, socket: Socket) =>
    refuseOn(socket, 'route.unknown', languageIn(headers['accept-language'])),
  );
  return server;
}
