import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Requests as bytes on a connection, for what no HTTP client would send. */
export interface RawConnection {
  readonly socket: Socket;
  /** Everything that was answered so far. */
  readonly answered: () => string;
  /** Resolves with everything that was answered when the other side has closed. */
  readonly closed: Promise<string>;
}

/** Opens a connection to a base address such as `http://127.0.0.1:8080`. */
export async function connectRaw(base: string): Promise<RawConnection> {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  // The other side may close while this one still writes: that is part of what is tried.
  socket.on('error', () => undefined);
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  return { socket, answered: () => text, closed };
}

/** A POST of JSON as text, with whatever length is claimed for it. */
export function rawPost(path: string, token: string, body: string, claimedBytes: number): string {
  return [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'Content-Type: application/json',
    `Authorization: Bearer ${token}`,
    `Content-Length: ${claimedBytes}`,
    '',
    body,
  ].join('\r\n');
}
