import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type RefusalCode, sentenceOf, statusOf } from '../../shared/refusals.ts';

/** An error of Node's own parser, before there is a request; it holds the bytes that it stumbled over. */
interface UnreadError extends Error {
  readonly code?: string;
  /** A Buffer; unknown because it is told otherwise by those who pass it on. */
  readonly rawPacket?: unknown;
}

const CODES: Readonly<Record<string, RefusalCode>> = {
  HPE_HEADER_OVERFLOW: 'request.headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'request.headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.timeout',
};

/**
 * Answers what is no request at all in the form of every other refusal, and closes. Nothing of it is logged: its bytes
 * hold whatever was sent, secrets too.
 */
export function answerUnread(error: UnreadError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = CODES[error.code ?? ''] ?? 'request.malformed';
  const { rawPacket } = error;
  const head = Buffer.isBuffer(rawPacket) ? rawPacket.subarray(0, 16_384).toString('latin1') : '';
  const language = /^accept-language:\s*en\b/im.test(head) ? 'en' : 'zh';
  const body = JSON.stringify({ code, message: sentenceOf(code, language) });
  const status = statusOf(code);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'X-Content-Type-Options: nosniff',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
