import type { Socket } from 'node:net';
import type { RefusalCode } from '../../../shared/refusals.ts';
import { languageIn, refuseOn } from './plain-answers.ts';

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
  const { rawPacket } = error;
  const head = Buffer.isBuffer(rawPacket) ? rawPacket.subarray(0, 16_384).toString('latin1') : '';
  refuseOn(
    socket,
    CODES[error.code ?? ''] ?? 'request.malformed',
    languageIn(/^accept-language:(.*)$/im.exec(head)?.[1]),
  );
}
