import { lookAtFilm } from '../../../shared/media/film.ts';
import { freshKey } from '../../outbox/fresh-key.ts';
import type { Upload } from '../../outbox/posts/upload.ts';
import type { Writing } from '../../outbox/posts/writing.ts';
import type { MediaDesk } from '../desk.svelte.ts';
import { MOST_PICTURES } from '../sheet/forms.ts';
import { type Attachable, attachable, sha256Of } from './photo-file.ts';

const UNREADABLE: Attachable = { ok: false, why: 'unreadable' };

/** That the pictures of a correction have been touched. */
export const touched = ({ correcting }: Writing): Pick<Writing, 'correcting'> | undefined =>
  correcting && { correcting: { ...correcting, touchesPictures: true } };

/** Attaches pictures to what is being written. What cannot be used is told. */
export const attach = (desk: MediaDesk, files: readonly File[]): Promise<void> =>
  desk.attaching.during(desk.sheets.openKey, attachAll(desk, files, desk.sheets.openKey));

async function attachAll(desk: MediaDesk, files: readonly File[], key: string): Promise<void> {
  const { photo, write } = desk.words;
  for (const file of files) {
    if ((desk.sheets.all.get(key)?.photos.length ?? 0) >= MOST_PICTURES) {
      desk.tell(false, write.most(MOST_PICTURES));
      return;
    }
    const found = await attachable(file).catch(() => UNREADABLE);
    if (!found.ok) {
      desk.tell(false, notAttached(photo, file.name, found));
      continue;
    }
    const { original, preview } = found;
    const uploadKey = await upload(desk, 'picture', file.name, original, preview);
    const writing = desk.sheets.all.get(key) ?? { ...desk.sheets.open, key };
    const added = { key: uploadKey, alt: '', altEn: '', caption: '', tellsTime: false, tellsPlace: false };
    desk.sheets.put({ ...writing, photos: [...writing.photos, added], ...touched(writing) });
  }
}

/** Why a picture was not attached, in words. */
function notAttached(
  photo: MediaDesk['words']['photo'],
  name: string,
  found: Extract<Attachable, { readonly ok: false }>,
): string {
  switch (found.why) {
    case 'not-picture':
      return photo.notPicture(name);
    case 'too-large':
      return photo.tooLarge(name);
    case 'unreadable':
      return photo.unreadable(name);
    case 'other-kind':
      return photo.otherKind(name, found.what);
  }
}

/**
 * Attaches a film, after a look into it: one that no phone plays is told of before a byte is sent, and so is one
 * that not everybody can see.
 */
export const attachFilm = (desk: MediaDesk, file: File): Promise<void> =>
  desk.attaching.during(desk.sheets.openKey, attachFilmTo(desk, file, desk.sheets.openKey));

async function attachFilmTo(desk: MediaDesk, file: File, key: string): Promise<void> {
  const { film } = desk.words;
  const read = async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  const look = await lookAtFilm({ bytes: file.size, read }).catch(() => undefined);
  // What cannot be read here now, the server looks into.
  if (look?.kind === 'broken') return desk.tell(false, film.broken(file.name));
  if (look?.kind === 'other-kind') return desk.tell(false, film.otherKind(file.name, look.what));
  if (look?.kind === 'other-codec') return desk.tell(false, film.otherCodec(file.name, look.codec));
  const warnings = look?.kind === 'plays' ? look.warnings : [];
  if (warnings.length > 0) desk.tell(false, warnings.map((warning) => film.warnings[warning]).join(' '));
  const fileKey = await upload(desk, 'video', file.name, file, undefined);
  // Another sheet may be open by now.
  const writing = desk.sheets.all.get(key) ?? { ...desk.sheets.open, key };
  const { link: _link, file: _file, ...feature } = writing.feature;
  desk.sheets.put({ ...writing, feature: { ...feature, fileKey } });
}

/** Takes a picture out of what is being written. */
export function detach(desk: MediaDesk, photoKey: string): void {
  const photos = desk.sheets.open.photos.filter(({ key }) => key !== photoKey);
  desk.sheets.edit({ photos, ...touched(desk.sheets.open) });
  if (desk.outgoing.uploads.has(photoKey)) void desk.outgoing.outbox?.forgetFiles([photoKey]);
}

async function upload(
  desk: MediaDesk,
  kind: Upload['kind'],
  name: string,
  original: Blob,
  preview: Blob | undefined,
): Promise<string> {
  const key = freshKey();
  // A file that cannot be read now is told of when it is sent, with a way out.
  const sha256 = kind === 'picture' ? await sha256Of(original).catch(() => undefined) : undefined;
  const { tour, outletId } = desk.where;
  await desk.outgoing.outbox?.add(
    {
      ...{ key, tour, outletId, kind, name, bytes: original.size, received: 0 },
      ...(sha256 !== undefined && { sha256 }),
    },
    { key, original, ...(preview && { preview }) },
  );
  return key;
}
