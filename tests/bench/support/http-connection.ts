import { connect, type Socket } from 'node:net';

/** An answer as the load generators see it: its status, all its bytes, and its body where that is wanted. */
export interface HttpAnswer {
  readonly status: number;
  /** Bytes on the wire, head and body. */
  readonly bytes: number;
  readonly body: Buffer;
}

const NO_BODY = Buffer.alloc(0);

/**
 * One keep-alive connection with hand-written HTTP/1.1: one request at a time, no pipelining. Costs a load
 * generator a tenth of what fetch or node:http do. Knows only answers with a Content-Length or without a body,
 * which is all that the measured routes send.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;
  #rest: Buffer = NO_BODY;

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (data) => this.#take(data));
    this.#socket.on('error', (error) => this.#waiting?.reject(error));
    this.#socket.on('close', () => this.#waiting?.reject(new Error('The server closed the connection')));
  }

  /** Sends a whole request; see {@link httpRequest}. */
  send(request: string | Buffer): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#waiting !== undefined) throw new Error('One request at a time');
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(data: Buffer): void {
    const all = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data]);
    const headEnd = all.indexOf('\r\n\r\n');
    const head = headEnd < 0 ? '' : all.toString('latin1', 0, headEnd);
    const bodyBytes = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const bytes = headEnd + 4 + bodyBytes;
    if (/\r\ntransfer-encoding:/i.test(head)) {
      this.#waiting?.reject(new Error('Answers of unknown length cannot be read here'));
      return;
    }
    if (headEnd < 0 || all.length < bytes) {
      this.#rest = all;
      return;
    }
    this.#rest = NO_BODY;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve({ status: Number(head.slice(9, 12)), bytes, body: all.subarray(headEnd + 4, bytes) });
  }
}

/** The text of a request, with a JSON body where there is one. */
export function httpRequest(
  method: 'GET' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): string {
  const content =
    body === undefined
      ? ''
      : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${lines.join('')}${content}\r\n${body ?? ''}`;
}
