import WebSocket from 'ws';
import { MESSAGES, PROTOCOL } from '../../shared/protocol.ts';
import { until } from './until.ts';

/** Somebody who follows a tour by socket, with every message kept as the text that came over the wire. */
export interface RawFollower {
  /** Texts of `["name",…]` in the order in which they came. */
  readonly messages: readonly string[];
  /** True once the connection is closed, by whichever side. */
  readonly closed: () => boolean;
  /** What the server said where it let nobody in; undefined where it did. */
  readonly refused: () => string | undefined;
  /** Resolves with the first message that fits. */
  readonly got: (fits: (message: string) => boolean, what: string) => Promise<string>;
  /** Calls the listener with every message from now on, as it comes. */
  onMessage(listener: (message: string) => void): void;
  close(): void;
}

/** How to follow: as whom, with which session, and from where on. */
export interface FollowOptions {
  readonly as?: string;
  readonly token?: string;
  readonly hello?: Readonly<Record<string, unknown>>;
  readonly headers?: Record<string, string>;
}

/** Opens a socket to `http://…` as a page does (Engine.IO 4 over WebSocket), and says hello for the tour `tour`. */
export async function followRaw(base: string, options: FollowOptions = {}): Promise<RawFollower> {
  const { as, token, hello = {}, headers = {} } = options;
  const socket = new WebSocket(`${base.replace(/^http/, 'ws')}/socket/?EIO=4&transport=websocket`, {
    headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  });
  const messages: string[] = [];
  const listeners: ((message: string) => void)[] = [];
  let refused: string | undefined;
  let closed = false;
  socket.on('message', (data) => {
    const text = String(data);
    // The first digit is Engine.IO's kind of packet, the second Socket.IO's.
    if (text === '2') socket.send('3');
    else if (text.startsWith('0')) {
      const said = { tour: 'tour', protocol: PROTOCOL, ...hello, ...(as === undefined ? {} : { as }) };
      socket.send(`40${JSON.stringify(said)}`);
    } else if (text.startsWith('42')) {
      messages.push(text.slice(2));
      for (const listener of listeners) listener(text.slice(2));
    } else if (text.startsWith('44')) refused = (JSON.parse(text.slice(2)) as { message: string }).message;
  });
  socket.on('close', () => {
    closed = true;
  });
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    socket.once('open', resolve);
    // Also where nobody is let in.
    socket.once('close', () => resolve());
  });
  return {
    messages,
    closed: () => closed,
    refused: () => refused,
    got: (fits, what) => until(() => messages.find(fits), what),
    onMessage: (listener) => {
      listeners.push(listener);
    },
    close: () => socket.close(),
  };
}

/** Whether a message is a frame or a snapshot. */
export const isNews = (message: string): boolean =>
  message.startsWith(`["${MESSAGES.frame}"`) || message.startsWith(`["${MESSAGES.snapshot}"`);
