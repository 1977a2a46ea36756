import { createServer, type Server as HttpServer, type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Socket, Server as SocketServer } from 'socket.io';
import { type Audience, audienceOf } from '../../../shared/audience.ts';
import { type Hello, MESSAGES, PROTOCOL } from '../../../shared/protocol.ts';
import type { Actor } from '../../../shared/tour/actor.ts';
import { networkOf } from '../../bounds/network.ts';
import { Pace } from '../../bounds/pace.ts';
import { Places } from '../../bounds/places.ts';
import type { TourRoom } from '../tour-room.ts';
import type { Member } from './members.ts';
import { LIVE_PATH } from './opening.ts';
import { cutOffWhoTalks, type WebSocketBelow } from './talk.ts';

/** What the gateway asks of the server around it. */
export interface GatewayOptions {
  readonly findTour: (id: string) => Promise<TourRoom | undefined>;
  /** Who comes with these cookies in that role; undefined where there is no such session. */
  readonly whoIs: (
    tour: string,
    role: string,
    headers: IncomingMessage['headers'],
  ) => Promise<Actor | undefined>;
  readonly isOwnOrigin: (headers: IncomingMessage['headers']) => boolean;
  /** How often it is looked whether who follows in a role still may, ms. */
  readonly recheckMs: number;
  readonly build: string;
  /** The address that a request comes from. */
  readonly addressOf: (request: IncomingMessage) => string;
  /** Whether these cookies, or this token, hold a session, of whatever role. */
  readonly hasSession: (headers: IncomingMessage['headers']) => Promise<boolean>;
  /** Refuses a connection that asked to be opened, and closes it. */
  readonly turnAway: (
    socket: Duplex,
    headers: IncomingMessage['headers'],
    code: 'request.foreign-origin' | 'server.full',
  ) => void;
  readonly mostSockets: number;
  readonly peoplePerAddress: number;
}

/** Places beside those of viewers, for people with a session: a tenth of theirs, and no fewer than this. */
const LEAST_KEPT = 100;
/** Connections that viewers behind one address open in a minute, for each that they may hold. */
const OPENED_A_MINUTE = 3;
/** Reconnecting pages spread over so long after this process stops, ms. */
const COME_BACK_WITHIN_MS = 8_000;

/** The one place that knows Socket.IO. */
export interface Gateway {
  /** Looks now whether who follows in a role still may: sessions have ended. */
  recheck(): void;
  /** Tells every client to come back later, and closes. */
  close(): Promise<void>;
}

/** The raw connection below a Socket.IO socket, where frames that are built once are written as they are. */
function rawSocket(socket: Socket): NetSocket | undefined {
  const transport = socket.conn.transport as unknown as {
    readonly name: string;
    readonly socket?: { readonly _socket?: NetSocket; readonly readyState: number };
  };
  return transport.name === 'websocket' && transport.socket?.readyState === 1
    ? transport.socket._socket
    : undefined;
}

/** A follower on a connection of its own. */
class SocketMember implements Member {
  readonly #raw: NetSocket;

  constructor(raw: NetSocket) {
    this.#raw = raw;
  }

  send(encoded: Buffer): void {
    if (this.#raw.writable) this.#raw.write(encoded);
  }

  end(): void {
    this.#raw.destroy();
  }

  backlogBytes(): number {
    return this.#raw.writableLength;
  }
}

/** A hello that can be trusted to have its shape; undefined for rubbish. */
export function readHello(auth: unknown): Hello | undefined {
  if (typeof auth !== 'object' || auth === null) return undefined;
  const { tour, protocol, epoch, seq, digits, track, as } = auth as Readonly<Record<string, unknown>>;
  if (typeof tour !== 'string' || typeof protocol !== 'number') return undefined;
  const known = typeof epoch === 'string' && Number.isSafeInteger(seq) ? { epoch, seq: seq as number } : {};
  const seen = typeof digits === 'string' ? { digits } : {};
  const { version, count } = (typeof track === 'object' && track !== null ? track : {}) as Readonly<
    Record<string, unknown>
  >;
  const drawn =
    Number.isSafeInteger(version) && Number.isSafeInteger(count) && (count as number) >= 0
      ? { track: { version: version as number, count: count as number } }
      : {};
  return { tour, protocol, ...known, ...seen, ...drawn, ...(typeof as === 'string' ? { as } : {}) };
}

/** Until `ws` listens to a connection: who goes meanwhile is gone. Made here, for it stays and would keep the request. */
const passOver = (): void => undefined;

/** A page in a sandbox, as embeds are, belongs to no site: it may see what everybody sees, and be nobody. */
const isWithoutOrigin = ({ origin }: IncomingMessage['headers']): boolean => origin === 'null';

/** What the middleware found out before the connection counts. */
interface Admitted {
  readonly room: TourRoom;
  readonly audience: Audience;
  readonly hello: Hello;
}

/** Opens the live way out on the HTTP server. */
export function openGateway(http: HttpServer, options: GatewayOptions): Gateway {
  // Socket.IO gets what may be opened, and nothing else: at a server's own door it would answer everything below its path
  // in its own words, and close whoever asks for any other protocol.
  const door = createServer();
  const io = new SocketServer<
    Record<string, never>,
    Record<string, (...args: unknown[]) => void>,
    Record<string, never>,
    Partial<Admitted>
  >(door, {
    path: LIVE_PATH,
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 4_096,
    pingInterval: 25_000,
    pingTimeout: 20_000,
    connectTimeout: 10_000,
  });
  const open = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { headers } = request;
    socket.on('error', passOver);
    if (!options.isOwnOrigin(headers) && !isWithoutOrigin(headers))
      return options.turnAway(socket, headers, 'request.foreign-origin');
    placeFor(request).then(
      (leave) => {
        if (leave === undefined) return options.turnAway(socket, headers, 'server.full');
        if (socket.destroyed) return leave();
        socket.once('close', leave);
        door.emit('upgrade', request, socket, head);
      },
      () => options.turnAway(socket, headers, 'server.full'),
    );
  };
  http.on('upgrade', open);
  const { mostSockets, peoplePerAddress } = options;
  const places = new Places(
    { viewer: mostSockets, role: Math.max(LEAST_KEPT, Math.ceil(mostSockets / 10)) },
    peoplePerAddress,
  );
  const opening = new Pace(peoplePerAddress * OPENED_A_MINUTE, 60_000);
  /** Requests that were let in for their session only. */
  const kept = new WeakSet<IncomingMessage>();

  async function placeFor(request: IncomingMessage): Promise<(() => void) | undefined> {
    const network = networkOf(options.addressOf(request));
    const asViewer = opening.wait(network) > 0 ? undefined : places.take('viewer', network);
    if (asViewer !== undefined) return asViewer;
    if (!(await options.hasSession(request.headers))) return undefined;
    kept.add(request);
    return places.take('role', network);
  }

  io.engine.on('connection', (connection: { readonly transport: unknown }) => {
    const { socket } = connection.transport as { readonly socket?: WebSocketBelow };
    if (socket !== undefined) cutOffWhoTalks(socket);
  });

  // Engine.IO's stand-in for a response stays until the connection closes, and would keep the whole request so long.
  io.engine.use(
    (_request: IncomingMessage, response: ServerResponse | { req: unknown }, next: () => void) => {
      if (!(response instanceof ServerResponse)) response.req = null;
      next();
    },
  );

  io.use((socket, next) => {
    admit(socket.handshake.auth, socket.request.headers, options).then(
      (admitted) => {
        if (typeof admitted === 'string') return next(new Error(admitted));
        // The places of those with a role are for them: as a viewer one polls.
        if (admitted.audience === 'public' && kept.has(socket.request)) return next(new Error('server.full'));
        Object.assign(socket.data, admitted);
        next();
      },
      () => next(new Error('store.away')),
    );
  });

  /** Sockets of people with a role, each with the question whether it may stay. */
  const admitted = new Map<Socket, () => Promise<boolean>>();
  const recheck = () => {
    for (const [socket, mayStay] of admitted)
      mayStay().then(
        (stays) => stays || socket.disconnect(true),
        // The store is away: nothing new is known of anybody.
        () => undefined,
      );
  };
  const rechecking = setInterval(recheck, options.recheckMs);
  rechecking.unref();

  io.on('connection', (socket) => {
    const { room, audience, hello } = socket.data;
    if (room === undefined || audience === undefined || hello === undefined) return socket.disconnect(true);
    const raw = rawSocket(socket as unknown as Socket);
    if (raw === undefined) return socket.disconnect(true);
    const member = new SocketMember(raw);
    // One synchronous step: nothing can happen between what is caught up and what follows.
    room.hub.join(audience, member, hello);
    socket.emit(MESSAGES.build, options.build);
    socket.on('disconnect', () => {
      room.hub.leave(audience, member);
      admitted.delete(socket as unknown as Socket);
    });
    const { as } = hello;
    if (as !== undefined)
      admitted.set(socket as unknown as Socket, async () => {
        const actor = await options.whoIs(room.id, as, socket.handshake.headers);
        return actor !== undefined && audienceOf(actor) === audience;
      });
    // The handshake is the largest thing a connection holds on to, and of the many who only look nobody reads it again.
    Object.assign(socket.conn, { request: null });
    if (as === undefined) Object.assign(socket, { handshake: null, data: {} });
  });

  return {
    recheck,
    close: async () => {
      clearInterval(rechecking);
      http.off('upgrade', open);
      io.emit(MESSAGES.bye, { afterMs: COME_BACK_WITHIN_MS });
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}

async function admit(
  auth: unknown,
  headers: IncomingMessage['headers'],
  options: GatewayOptions,
): Promise<Admitted | string> {
  const hello = readHello(auth);
  if (hello === undefined) return 'request.invalid';
  if (hello.protocol !== PROTOCOL) return 'protocol.other';
  const room = await options.findTour(hello.tour);
  if (room === undefined) return 'tour.unknown';
  if (hello.as === undefined) return { room, audience: 'public', hello };
  if (isWithoutOrigin(headers)) return 'request.foreign-origin';
  const actor = await options.whoIs(room.id, hello.as, headers);
  return actor === undefined ? 'session.missing' : { room, audience: audienceOf(actor), hello };
}
