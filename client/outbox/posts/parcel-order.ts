import { type After, missingPhotos, neededUploads, type Parcel, uploadsOf } from './parcel.ts';
import { isKept, mayGo, type Upload } from './upload.ts';
import type { WrittenPhoto } from './writing.ts';

/** The next single request that an outbox should make. */
export type Errand =
  | { readonly kind: 'words'; readonly parcel: Parcel }
  | { readonly kind: 'after'; readonly parcel: Parcel; readonly after: After }
  | { readonly kind: 'await-fewer'; readonly parcel: Parcel }
  | {
      readonly kind: 'attach';
      readonly parcel: Parcel;
      readonly photo: WrittenPhoto;
      readonly order: number;
    }
  | { readonly kind: 'upload'; readonly upload: Upload };

/** What {@link nextErrand} looks at. */
export interface Waiting {
  readonly parcels: readonly Parcel[];
  readonly uploads: ReadonlyMap<string, Upload>;
  /** Nothing of pictures and films goes out: the editor has paused them all. */
  readonly paused: boolean;
}

const byNumber = (a: { readonly number: number }, b: { readonly number: number }): number =>
  a.number - b.number;

/**
 * What goes out next. All words before any picture, and words in the order in which they were made; then
 * pictures, those of older posts first; at last files of what is still being written. What was refused stands
 * in nobody's way, but what concerns the same post waits behind it.
 */
export function nextErrand({ parcels, uploads, paused }: Waiting): Errand | undefined {
  const ordered = [...parcels].sort(byNumber);
  const held = new Set<string>();
  for (const parcel of ordered) {
    const ready = neededUploads(parcel).every((key) => {
      const upload = uploads.get(key);
      return upload !== undefined && isKept(upload);
    });
    if (parcel.refused === undefined && !held.has(parcel.postId)) {
      if (parcel.sent !== true && ready) return { kind: 'words', parcel };
      const [after] = parcel.sent === true ? parcel.after : [];
      if (after !== undefined) return { kind: 'after', parcel, after };
      if (parcel.sent === true && parcel.awaitsFewer === true) return { kind: 'await-fewer', parcel };
    }
    if (parcel.sent !== true) held.add(parcel.postId);
  }
  for (const parcel of ordered) {
    if (parcel.sent === true && parcel.refused === undefined)
      for (const { photo, order } of missingPhotos(parcel)) {
        const upload = uploads.get(photo.key);
        if (photo.picture !== undefined || upload?.picture !== undefined)
          return { kind: 'attach', parcel, photo, order };
      }
    const upload = paused
      ? undefined
      : uploadsOf(parcel)
          .flatMap((key) => uploads.get(key) ?? [])
          .find(mayGo);
    if (upload !== undefined) return { kind: 'upload', upload };
  }
  const begun = paused ? undefined : [...uploads.values()].sort(byNumber).find(mayGo);
  return begun && { kind: 'upload', upload: begun };
}
