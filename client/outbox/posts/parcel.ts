import type { Refused } from '../ballots/ballot-box.ts';
import type { Upload } from './upload.ts';
import type { Writing, WrittenPhoto } from './writing.ts';

/** What is to be done with a post, or with a draft that colleagues share. */
export type Task =
  | { readonly kind: 'publish' | 'correct'; readonly writing: Writing }
  | {
      readonly kind: 'draft';
      readonly writing: Writing;
      readonly state: 'draft' | 'review' | 'scheduled';
      readonly note?: string;
      readonly scheduledAtUnixMs?: number;
    }
  | { readonly kind: 'withdraw'; readonly reason: string }
  | { readonly kind: 'describe'; readonly pictureId: string; readonly alt: string }
  | { readonly kind: 'pin'; readonly pinned: boolean }
  | { readonly kind: 'key'; readonly isKey: boolean };

/** What follows a post that is out: it is pinned, marked, or the draft that it was is taken away. */
export type After = 'pin' | 'key' | 'forget-draft';

/**
 * Something that an editor has decided and that goes to the server exactly once: the words in one command, then
 * its pictures as they arrive. Every command's retry key follows from the parcel's, so that it stays the same
 * however often a phone dies in mid-send.
 */
export interface Parcel {
  readonly key: string;
  /** In which order parcels were made on this device. */
  readonly number: number;
  readonly tour: string;
  readonly outletId: string;
  readonly postId: string;
  readonly madeAtUnixMs: number;
  readonly task: Task;
  /** The command as it was sent first: it is never sent in other words. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Pictures that are in the post: they went with the words, or were attached since. */
  readonly inPost: readonly string[];
  readonly sent?: true;
  /** The server has lost the words that it took, and they were sent again. */
  readonly sentAgain?: true;
  /** Pictures were left out: the server is to be told how many still come. */
  readonly awaitsFewer?: true;
  readonly after: readonly After[];
  readonly refused?: Refused & { readonly photoKey?: string };
}

/** The writing of a parcel that has one. */
export const writingOf = ({ task }: Parcel): Writing | undefined =>
  'writing' in task ? task.writing : undefined;

/** Pictures that are still to be put into a published post, with their places. */
export function missingPhotos(
  parcel: Parcel,
): readonly { readonly photo: WrittenPhoto; readonly order: number }[] {
  if (parcel.task.kind !== 'publish') return [];
  return parcel.task.writing.photos.flatMap((photo, order) =>
    parcel.inPost.includes(photo.key) ? [] : [{ photo, order }],
  );
}

/** Keys of the uploads that its words have to wait for: a published post waits only for its film. */
export function neededUploads({ task }: Parcel): readonly string[] {
  if (!('writing' in task)) return [];
  const { photos, kind, feature } = task.writing;
  const film = kind === 'video' && feature.fileKey !== undefined ? [feature.fileKey] : [];
  const pictures = task.kind === 'publish' ? [] : photos.filter((photo) => photo.picture === undefined);
  return [...film, ...pictures.map(({ key }) => key)];
}

/** Keys of all uploads that belong to it. */
export function uploadsOf(parcel: Parcel): readonly string[] {
  const writing = writingOf(parcel);
  if (writing === undefined) return [];
  const film = writing.feature.fileKey === undefined ? [] : [writing.feature.fileKey];
  return [...film, ...writing.photos.filter(({ picture }) => picture === undefined).map(({ key }) => key)];
}

/** Whether nothing of it is left to do. */
export const isDone = (parcel: Parcel): boolean =>
  parcel.sent === true &&
  parcel.refused === undefined &&
  parcel.awaitsFewer === undefined &&
  parcel.after.length === 0 &&
  missingPhotos(parcel).length === 0;

/** Fixes the command before its first byte leaves; `inPost`: pictures that go along. */
export const begunParcel = (
  parcel: Parcel,
  body: Readonly<Record<string, unknown>>,
  inPost: readonly string[],
): Parcel => (parcel.body === undefined ? { ...parcel, body, inPost } : parcel);

/** The server has taken the words. */
export const sentParcel = (parcel: Parcel): Parcel => ({ ...parcel, sent: true });

/** The server was put back to an older copy, and knows nothing of the post: its words go out once more, by the same key. */
export function wordsAgain(parcel: Parcel): Parcel {
  const { sent: _sent, ...rest } = parcel;
  return { ...rest, sentAgain: true };
}

/** A picture has been attached to the post. */
export const attached = (parcel: Parcel, photoKey: string): Parcel =>
  parcel.inPost.includes(photoKey) ? parcel : { ...parcel, inPost: [...parcel.inPost, photoKey] };

/** A picture does not come any more: its place is given up. */
export const leftOut = (parcel: Parcel, photoKey: string): Parcel => ({
  ...triedAgain(attached(parcel, photoKey)),
  awaitsFewer: true,
});

/** The server knows that `many` pictures still come; where more were left out meanwhile, it is to be told again. */
export function toldAwaited(parcel: Parcel, many: number): Parcel {
  const { awaitsFewer: _told, ...rest } = parcel;
  return missingPhotos(parcel).length === many ? rest : parcel;
}

/** One of the things that follow is done, or has been given up. */
export const followed = (parcel: Parcel, after: After): Parcel => ({
  ...parcel,
  after: parcel.after.filter((one) => one !== after),
});

/** The server has refused it, or one of its pictures: it stays with the reason. */
export const refusedParcel = (parcel: Parcel, refused: NonNullable<Parcel['refused']>): Parcel => ({
  ...parcel,
  refused,
});

/** To be tried once more: words that were refused had no effect, so they may be put anew. */
export function triedAgain(parcel: Parcel): Parcel {
  const { refused: _refused, body, ...rest } = parcel;
  return parcel.sent && body !== undefined ? { ...rest, body } : rest;
}

/** How far its pictures and film are: files and bytes. */
export function progressOf(
  parcel: Parcel,
  uploads: ReadonlyMap<string, Upload>,
): { readonly files: number; readonly kept: number; readonly bytes: number; readonly received: number } {
  const own = uploadsOf(parcel).flatMap((key) => uploads.get(key) ?? []);
  return {
    files: own.length,
    kept: own.filter(({ picture, video }) => picture !== undefined || video !== undefined).length,
    bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
    received: own.reduce((sum, { received }) => sum + received, 0),
  };
}
