import type { Server } from 'node:net';
import { networkOf } from './network.ts';

/** Open connections from one address, whatever they are for: further ones are cut. Not for a server behind a proxy. */
export function boundConnections(server: Server, mostPerAddress: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const from = networkOf(socket.remoteAddress ?? '');
    const count = (open.get(from) ?? 0) + 1;
    if (count > mostPerAddress) {
      socket.destroy();
      return;
    }
    open.set(from, count);
    socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1;
      if (left > 0) open.set(from, left);
      else open.delete(from);
    });
  });
}
