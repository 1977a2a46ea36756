import { OTHER_PERSON } from '../commands.ts';
import { LATER, Sending, type SendingState } from '../sending.ts';
import type { DeskDatabase, StoredFile } from './desk-database.ts';
import type { DeskServer } from './desk-server.ts';
import { isDone, leftOut, missingPhotos, type Parcel, triedAgain, uploadsOf } from './parcel.ts';
import { type Errand, nextErrand } from './parcel-order.ts';
import { ParcelSender } from './parcel-sender.ts';
import type { Upload } from './upload.ts';
import { UploadSender } from './upload-sender.ts';
import { type Refusal, WaitingPosts } from './waiting-posts.ts';
import type { Writing } from './writing.ts';

/** Somebody of another outlet has entered in this browser: the page has its own words for it. */
const asOutlet = <T extends { readonly code: string; readonly message: string }>(refusal: T): T =>
  refusal.code === OTHER_PERSON ? { ...refusal, code: 'outlet.other', message: '' } : refusal;

/** What an outbox of posts works with. */
export interface PostOutboxEnds {
  readonly tour: string;
  readonly outletId: string;
  readonly database: DeskDatabase;
  readonly server: DeskServer;
  onChange(): void;
  /** A parcel has gone out whole. */
  onDone(parcel: Parcel): void;
}

type Step = typeof LATER | undefined;
/** What waits on this device for one outlet on one tour, and its sending: one request at a time. */
export class PostOutbox {
  /** Why nothing at all is sent, where the session is the reason. */
  barred: Refusal | undefined;
  paused = false;
  readonly #ends: PostOutboxEnds;
  readonly #waiting: WaitingPosts;
  readonly #sending: Sending;
  readonly #files: UploadSender;
  readonly #words: ParcelSender;

  constructor(ends: PostOutboxEnds) {
    this.#ends = ends;
    this.#waiting = new WaitingPosts(ends);
    this.#sending = new Sending({ sendAll: () => this.#sendAll(), onChange: () => ends.onChange() });
    this.#files = new UploadSender(ends.database, ends.server.uploads, (key, change) =>
      this.#waiting.changeUpload(key, change),
    );
    this.#words = new ParcelSender({
      server: ends.server,
      uploads: () => this.uploads,
      parcel: (key) => this.parcels.get(key),
      change: (key, change) => this.#waiting.change(key, change),
      finish: (parcel) => this.#finish(parcel),
      onBarred: (refusal) => {
        this.barred = asOutlet(refusal);
        ends.onChange();
      },
      onLater: (outcome) => this.#sending.later(outcome),
    });
  }

  /** What waits, by its key. */
  get parcels(): ReadonlyMap<string, Parcel> {
    return this.#waiting.parcels;
  }

  /** Files that wait or have been sent, by their key, until no parcel needs them. */
  get uploads(): ReadonlyMap<string, Upload> {
    return this.#waiting.uploads;
  }

  /** How much is on this device and not on the server, refused or not. */
  get waiting(): number {
    return [...this.parcels.values()].filter((parcel) => !isDone(parcel)).length;
  }

  get state(): SendingState {
    return this.#sending.state;
  }

  /** Something on the way to the server stops what is sent, with this status. */
  get stoppedBy(): number | undefined {
    return this.#sending.stoppedBy;
  }

  /** Reads what the device kept. What was refused before is tried once more: the reason may be gone. */
  async load(): Promise<void> {
    await this.read();
    for (const { key, refused, task } of this.parcels.values())
      if (refused !== undefined && refused.photoKey === undefined && task.kind !== 'correct')
        await this.#waiting.change(key, triedAgain);
    this.#ends.onChange();
  }

  /** Reads what the device keeps by now: another tab may have changed it. */
  read(): Promise<void> {
    return this.#waiting.read();
  }

  /** Saves something to be done, then does it. Resolves as soon as it is safe on the device. */
  async post(parcel: Omit<Parcel, 'number'>): Promise<void> {
    await this.#waiting.add(parcel);
    // Words do not wait behind the rest of a picture.
    this.#files.stop();
    this.wake();
  }

  /** Tries something refused again. */
  async retry(key: string): Promise<void> {
    const parcel = await this.#waiting.change(key, triedAgain);
    for (const uploadKey of parcel === undefined ? [] : uploadsOf(parcel))
      await this.#waiting.changeUpload(uploadKey, ({ refused: _refused, ...upload }) => upload);
    this.barred = undefined;
    this.wake();
  }

  /** Takes a refused parcel apart: the editor goes on with `writing`. */
  async takeBack(key: string, writing: Writing): Promise<void> {
    await this.#ends.database.takeBack(key, writing);
    this.#waiting.drop(key);
  }

  /** Gives up what was refused. Pictures of a post that is out still go: its readers wait for them. */
  async giveUp(key: string): Promise<void> {
    const parcel = this.parcels.get(key);
    if (parcel?.sent === true && missingPhotos(parcel).length > 0) {
      await this.#waiting.change(key, triedAgain);
      this.wake();
      return;
    }
    await this.#forget(key, parcel === undefined ? [] : uploadsOf(parcel));
  }

  /** Leaves a picture out that cannot be used: the post is out without it, and its readers wait for it no longer. */
  async leaveOut(key: string, photoKey: string): Promise<void> {
    const parcel = await this.#waiting.change(key, (one) => leftOut(one, photoKey));
    await this.forgetFiles([photoKey]);
    // Of several that cannot be used, each is asked about.
    for (const { photo } of parcel === undefined ? [] : missingPhotos(parcel)) {
      const refused = this.uploads.get(photo.key)?.refused;
      if (refused !== undefined) await this.#waiting.refuseFile(photo.key, refused);
    }
    this.wake();
  }

  /** Keeps a file on the device and begins to send it. */
  async add(upload: Omit<Upload, 'number'>, file: StoredFile): Promise<void> {
    await this.#waiting.addFile(upload, file);
    this.wake();
  }

  /** Forgets files that nothing needs any more. */
  async forgetFiles(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#files.stop(key);
    await this.#waiting.forgetFiles(keys);
  }

  /** Lets all pictures and films wait, or go on. */
  pause(paused: boolean): void {
    this.paused = paused;
    if (paused) this.#files.stop();
    this.#ends.onChange();
    if (!paused) this.wake();
  }

  /** Lets one file wait, or go on. */
  async pauseOne(key: string, paused: boolean): Promise<void> {
    await this.#waiting.changeUpload(key, ({ paused: _paused, ...upload }) =>
      paused ? { ...upload, paused } : upload,
    );
    if (paused) this.#files.stop(key);
    else this.wake();
  }

  /** Sends what waits, now: something new is there, or there is hope of signal. */
  wake(): void {
    this.#sending.wake();
  }

  async #sendAll(): Promise<boolean> {
    if (this.#next() === undefined) return true;
    this.#sending.begun();
    // Another outlet's editor may have entered in this browser meanwhile: nothing goes out in another's name.
    const { server, outletId } = this.#ends;
    const who = await server.whoAmI();
    if (who.kind === 'later') return this.#sending.later(who);
    const isOther = who.kind === 'taken' && who.body.id !== outletId;
    this.barred = who.kind === 'refused' ? who : isOther ? { code: 'outlet.other', message: '' } : undefined;
    this.#ends.onChange();
    // Asked again after a while: the right one may enter in another tab, of which nothing tells this page.
    if (this.barred !== undefined) return false;
    for (let errand = this.#next(); errand !== undefined; errand = this.#next()) {
      if ((await this.#run(errand)) === LATER) return false;
      this.#sending.carried();
    }
    // What was refused is still here, and was counted out when it was sent.
    if (this.waiting > 0) await server.whoAmI();
    return true;
  }

  #next(): Errand | undefined {
    return nextErrand({ parcels: [...this.parcels.values()], uploads: this.uploads, paused: this.paused });
  }

  async #run(errand: Errand): Promise<Step> {
    if (errand.kind !== 'upload') return this.#words.run(errand);
    const step = await this.#files.step(errand.upload);
    if (step.kind === 'barred') {
      this.barred = asOutlet(step.refusal);
      return LATER;
    }
    if (step.kind === 'later') {
      this.#sending.later(step);
      return LATER;
    }
    const { refused, key } = this.uploads.get(errand.upload.key) ?? errand.upload;
    if (refused !== undefined) await this.#waiting.refuseFile(key, refused);
    return undefined;
  }

  /** Puts a parcel away that is done, with its files. */
  async #finish(parcel: Parcel | undefined): Promise<void> {
    if (parcel === undefined || !isDone(parcel)) return;
    await this.#forget(parcel.key, uploadsOf(parcel));
    this.#ends.onDone(parcel);
  }

  async #forget(key: string, fileKeys: readonly string[]): Promise<void> {
    for (const fileKey of fileKeys) this.#files.stop(fileKey);
    await this.#waiting.forget(key, fileKeys);
  }
}
