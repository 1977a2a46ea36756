import { request } from 'node:https';

/** What is sent to a push service. */
export interface Parcel {
  readonly endpoint: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer | null;
}

/** More than any push service says of itself in the head of an answer. */
const MOST_HEAD_BYTES = 8_192;

/**
 * Sends a request to a server that is nobody's we know, and says with which status it answered; undefined where it did
 * not within `withinMs`, all in all. Of the answer nothing is read but its head, which is bounded; no redirect is
 * followed and the connection is not kept. Never rejects and never throws, whatever is answered.
 */
export function postOnce(
  { endpoint, method, headers, body }: Parcel,
  withinMs: number,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    let call: ReturnType<typeof request>;
    try {
      call = request(endpoint, {
        method,
        headers: { ...headers, connection: 'close' },
        maxHeaderSize: MOST_HEAD_BYTES,
      });
    } catch {
      resolve(undefined);
      return;
    }
    // By a timer of our own: a request's own one begins again with every byte that drips in.
    const over = setTimeout(() => end(undefined), withinMs);
    const end = (status: number | undefined) => {
      clearTimeout(over);
      resolve(status);
      call.destroy();
    };
    call.on('response', (answer) => {
      // What is cut off says so as an error of the answer.
      answer.on('error', () => undefined);
      end(answer.statusCode);
    });
    call.on('error', () => end(undefined));
    // An answer that changes the protocol ends without either.
    call.on('close', () => end(undefined));
    call.end(body);
  });
}
