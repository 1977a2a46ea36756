import { sameJson } from '../../../shared/canonical.ts';
import { isOfSession, type Later, type Outcome } from '../commands.ts';
import { LATER } from '../sending.ts';
import type { DeskServer } from './desk-server.ts';
import {
  type After,
  attached,
  begunParcel,
  followed,
  missingPhotos,
  type Parcel,
  refusedParcel,
  sentParcel,
  toldAwaited,
  wordsAgain,
} from './parcel.ts';
import { bodyOf, pictureOf } from './parcel-body.ts';
import type { Errand } from './parcel-order.ts';
import type { Upload } from './upload.ts';

type Refusal = { readonly code: string; readonly message: string };
type Step = typeof LATER | undefined;
const COMMANDS = {
  ...{ publish: 'publishPost', correct: 'correctPost', withdraw: 'withdrawPost' },
  ...{ pin: 'pinPost', key: 'markKeyMoment', describe: 'describePicture' },
} as const;

/** What a {@link ParcelSender} works with: the parcels of an outbox, and what is told of them. */
export interface ParcelSenderEnds {
  readonly server: DeskServer;
  uploads(): ReadonlyMap<string, Upload>;
  parcel(key: string): Parcel | undefined;
  change(key: string, change: (parcel: Parcel) => Parcel): Promise<Parcel | undefined>;
  /** Puts a parcel away where it is done. */
  finish(parcel: Parcel | undefined): Promise<void>;
  /** The session has ended in mid-send: everything stays, and waits. */
  onBarred(refusal: Refusal): void;
  /** Nobody answered, or asked for so many seconds. */
  onLater(outcome: Later): void;
}

/** Makes the requests of parcels, one a time, each by a retry key of its own. */
export class ParcelSender {
  readonly #ends: ParcelSenderEnds;

  constructor(ends: ParcelSenderEnds) {
    this.#ends = ends;
  }

  /** Makes one request that concerns a parcel; files go another way. */
  async run(errand: Exclude<Errand, { readonly kind: 'upload' }>): Promise<Step> {
    switch (errand.kind) {
      case 'words':
        return this.#sendWords(errand.parcel);
      case 'after':
        return this.#sendAfter(errand.parcel, errand.after);
      case 'await-fewer':
        return this.#awaitFewer(errand.parcel);
      case 'attach':
        return this.#attach(errand);
      default:
        return errand satisfies never;
    }
  }

  async #sendWords({ key }: Parcel): Promise<Step> {
    // What is about to be sent is on the disk as such before the first byte leaves.
    const parcel = await this.#ends.change(key, (one) => {
      const { body, kept } = bodyOf(one, this.#ends.uploads());
      return begunParcel(one, body, kept);
    });
    if (parcel?.body === undefined) return undefined;
    const { task, postId, body } = parcel;
    const { server } = this.#ends;
    const outcome =
      task.kind === 'draft'
        ? await server.saveDraft(postId, body)
        : await server.give(COMMANDS[task.kind], body);
    if (outcome.kind === 'later') return this.#later(outcome);
    if (this.#isBarred(outcome)) return LATER;
    const taken =
      outcome.kind === 'taken' ||
      (task.kind === 'publish' && outcome.code === 'post.exists') ||
      (task.kind === 'draft' && outcome.code === 'draft.stale' && (await this.#isSaved(postId, body)));
    const refused = taken ? undefined : outcome;
    await this.#ends.finish(
      await this.#ends.change(key, (one) =>
        refused === undefined
          ? sentParcel(one)
          : refusedParcel(one, { code: refused.code, message: refused.message }),
      ),
    );
    return undefined;
  }

  /** Whether the draft that the server has is the very one that was sent: only its answer was lost. */
  async #isSaved(id: string, body: Readonly<Record<string, unknown>>): Promise<boolean> {
    const found = await this.#ends.server.draft(id);
    return (
      found.kind === 'taken' && found.body.state === body.state && sameJson(found.body.content, body.content)
    );
  }

  async #sendAfter({ key, postId, task }: Parcel, after: After): Promise<Step> {
    const { server } = this.#ends;
    const version = ('writing' in task && task.writing.draftVersion) || 0;
    const outcome =
      after === 'pin'
        ? await server.give('pinPost', { commandId: `${postId}-pin`, postId, pinned: true })
        : after === 'key'
          ? await server.give('markKeyMoment', { commandId: `${postId}-key`, postId, isKey: true })
          : await server.forgetDraft(postId, version);
    if (outcome.kind === 'later') return this.#later(outcome);
    if (this.#isBarred(outcome)) return LATER;
    if (await this.#isLost(key, outcome)) return undefined;
    await this.#ends.change(key, (one) => followed(one, after));
    // A draft that is not there is what was wanted; one that a colleague changed stays for the colleague.
    const refused = outcome.kind === 'refused' && after !== 'forget-draft' ? outcome : undefined;
    await this.#ends.finish(
      refused === undefined
        ? this.#ends.parcel(key)
        : await this.#ends.change(key, (one) =>
            refusedParcel(one, { code: refused.code, message: refused.message }),
          ),
    );
    return undefined;
  }

  async #attach({ parcel, photo, order }: Extract<Errand, { kind: 'attach' }>): Promise<Step> {
    const picture = pictureOf(photo, order, this.#ends.uploads());
    const { key, postId } = parcel;
    const outcome = await this.#ends.server.give('attachPicture', {
      ...{ commandId: `${postId}-${order}`, postId, picture },
    });
    if (outcome.kind === 'later') return this.#later(outcome);
    if (this.#isBarred(outcome)) return LATER;
    if (await this.#isLost(key, outcome)) return undefined;
    await this.#ends.finish(
      await this.#ends.change(key, (one) =>
        outcome.kind === 'taken'
          ? attached(one, photo.key)
          : refusedParcel(one, { code: outcome.code, message: outcome.message, photoKey: photo.key }),
      ),
    );
    return undefined;
  }

  /** Says how many pictures still come: by that number, so that it is told once however often it is sent. */
  async #awaitFewer(parcel: Parcel): Promise<Step> {
    const { key, postId } = parcel;
    const awaitedPictures = missingPhotos(parcel).length;
    const outcome = await this.#ends.server.give('awaitFewerPictures', {
      ...{ commandId: `${postId}-awaits-${awaitedPictures}`, postId, awaitedPictures },
    });
    if (outcome.kind === 'later') return this.#later(outcome);
    if (this.#isBarred(outcome)) return LATER;
    if (await this.#isLost(key, outcome)) return undefined;
    // A post that is withdrawn awaits nothing.
    const isKnown = outcome.kind === 'taken' || outcome.code === 'post.withdrawn';
    await this.#ends.finish(
      await this.#ends.change(key, (one) =>
        isKnown
          ? toldAwaited(one, awaitedPictures)
          : refusedParcel(one, { code: outcome.code, message: outcome.message }),
      ),
    );
    return undefined;
  }

  /** Whether the server knows nothing of a post whose words it took: they go out once more, once. */
  async #isLost(key: string, outcome: Outcome): Promise<boolean> {
    const parcel = this.#ends.parcel(key);
    if (outcome.kind !== 'refused' || outcome.code !== 'post.unknown') return false;
    if (parcel?.task.kind !== 'publish' || !parcel.sent || parcel.sentAgain) return false;
    await this.#ends.change(key, wordsAgain);
    return true;
  }

  /** Whether the session has ended in mid-send: everything stays, and waits. */
  #isBarred(outcome: Outcome): boolean {
    if (outcome.kind !== 'refused' || !isOfSession(outcome.code)) return false;
    this.#ends.onBarred({ code: outcome.code, message: outcome.message });
    return true;
  }

  #later(outcome: Later): typeof LATER {
    this.#ends.onLater(outcome);
    return LATER;
  }
}
