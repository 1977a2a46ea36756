import type { Feature } from '../../../shared/tour/posts/post-kinds.ts';
import type { Picture } from '../../../shared/tour/posts/posts.ts';
import type { Parcel } from './parcel.ts';
import type { Upload } from './upload.ts';
import type { Writing, WrittenFeature, WrittenPhoto } from './writing.ts';

type Uploads = ReadonlyMap<string, Upload>;
type Body = Readonly<Record<string, unknown>>;

/** A picture with the editor's words, or undefined while the server does not have it. */
export function pictureOf(photo: WrittenPhoto, order: number, uploads: Uploads): Picture | undefined {
  const upload = uploads.get(photo.key);
  const known = photo.picture ?? upload?.picture;
  if (known === undefined) return undefined;
  const { id, width, height, widths, colour, placeholder } = known;
  const atUnixMs = photo.picture?.takenAtUnixMs ?? upload?.taken?.atUnixMs;
  const place = photo.picture?.place ?? upload?.taken?.place;
  const [alt, altEn, caption] = [photo.alt.trim(), photo.altEn.trim(), photo.caption.trim()];
  return {
    ...{ id, width, height, widths: [...widths], colour, alt, order },
    ...(placeholder !== undefined && { placeholder }),
    ...(photo.altProposed === true && { altProposed: true as const }),
    ...(altEn !== '' && { altEn }),
    ...(caption !== '' && { caption }),
    ...(photo.focus && { focus: [photo.focus[0], photo.focus[1]] }),
    ...(photo.tellsTime && atUnixMs !== undefined && { takenAtUnixMs: atUnixMs }),
    ...(photo.tellsPlace && place && { place: [place[0], place[1]] }),
  };
}

/** The feature that a writing has, as far as it is typed. */
export function featureOf(
  { kind, feature }: Pick<Writing, 'kind' | 'feature'>,
  uploads: Uploads,
): Feature | undefined {
  const said = (name: keyof WrittenFeature): string => String(feature[name] ?? '').trim();
  switch (kind) {
    case 'words':
      return undefined;
    case 'quote':
      return {
        ...{ kind, words: said('words'), person: said('person') },
        ...(said('function') !== '' && { function: said('function') }),
      };
    case 'figure':
      return {
        ...{ kind, value: said('value'), meaning: said('meaning') },
        ...(said('unit') !== '' && { unit: said('unit') }),
      };
    case 'moment':
      return feature.what && { kind, momentId: said('momentId'), what: feature.what };
    case 'video': {
      const file = uploads.get(feature.fileKey ?? '')?.video ?? feature.file;
      const source = file ? { file: { ...file } } : said('link') === '' ? {} : { link: said('link') };
      return { kind, ...source, alt: said('alt') };
    }
    default:
      // What the desk has no fields for stays as it was written elsewhere.
      return { ...feature, kind } as Feature;
  }
}

/** What of a writing becomes a post: its words, and the pictures that the server has. */
function contentOf(writing: Writing, uploads: Uploads): { readonly body: Body; readonly kept: string[] } {
  const pictures = writing.photos.flatMap((photo, order) => {
    const picture = pictureOf(photo, order, uploads);
    return picture === undefined ? [] : [{ key: photo.key, picture }];
  });
  const feature = featureOf(writing, uploads);
  const title = writing.title.trim();
  return {
    body: {
      ...(title !== '' && { title }),
      text: writing.text.trim(),
      pictures: pictures.map(({ picture }) => picture),
      ...(feature && { feature }),
    },
    kept: pictures.map(({ key }) => key),
  };
}

/** What a post is filed under. */
const filingOf = ({ stopId, areaId, brandId, sharesPostId }: Writing): Body => ({
  ...(stopId !== undefined && { stopId }),
  ...(areaId !== undefined && { areaId }),
  ...(brandId !== undefined && { brandId }),
  ...(sharesPostId !== undefined && { sharesPostId }),
});

/** What a draft keeps for colleagues: everything of the post. */
export const draftContent = (writing: Writing, uploads: Uploads): Body => ({
  ...contentOf(writing, uploads).body,
  ...filingOf(writing),
});

/** A parcel's first request: the command or draft, and which pictures go with it. */
export function bodyOf(parcel: Parcel, uploads: Uploads): { readonly body: Body; readonly kept: string[] } {
  const { task, postId, key } = parcel;
  switch (task.kind) {
    case 'publish': {
      const { body, kept } = contentOf(task.writing, uploads);
      const awaitedPictures = task.writing.photos.length - kept.length;
      return {
        body: {
          ...{ commandId: key, postId, ...body, ...filingOf(task.writing) },
          ...(awaitedPictures > 0 && { awaitedPictures }),
        },
        kept,
      };
    }
    case 'correct': {
      const { body, kept } = contentOf(task.writing, uploads);
      const { base = 1, note = '', touchesPictures = false } = task.writing.correcting ?? {};
      const { pictures, ...words } = body;
      return {
        body: {
          ...{ commandId: key, postId, basedOnVersion: base, note: note.trim(), title: '', ...words },
          ...(touchesPictures && { pictures }),
        },
        kept,
      };
    }
    case 'draft': {
      const { writing, state, note, scheduledAtUnixMs } = task;
      return {
        body: {
          ...{ basedOnVersion: writing.draftVersion ?? 0, state, content: draftContent(writing, uploads) },
          ...(note !== undefined && { note }),
          ...(scheduledAtUnixMs !== undefined && { scheduledAtUnixMs }),
        },
        kept: [],
      };
    }
    case 'withdraw':
      return { body: { commandId: key, postId, reason: task.reason }, kept: [] };
    case 'pin':
      return { body: { commandId: key, postId, pinned: task.pinned }, kept: [] };
    case 'describe': {
      const { pictureId, alt } = task;
      return { body: { commandId: key, postId, pictureId, alt }, kept: [] };
    }
    case 'key':
      return { body: { commandId: key, postId, isKey: task.isKey }, kept: [] };
    default:
      return task satisfies never;
  }
}
