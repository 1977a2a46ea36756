import type { Outcome } from '../../outbox/commands.ts';
import { freshKey } from '../../outbox/fresh-key.ts';
import type { After, Parcel, Task } from '../../outbox/posts/parcel.ts';
import { PostOutbox, type PostOutboxEnds } from '../../outbox/posts/post-outbox.ts';
import type { Upload } from '../../outbox/posts/upload.ts';
import type { Writing } from '../../outbox/posts/writing.ts';
import type { SendingState } from '../../outbox/sending.ts';
import type { Where } from '../sheet/forms.ts';

/** How a writing goes out: to be read by everybody, or as a draft for colleagues, at some hour or to be looked at. */
export type How = 'publish' | 'draft' | Extract<Task, { kind: 'draft' }>;

/** What waits on this device to go out, as the page shows it; nobody's until somebody sits down. */
export class Outgoing {
  parcels = $state.raw<readonly Parcel[]>([]);
  uploads = $state.raw<ReadonlyMap<string, Upload>>(new Map());
  state = $state<SendingState>('idle');
  /** Something on the way stops what is sent, with this status. */
  stoppedBy = $state<number>();
  paused = $state(false);
  /** Why there is nobody here, or nothing goes out. */
  barred = $state.raw<{ readonly code: string; readonly message: string }>();
  outbox: PostOutbox | undefined;
  readonly #where: () => Where;

  /** `where`: whose all this is, now. */
  constructor(where: () => Where) {
    this.#where = where;
  }

  /** Begins to send what this device keeps of an outlet, and shows it. */
  async sit(ends: Omit<PostOutboxEnds, 'onChange'>, paused: boolean): Promise<void> {
    const outbox = new PostOutbox({ ...ends, onChange: () => this.#show(outbox) });
    outbox.paused = paused;
    this.outbox = outbox;
    await outbox.load();
  }

  /** Looks whether anything can go out at all; what is said stays until that is another thing. */
  async look(whoAmI: () => Promise<Outcome>): Promise<void> {
    const who = await whoAmI();
    if (who.kind === 'refused') this.barred = who;
    if (who.kind === 'taken' && this.barred?.code === 'tour.deleted') this.barred = undefined;
  }

  #show(outbox: PostOutbox): void {
    // That of an outlet somebody sat at before may still send; it is not what this page shows.
    if (outbox !== this.outbox) return;
    this.parcels = [...outbox.parcels.values()].sort((a, b) => a.number - b.number);
    this.uploads = outbox.uploads;
    this.state = outbox.state;
    this.stoppedBy = outbox.stoppedBy;
    this.paused = outbox.paused;
    this.barred = outbox.barred;
  }

  /** Sends a writing that is whole. */
  send(writing: Writing, how: How): Promise<void> {
    const task = taskOf(writing, how);
    // A draft is saved more than once: each time is a parcel of its own, of the same draft.
    const key = task.kind === 'draft' ? freshKey() : writing.key;
    return this.#post(task, writing.correcting?.postId ?? writing.key, key, afterOf(task));
  }

  /** Does something with a post that is out: at once, or when signal is back. */
  act(postId: string, task: Exclude<Task, { readonly writing: Writing }>): Promise<void> {
    return this.#post(task, postId, freshKey(), []);
  }

  async #post(task: Task, postId: string, key: string, after: readonly After[]): Promise<void> {
    const { tour, outletId, nowUnixMs } = this.#where();
    await this.outbox?.post({
      ...{ key, tour, outletId, postId, madeAtUnixMs: nowUnixMs, task, inPost: [], after },
    });
  }

  /** Takes something refused apart, to go on with it; undefined where there are no words in it. */
  async takeBack({ key: parcelKey, task }: Parcel): Promise<Writing | undefined> {
    if (!('writing' in task)) return undefined;
    // Words that were refused may have been answered by another key: the new ones are something new.
    const key = task.kind === 'correct' ? freshKey() : task.writing.key;
    const again = { ...task.writing, key, changedAtUnixMs: this.#where().nowUnixMs };
    await this.outbox?.takeBack(parcelKey, again);
    return again;
  }

  /** Forgets those of these files that still wait here. */
  async forgetFiles(keys: readonly string[]): Promise<void> {
    await this.outbox?.forgetFiles(keys.filter((key) => this.uploads.has(key)));
  }
}

function taskOf(writing: Writing, how: How): Task {
  if (typeof how === 'object') return { ...how, writing };
  if (how === 'draft') return { kind: 'draft', writing, state: 'draft' };
  return { kind: writing.correcting === undefined ? 'publish' : 'correct', writing };
}

/** What has to follow once a post is out. */
function afterOf(task: Task): readonly After[] {
  if (task.kind !== 'publish') return [];
  const { isPinned, isKey, draftVersion } = task.writing;
  return [
    ...(isPinned ? (['pin'] as const) : []),
    ...(isKey ? (['key'] as const) : []),
    ...(draftVersion === undefined ? [] : (['forget-draft'] as const)),
  ];
}
