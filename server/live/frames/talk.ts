import type { EventEmitter } from 'node:events';
import type { Socket as NetSocket } from 'node:net';

/** A WebSocket as the `ws` package has it. */
export interface WebSocketBelow extends EventEmitter {
  readonly _socket: NetSocket;
  terminate(): void;
}

/** A page says hello, answers a ping every 25 s, and may say goodbye: everything else is done by HTTP. */
const MOST_PACKETS = 10;
const PACKET_EVERY_MS = 5_000;
/** As bytes on the wire: a hello may be 4 KB. */
const MOST_BYTES = 16_384;
const BYTE_EVERY_MS = 10;

/** So many at once, and one more every so often. */
function allowance(most: number, everyMs: number): (spent: number) => boolean {
  let left = most;
  let at = performance.now();
  return (spent) => {
    const now = performance.now();
    left = Math.min(most, left + (now - at) / everyMs) - spent;
    at = now;
    return left >= 0;
  };
}

/**
 * Cuts a connection off that talks: after a few packets, or too many bytes, before anything of them is parsed. To be
 * called when the connection is new.
 */
export function cutOffWhoTalks(socket: WebSocketBelow): void {
  const [packets, bytes] = [allowance(MOST_PACKETS, PACKET_EVERY_MS), allowance(MOST_BYTES, BYTE_EVERY_MS)];
  const heard = socket.listeners('message');
  let isOver = false;
  const spend = (isWithin: boolean) => {
    if (isWithin || isOver) return;
    isOver = true;
    socket.terminate();
  };
  socket._socket.prependListener('data', (chunk: Buffer) => spend(bytes(chunk.length)));
  for (const control of ['ping', 'pong']) socket.on(control, () => spend(packets(1)));
  // In place of who parses packets: of one read from the network thousands may come, and the first too many is the last.
  socket.removeAllListeners('message');
  socket.on('message', (...packet: unknown[]) => {
    spend(packets(1));
    if (!isOver) for (const listener of heard) listener.apply(socket, packet);
  });
}
