import type { Socket } from 'socket.io-client';
import { type Hello, MESSAGES } from '../../shared/protocol.ts';
import type { Line, LineHandlers } from './transport.ts';

/**
 * A line by Socket.IO, over WebSocket only. Its own reconnection is off: the connection decides when
 * to come back, and says anew where it stands.
 */
export function openSocket(hello: Hello, handlers: LineHandlers): Line {
  let socket: Socket | undefined;
  let over = false;
  const close = (): void => {
    over = true;
    socket?.off();
    socket?.disconnect();
  };
  const closed = (): void => {
    if (over) return;
    close();
    handlers.closed();
  };
  void import('socket.io-client').then(({ io }) => {
    if (over) return;
    socket = io({
      path: '/socket',
      transports: ['websocket'],
      reconnection: false,
      auth: { ...hello },
      forceNew: true,
    });
    socket.on(MESSAGES.frame, (frame) => handlers.frame(frame));
    socket.on(MESSAGES.snapshot, (snapshot) => handlers.snapshot(snapshot));
    socket.on(MESSAGES.build, (id) => handlers.build(String(id)));
    socket.on(MESSAGES.bye, (message) => handlers.bye(Number(message?.afterMs) || 0));
    socket.on('connect_error', closed);
    socket.on('disconnect', closed);
  }, closed);
  return { close };
}
