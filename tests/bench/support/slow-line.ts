import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** How slow a line is: bytes per second either way, and the round trip in ms. */
export interface LineSpeed {
  readonly downBytesPerSecond: number;
  readonly upBytesPerSecond: number;
  readonly roundTripMs: number;
}

/** A line to a server, as a phone has one. */
export interface SlowLine {
  readonly port: number;
  /** Bytes that came down since it was last asked. */
  taken(): number;
  close(): Promise<void>;
}

/** One direction, shared by all connections: bytes queue for their turn, then travel for half a round trip. */
function direction(bytesPerSecond: number, travelMs: number): (bytes: Buffer, to: Socket) => void {
  let freeAt = 0;
  return (bytes, to) => {
    freeAt = Math.max(freeAt, performance.now()) + (bytes.length / bytesPerSecond) * 1000;
    setTimeout(() => to.writable && to.write(bytes), freeAt + travelMs - performance.now());
  };
}

/** Opens a line on loopback to a port of loopback; below HTTP, so that sockets are slow on it too. */
export async function openSlowLine(to: number, speed: LineSpeed): Promise<SlowLine> {
  const down = direction(speed.downBytesPerSecond, speed.roundTripMs / 2);
  const up = direction(speed.upBytesPerSecond, speed.roundTripMs / 2);
  const sockets = new Set<Socket>();
  let bytesDown = 0;
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    // A connection costs a round trip before its first byte.
    const openAt = performance.now() + speed.roundTripMs;
    near.on('data', (bytes) => setTimeout(() => up(bytes, far), Math.max(0, openAt - performance.now())));
    far.on('data', (bytes) => {
      bytesDown += bytes.length;
      // In pieces, so that connections take turns.
      for (let at = 0; at < bytes.length; at += 1_460) down(bytes.subarray(at, at + 1_460), near);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        setTimeout(() => other.destroy(), speed.roundTripMs);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    taken() {
      const taken = bytesDown;
      bytesDown = 0;
      return taken;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
