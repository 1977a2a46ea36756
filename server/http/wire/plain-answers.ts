import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Language, type RefusalCode, sentenceOf, statusOf } from '../../../shared/refusals.ts';
import { NEVER_KEPT } from './cache-rules.ts';

/** Whoever was answered and does not close is cut off after so long. */
const CLOSES_WITHIN_MS = 2_000;

/** The language that a header asks for: Chinese unless English stands first. */
export const languageIn = (acceptLanguage: string | undefined): Language =>
  /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh';

function answerOf(code: RefusalCode, language: Language) {
  const body = JSON.stringify({ code, message: sentenceOf(code, language) });
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': NEVER_KEPT,
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  };
  return { status: statusOf(code), headers, body };
}

/** Refuses on a connection where there is no request, or none any more, in the form of every other refusal; closes it. */
export function refuseOn(socket: Duplex, code: RefusalCode, language: Language): void {
  socket.on('error', () => undefined);
  const { status, headers, body } = answerOf(code, language);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      body,
    ].join('\r\n'),
  );
  // What still comes is thrown away: cut off at once, he would not hear the answer.
  socket.resume();
  setTimeout(() => socket.destroy(), CLOSES_WITHIN_MS).unref();
}

/** Refuses a request that no route is asked for, in the same form, and closes its connection. */
export function refusePlainly(request: IncomingMessage, response: ServerResponse, code: RefusalCode): void {
  const { status, headers, body } = answerOf(code, languageIn(request.headers['accept-language']));
  response.writeHead(status, headers).end(body);
}
