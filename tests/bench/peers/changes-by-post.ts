import { createServer, type IncomingMessage, type Server } from 'node:http';

/**
 * An HTTP server for a fan-out peer: takes a change by POST, acknowledges it at once, and hands it on. It keeps
 * nothing and checks nothing, which is to the peer's advantage.
 */
export function changesByPost(broadcast: (change: unknown) => void): Server {
  return createServer((request, response) => {
    void bodyOf(request).then((text) => {
      response.writeHead(200, { 'content-length': 2 }).end('{}');
      broadcast(JSON.parse(text));
    });
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** Listens on a free port of this machine and says which. */
export function listen(http: Server): void {
  http.keepAliveTimeout = 65_000;
  http.listen(0, '127.0.0.1', 4096, () => {
    const address = http.address();
    process.stdout.write(
      `listening on http://localhost:${typeof address === 'object' ? address?.port : 0}\n`,
    );
  });
}
