import type { KeptPicture, Outcome, Send } from '../commands.ts';

/** A film as the server keeps it. */
export interface KeptVideo {
  readonly id: string;
  readonly bytes: number;
}

/** What the file itself says of when and where it was taken; told to whoever uploads it, and to nobody else. */
export interface Taken {
  readonly atUnixMs?: number;
  readonly place?: readonly [number, number];
}

/** A file on its way to the server, piece by piece. The bytes lie beside it, under the same key. */
export interface Upload {
  readonly key: string;
  readonly tour: string;
  readonly outletId: string;
  /** In which order they were attached on this device. */
  readonly number: number;
  readonly kind: 'picture' | 'video';
  readonly name: string;
  readonly bytes: number;
  readonly sha256?: string;
  readonly uploadId?: string;
  /** Bytes that the server has. */
  readonly received: number;
  readonly picture?: KeptPicture;
  readonly video?: KeptVideo;
  readonly taken?: Taken;
  readonly paused?: true;
  readonly refused?: { readonly code: string; readonly message: string };
}

/** Whether the server has all of it, and has looked at it. */
export const isKept = ({ picture, video }: Upload): boolean => picture !== undefined || video !== undefined;

/** Whether bytes of it may go out now. */
export const mayGo = (upload: Upload): boolean =>
  !isKept(upload) && upload.refused === undefined && upload.paused === undefined;

/** What the server says of an upload. */
export interface UploadAnswer {
  readonly uploadId?: string;
  readonly received: number;
  readonly bytes?: number;
  readonly result?: (KeptPicture | KeptVideo) & { readonly taken?: Taken };
  readonly refusal?: { readonly code: string; readonly message: string };
}

/** An upload after the server has answered. */
export function answeredUpload(upload: Upload, answer: UploadAnswer): Upload {
  const { uploadId = upload.uploadId, received, result, refusal } = answer;
  const next: Upload = { ...upload, received, ...(uploadId !== undefined && { uploadId }) };
  if (refusal !== undefined) return { ...next, refused: refusal };
  if (result === undefined) return next;
  const { taken, ...kept } = result;
  const what = 'width' in kept ? { picture: kept } : { video: kept };
  return { ...next, received: upload.bytes, ...what, ...(taken && { taken }) };
}

/** Begun anew: the server knows nothing of it (any more). */
export function begunAnew(upload: Upload): Upload {
  const { uploadId: _id, refused: _refused, ...rest } = upload;
  return { ...rest, received: 0 };
}

/** An upload after the server has refused a request for it. */
export function refusedUpload(upload: Upload, refusal: Extract<Outcome, { kind: 'refused' }>): Upload {
  // The server counts differently: it is right.
  if (typeof refusal.details?.received === 'number') return { ...upload, received: refusal.details.received };
  if (refusal.code === 'upload.unknown' && upload.uploadId !== undefined) return begunAnew(upload);
  return { ...upload, refused: { code: refusal.code, message: refusal.message } };
}

const FIRST_PIECE_BYTES = 256 * 1024;
/** Bounds of a piece; the server takes no larger ones. */
export const SMALLEST_PIECE_BYTES = 32 * 1024;
export const LARGEST_PIECE_BYTES = 4 * 1024 * 1024;
const LONG_MS = 8_000;
const SHORT_MS = 2_500;

/** How large the next piece should be: what a cut connection takes with it is what the signal carries in seconds. */
export function pieceBytes(before = FIRST_PIECE_BYTES, tookMs?: number, most = LARGEST_PIECE_BYTES): number {
  if (tookMs === undefined) return before;
  if (tookMs > LONG_MS) return Math.max(SMALLEST_PIECE_BYTES, before / 2);
  return tookMs < SHORT_MS ? Math.min(most, before * 2) : before;
}

const PIECE_TIMEOUT_MS = 90_000;

/** The server's side of uploads. */
export interface Uploads {
  begin(upload: Upload): Promise<Outcome<UploadAnswer>>;
  send(upload: Upload, piece: Blob, signal: AbortSignal): Promise<Outcome<UploadAnswer>>;
  ask(upload: Upload): Promise<Outcome<UploadAnswer>>;
}

/** Uploads by a tour's addresses. */
export function uploadsBy(send: Send, language: string): Uploads {
  const headers = { 'accept-language': language };
  const address = ({ uploadId = '' }: Upload): string => `/uploads/${encodeURIComponent(uploadId)}`;
  return {
    begin: ({ kind, bytes, sha256 }) =>
      send('/uploads', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ kind, bytes, ...(sha256 !== undefined && { sha256 }) }),
      }),
    send: (upload, piece, signal) =>
      send(
        `${address(upload)}?from=${upload.received}`,
        {
          method: 'PUT',
          headers: { ...headers, 'content-type': 'application/octet-stream' },
          body: piece,
          signal,
        },
        PIECE_TIMEOUT_MS,
      ),
    ask: (upload) => send(address(upload), { headers, cache: 'no-store' }),
  };
}
