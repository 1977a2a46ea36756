import { createServer } from 'node:http';

/**
 * An HTTP server for a fan-out peer: takes a change by POST, acknowledges it at once, and hands it on. It keeps
 * nothing and checks nothing, which is to the peer's advantage.
 *
 * Peers are plain JavaScript: compiling while they run would be counted as theirs.
 */
export function changesByPost(broadcast) {
  return createServer((request, response) => {
    void bodyOf(request).then((text) => {
      response.writeHead(200, { 'content-length': 2 }).end('{}');
      broadcast(JSON.parse(text));
    });
  });
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** Listens on a free port of this machine and says which. */
export function listen(http) {
  http.keepAliveTimeout = 65_000;
  http.listen(0, '127.0.0.1', 4096, () => {
    process.stdout.write(`listening on http://localhost:${http.address().port}\n`);
  });
}
