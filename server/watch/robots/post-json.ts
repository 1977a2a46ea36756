import { request } from 'node:https';

/** What came of it: the status and the beginning of the answer; undefined where there was none in time. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: string;
}

const MOST_HEAD_BYTES = 8_192;
const MOST_BODY_BYTES = 8_192;

/**
 * Posts JSON to a server that is nobody's we know, and reads the beginning of its answer, all within `withinMs`. No
 * redirect is followed and the connection is not kept. Never rejects and never throws, whatever is answered.
 */
export function postJson(address: string, body: unknown, withinMs: number): Promise<JsonAnswer | undefined> {
  return new Promise((resolve) => {
    const text = Buffer.from(JSON.stringify(body));
    let call: ReturnType<typeof request>;
    try {
      call = request(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': text.length,
          connection: 'close',
        },
        maxHeaderSize: MOST_HEAD_BYTES,
      });
    } catch {
      resolve(undefined);
      return;
    }
    const over = setTimeout(() => end(undefined), withinMs);
    const end = (answer: JsonAnswer | undefined) => {
      clearTimeout(over);
      resolve(answer);
      call.destroy();
    };
    call.on('response', (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const done = () =>
        end({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(chunks).subarray(0, MOST_BODY_BYTES).toString('utf8'),
        });
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes >= MOST_BODY_BYTES) done();
      });
      answer.on('end', done);
      // What is cut off says so as an error of the answer.
      answer.on('error', () => end(undefined));
    });
    call.on('error', () => end(undefined));
    call.on('close', () => end(undefined));
    call.end(text);
  });
}
