import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What answers a request. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Requests that wait on a connection for the one before them: browsers and proxies send none ahead, programs a few. */
const MOST_AHEAD = 50;
/** An answer of which nothing is taken for so long is not being read. */
const UNREAD_MS = 60_000;

/**
 * Answers the requests of a connection one after another: the next is begun when the kernel has taken the whole answer
 * to the one before. Node begins all that come in one packet at once, so that who sends hundreds ahead and reads
 * nothing has all the answers kept for him. Of who does not read nothing more is done, of who is gone nothing at all;
 * who sends too many ahead is cut off.
 */
export function oneAtATime(answer: Answer): Answer {
  const lines = new WeakMap<Socket, (() => void)[]>();

  const begin = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    const heeded = () => void socket.setTimeout(UNREAD_MS);
    // However long an answer takes to be made, it is waited for; from then on it has to be read.
    socket.setTimeout(0);
    response.once('prefinish', heeded).once('pipe', heeded);
    response.once('close', () => {
      const next = socket.destroyed || !socket.writable ? undefined : lines.get(socket)?.shift();
      if (next === undefined) lines.delete(socket);
      else next();
    });
    answer(request, response);
  };

  return (request, response) => {
    const { socket } = request;
    // The rest of the packet that it was cut off in.
    if (socket.destroyed) return;
    const line = lines.get(socket);
    if (line === undefined) {
      lines.set(socket, []);
      begin(request, response);
    } else if (line.length < MOST_AHEAD) line.push(() => begin(request, response));
    else socket.destroy();
  };
}
