import { isOfSession, type Later, type Outcome, TOO_LARGE } from '../commands.ts';
import { asBlob } from '../storage/kept-bytes.ts';
import type { DeskDatabase } from './desk-database.ts';
import {
  answeredUpload,
  LARGEST_PIECE_BYTES,
  pieceBytes,
  refusedUpload,
  SMALLEST_PIECE_BYTES,
  type Upload,
  type UploadAnswer,
  type Uploads,
} from './upload.ts';

type Change = (key: string, change: (upload: Upload) => Upload) => Promise<Upload | undefined>;

/** What came of one step: something is known now, or everything waits. */
type Step =
  | { readonly kind: 'done' }
  | { readonly kind: 'barred'; readonly refusal: { readonly code: string; readonly message: string } }
  | Later;
const DONE: Step = { kind: 'done' };
/** The server has every byte and is still looking at them. */
const LOOKED_AT_AGAIN_SECONDS = 1;

/** A piece of a file; undefined where it cannot be read: a phone may lose or change a file that it has lent. */
async function bytesOf(file: Blob, from: number, most: number): Promise<Blob | undefined> {
  try {
    const bytes = await file.slice(from, from + most).arrayBuffer();
    return bytes.byteLength === 0 ? undefined : new Blob([bytes]);
  } catch {
    return undefined;
  }
}

/** Sends files, one request a step: announced, then piece by piece from where the server stands. */
export class UploadSender {
  readonly #database: DeskDatabase;
  readonly #uploads: Uploads;
  readonly #change: Change;
  #bytes = pieceBytes();
  #most = LARGEST_PIECE_BYTES;
  #current: { readonly key: string; readonly ends: AbortController } | undefined;

  constructor(database: DeskDatabase, uploads: Uploads, change: Change) {
    this.#database = database;
    this.#uploads = uploads;
    this.#change = change;
  }

  /** Cuts what is on its way: of one file, or whatever it is. */
  stop(key?: string): void {
    if (key === undefined || this.#current?.key === key) this.#current?.ends.abort();
  }

  /** Does the next request for a file. */
  async step(upload: Upload): Promise<Step> {
    const { key } = upload;
    if (upload.uploadId === undefined) return this.#learn(key, await this.#uploads.begin(upload));
    if (upload.received >= upload.bytes) {
      const outcome = await this.#uploads.ask(upload);
      const learnt = await this.#learn(key, outcome);
      const isOpen = outcome.kind === 'taken' && !outcome.body.result && !outcome.body.refusal;
      return isOpen && outcome.body.received >= upload.bytes
        ? { kind: 'later', retryAfterSeconds: LOOKED_AT_AGAIN_SECONDS }
        : learnt;
    }
    const file = await this.#database.file(key);
    if (file === undefined) {
      await this.#change(key, (one) => ({ ...one, refused: { code: 'file.lost', message: '' } }));
      return DONE;
    }
    // Read before it is sent: a request whose body cannot be read fails like one without signal, for ever.
    const ends = new AbortController();
    this.#current = { key, ends };
    const piece = await bytesOf(asBlob(file.original), upload.received, this.#bytes);
    if (ends.signal.aborted) return DONE;
    if (piece === undefined) {
      await this.#change(key, (one) => ({ ...one, refused: { code: 'file.unreadable', message: '' } }));
      return DONE;
    }
    const begunMs = performance.now();
    const outcome = await this.#uploads.send(upload, piece, ends.signal);
    this.#current = undefined;
    if (ends.signal.aborted) return DONE;
    const isCut = outcome.kind === 'later';
    const before = this.#bytes;
    this.#bytes = pieceBytes(
      before,
      isCut ? Number.POSITIVE_INFINITY : performance.now() - begunMs,
      this.#most,
    );
    if (outcome.kind !== 'refused' || outcome.code !== TOO_LARGE) return this.#learn(key, outcome);
    // The server itself has words for it; something on the way that takes not even the smallest may let it pass later.
    if (before <= SMALLEST_PIECE_BYTES)
      return outcome.message === ''
        ? { kind: 'later', retryAfterSeconds: 0, stoppedBy: 413 }
        : this.#learn(key, outcome);
    // Something on the way takes no pieces of that size: smaller ones may pass.
    this.#most = this.#bytes = Math.max(SMALLEST_PIECE_BYTES, before / 2);
    return DONE;
  }

  async #learn(key: string, outcome: Outcome<UploadAnswer>): Promise<Step> {
    if (outcome.kind === 'later') return outcome;
    if (outcome.kind === 'refused' && isOfSession(outcome.code)) {
      const { code, message } = outcome;
      return { kind: 'barred', refusal: { code, message } };
    }
    await this.#change(key, (one) =>
      outcome.kind === 'taken' ? answeredUpload(one, outcome.body) : refusedUpload(one, outcome),
    );
    return DONE;
  }
}
