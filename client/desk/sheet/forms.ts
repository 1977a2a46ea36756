import type { DraftContent, SuggestedMoment } from '../../../shared/desk.ts';
import { cutText, isBlank } from '../../../shared/text.ts';
import type { Feature } from '../../../shared/tour/posts/post-kinds.ts';
import { MOST_PICTURES, type Picture, type Post } from '../../../shared/tour/posts/posts.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import type { Upload } from '../../outbox/posts/upload.ts';
import type { Writing, WrittenFeature, WrittenPhoto } from '../../outbox/posts/writing.ts';

/** Bounds of the words, as the tour has them. */
export const MOST_TITLE = 120;
export const MOST_TEXT = 8000;
export { MOST_PICTURES };

/** What still has to be done before something can go out; each has its sentence. */
export type Need = 'nothing' | 'note' | 'quote' | 'figure' | 'video' | 'videoLink' | 'long' | 'badFile';

/** Whose page it is, for what is made on it. */
export interface Where {
  readonly tour: string;
  readonly outletId: string;
  readonly nowUnixMs: number;
}

/** An empty sheet under an id. */
export const emptyWriting = (key: string, { tour, outletId, nowUnixMs }: Where): Writing => ({
  ...{ key, tour, outletId, kind: 'words', title: '', text: '', feature: {}, photos: [] },
  ...{ filed: false, isKey: false, isPinned: false, changedAtUnixMs: nowUnixMs },
});

const photoOf = (picture: Picture, at: number): WrittenPhoto => ({
  ...{
    key: `${picture.id}-${picture.order ?? at}`,
    picture,
    alt: picture.altProposed ? '' : picture.alt,
    altEn: picture.altEn ?? '',
  },
  caption: picture.caption ?? '',
  ...(picture.focus && { focus: picture.focus }),
  tellsTime: picture.takenAtUnixMs !== undefined,
  tellsPlace: picture.place !== undefined,
});

const writtenFeature = (feature: Feature | undefined): WrittenFeature => {
  if (feature === undefined) return {};
  const { kind: _kind, ...members } = feature;
  // Those of a kind that the desk has no fields for are kept as well.
  return members as object as WrittenFeature;
};

type Content = Pick<
  DraftContent,
  'title' | 'text' | 'pictures' | 'feature' | 'stopId' | 'areaId' | 'brandId' | 'sharesPostId'
>;

/** What a post or draft says, as something that can be edited. */
function fromContent(empty: Writing, content: Content | Post): Writing {
  const { title = '', text, pictures, feature, sharesPostId } = content;
  return {
    ...empty,
    ...{ kind: feature?.kind ?? 'words', title, text, feature: writtenFeature(feature) },
    photos: pictures.map(photoOf),
    ...filedAs(content),
    ...(sharesPostId !== undefined && { sharesPostId }),
  };
}

/** A colleague's draft, to go on with. */
export const fromDraft = (id: string, version: number, content: DraftContent, where: Where): Writing => ({
  ...fromContent(emptyWriting(id, where), content),
  draftVersion: version,
});

/** The begin of a correction of a post. */
export const fromPost = (key: string, post: Post, where: Where): Writing => ({
  ...fromContent(emptyWriting(key, where), post),
  correcting: { postId: post.id, base: post.version, note: '', touchesPictures: false },
});

/** Under what a post is filed, as members that may be left out. */
const filedAs = ({ stopId, areaId, brandId }: Pick<Writing, 'stopId' | 'areaId' | 'brandId'>) => ({
  filed: true,
  ...(stopId !== undefined && { stopId }),
  ...(areaId !== undefined && { areaId }),
  ...(brandId !== undefined && { brandId }),
});

/** The begin of a post that passes another one on. */
export const ofShared = (key: string, post: Post, where: Where): Writing => ({
  ...emptyWriting(key, where),
  sharesPostId: post.id,
  ...filedAs(post),
});

/** A moment that the house proposes to tell. */
export const fromMoment = (key: string, { feature, ...moment }: SuggestedMoment, where: Where): Writing => ({
  ...emptyWriting(key, where),
  ...{ kind: 'moment', title: moment.title, text: moment.text },
  feature: { momentId: feature.momentId, what: feature.what },
  ...filedAs(moment),
});

/** The stop that the convoy is at, else the one that it is on the way to. */
export function convoyStop(tour: Tour): { readonly id: string; readonly arrived: boolean } | undefined {
  for (const status of ['arrived', 'on-the-way'] as const) {
    const found = Object.entries(tour.stops).find(([, stop]) => stop.status === status);
    if (found !== undefined) return { id: found[0], arrived: status === 'arrived' };
  }
  return undefined;
}

/** A writing filed under a stop, and with it under the stop's area and brand; without a stop under nothing. */
export function filedUnder(writing: Writing, tour: Tour, stopId: string | undefined): Writing {
  const { stopId: _stop, areaId: _area, brandId: _brand, ...rest } = writing;
  const stop = tour.setup?.stops.find(({ id }) => id === stopId);
  if (stop === undefined) return rest;
  return { ...rest, stopId: stop.id, areaId: stop.areaId, ...(stop.brandId && { brandId: stop.brandId }) };
}

/** A writing with the convoy's own stop where the editor has chosen nothing. */
export const proposed = (writing: Writing, tour: Tour): Writing =>
  writing.filed ? writing : filedUnder(writing, tour, convoyStop(tour)?.id);

const isTyped = (value: unknown): boolean => typeof value === 'string' && !isBlank(value);

/** What a writing lacks before it can be published, corrected or scheduled; the first is to be seen to first. */
export function needsOf(writing: Writing, uploads: ReadonlyMap<string, Upload>): readonly Need[] {
  const { kind, title, text, photos, feature, sharesPostId, correcting } = writing;
  const needs: Need[] = [];
  if (title.trim().length > MOST_TITLE || text.trim().length > MOST_TEXT) needs.push('long');
  const says = isTyped(title) || isTyped(text) || photos.length > 0;
  if (kind === 'words' && !says && sharesPostId === undefined) needs.push('nothing');
  if (kind === 'quote' && !(isTyped(feature.words) && isTyped(feature.person))) needs.push('quote');
  if (kind === 'figure' && !(isTyped(feature.value) && isTyped(feature.meaning))) needs.push('figure');
  if (kind === 'video') {
    const hasFile = feature.fileKey !== undefined || feature.file !== undefined;
    if (!hasFile && !isTyped(feature.link)) needs.push('video');
    else if (!hasFile && !/^https:\/\/[^\s<>"']+$/.test(feature.link?.trim() ?? '')) needs.push('videoLink');
  }
  const files = [...photos.map(({ key }) => key), ...(feature.fileKey ? [feature.fileKey] : [])];
  if (files.some((key) => uploads.get(key)?.refused !== undefined)) needs.push('badFile');
  if (correcting !== undefined && !isTyped(correcting.note)) needs.push('note');
  return needs;
}

/** A line by which a writing or post is known. */
export const nameOf = (
  { title = '', text }: { readonly title?: string; readonly text: string },
  untitled: string,
): string => title.trim() || cutText(text.trim().split('\n')[0] ?? '', 40) || untitled;
