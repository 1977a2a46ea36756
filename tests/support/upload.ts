import { createHash } from 'node:crypto';
import type { TestApp } from './app.ts';

/** An answer of the upload's addresses. */
export interface Answer {
  readonly status: number;
  readonly body: {
    readonly uploadId: string;
    readonly received: number;
    readonly bytes: number;
    readonly result?: Record<string, unknown> & { readonly id: string; readonly widths: readonly number[] };
    readonly warnings?: readonly { readonly code: string; readonly message: string }[];
    readonly refusal?: { readonly code: string; readonly message: string };
    readonly code?: string;
    readonly message?: string;
    readonly details?: Readonly<Record<string, unknown>>;
  };
}

/** Form of the public id of a picture or film. */
export const MEDIUM_ID = /^[0-9a-f]{32}$/;

/** SHA-256 in hex. */
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The upload's addresses, as one device uses them. */
export function uploader(server: TestApp, token: string) {
  const call = async (
    method: 'POST' | 'PUT' | 'GET',
    path: string,
    type?: string,
    payload?: Buffer | string,
  ): Promise<Answer> => {
    const answer = await server.app.http.inject({
      method,
      url: `/api/tours/tour/uploads${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        'accept-language': 'en',
        ...(type && { 'content-type': type }),
      },
      ...(payload !== undefined && { payload }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const announce = (kind: 'picture' | 'video', bytes: number, hash?: string) =>
    call('POST', '', 'application/json', JSON.stringify({ kind, bytes, ...(hash && { sha256: hash }) }));
  const piece = (uploadId: string, from: number, bytes: Buffer) =>
    call('PUT', `/${uploadId}?from=${from}`, 'application/octet-stream', bytes);
  const status = (uploadId: string) => call('GET', `/${uploadId}`);
  /** A whole file in pieces of this size; the last answer. */
  const whole = async (
    kind: 'picture' | 'video',
    file: Buffer,
    pieceBytes = 1024 * 1024,
  ): Promise<Answer> => {
    let answer = await announce(kind, file.length, sha256(file));
    while (answer.status === 200 && answer.body.received < file.length) {
      const { uploadId, received } = answer.body;
      answer = await piece(uploadId, received, file.subarray(received, received + pieceBytes));
    }
    // On a machine with other work the last answer may come before the result.
    while (answer.status === 200 && answer.body.result === undefined && answer.body.refusal === undefined)
      answer = await status(answer.body.uploadId);
    return answer;
  };
  return { announce, piece, status, whole };
}
