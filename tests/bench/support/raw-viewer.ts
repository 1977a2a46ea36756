import { connect, type Socket } from 'node:net';

/** What all viewers of a load have received together. */
export interface Tally {
  frames: number;
  bytes: number;
  lost: number;
}

/** How a viewer comes: to which path, and with what Socket.IO payload after the handshake (none: bare WebSocket). */
export interface Coming {
  readonly port: number;
  readonly path: string;
  readonly auth?: unknown;
}

// One buffer for every socket: the kernel's bytes are looked at where they land and never kept.
const shared = Buffer.allocUnsafe(256 * 1024);
/** Enough of a frame to tell what it is. */
const LOOKED_AT = 64;

/** A client's text frame of less than 126 bytes, or up to 64 KB; masked, as a client must, with the mask 0. */
function clientFrame(text: string, opcode = 0x1): Buffer {
  const payload = Buffer.from(text);
  const short = payload.length < 126;
  const head = short ? [0x80 | payload.length] : [0x80 | 126, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from([0x80 | opcode, ...head, 0, 0, 0, 0]), payload]);
}
const PONG = clientFrame('3');

/**
 * A viewer as cheap as can be: a TCP socket that does the WebSocket upgrade and the Socket.IO handshake by hand,
 * walks over frames by their heads alone, counts them and answers Engine.IO's pings. With `read` it hands over the
 * text of every frame.
 */
export class RawViewer {
  readonly joined: Promise<void>;
  readonly #socket: Socket;
  readonly #tally: Tally;
  readonly #read: ((text: string) => void) | undefined;
  readonly #auth: string | undefined;
  #step: 'upgrading' | 'opening' | 'connecting' | 'joined' = 'upgrading';
  #head: number[] = [];
  #left = 0;
  #length = 0;
  #payload: Buffer[] = [];
  #settle: { resolve: () => void; reject: (error: Error) => void } = {
    resolve: () => undefined,
    reject: () => undefined,
  };

  constructor(coming: Coming, tally: Tally, read?: (text: string) => void) {
    this.#tally = tally;
    this.#read = read;
    this.#auth = coming.auth === undefined ? undefined : `40${JSON.stringify(coming.auth)}`;
    this.joined = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    const take = (count: number) => {
      this.#take(shared, count);
      return true;
    };
    this.#socket = connect({
      port: coming.port,
      host: '127.0.0.1',
      noDelay: true,
      onread: { buffer: shared, callback: take },
    });
    this.#socket.write(
      `GET ${coming.path} HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n` +
        'sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => {
      tally.lost += 1;
      this.#settle.reject(new Error(`A viewer lost its connection while ${this.#step}`));
    });
  }

  #take(buffer: Buffer, count: number): void {
    let at = 0;
    if (this.#step === 'upgrading') {
      this.#payload.push(Buffer.from(buffer.subarray(0, count)));
      const all = Buffer.concat(this.#payload);
      const end = all.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (all.toString('latin1', 9, 12) !== '101') return void this.#socket.destroy();
      this.#payload = [];
      this.#step = this.#auth === undefined ? 'joined' : 'opening';
      if (this.#step === 'joined') this.#settle.resolve();
      at = count - (all.length - end - 4);
    }
    this.#tally.bytes += count - at;
    while (at < count) at = this.#left > 0 ? this.#skip(buffer, at, count) : this.#readHead(buffer, at);
  }

  /** Takes one byte of a frame's head. */
  #readHead(buffer: Buffer, at: number): number {
    const head = this.#head;
    head.push(buffer[at] ?? 0);
    const short = (head[1] ?? 0) & 0x7f;
    const wanted = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (head.length < 2 || head.length < wanted) return at + 1;
    this.#length = short < 126 ? short : head.slice(2).reduce((sum, byte) => sum * 256 + byte, 0);
    this.#left = this.#length;
    if (this.#left === 0) this.#ended();
    return at + 1;
  }

  #skip(buffer: Buffer, at: number, count: number): number {
    const taken = Math.min(this.#left, count - at);
    const looks = this.#step !== 'joined' || this.#length < LOOKED_AT || this.#read !== undefined;
    if (looks) this.#payload.push(Buffer.from(buffer.subarray(at, at + taken)));
    this.#left -= taken;
    if (this.#left === 0) this.#ended();
    return at + taken;
  }

  #ended(): void {
    const opcode = (this.#head[0] ?? 0) & 0x0f;
    this.#head = [];
    const text = this.#payload.length === 0 ? '' : Buffer.concat(this.#payload).toString();
    this.#payload = [];
    if (opcode === 0x8) return void this.#socket.destroy();
    if (opcode === 0x9) return void this.#socket.write(clientFrame(text, 0xa));
    if (this.#auth !== undefined && text === '2') return void this.#socket.write(PONG);
    this.#tally.frames += 1;
    if (this.#step === 'opening') {
      this.#step = 'connecting';
      this.#socket.write(clientFrame(this.#auth ?? ''));
    } else if (this.#step === 'connecting') {
      // `40{…}` lets in, `44{…}` refuses.
      if (!text.startsWith('40')) return void this.#socket.destroy();
      this.#step = 'joined';
      this.#settle.resolve();
    } else this.#read?.(text);
  }
}
