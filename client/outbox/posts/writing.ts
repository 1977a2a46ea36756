import { isBlank } from '../../../shared/text.ts';
import type { Feature } from '../../../shared/tour/posts/post-kinds.ts';
import type { Picture } from '../../../shared/tour/posts/posts.ts';

/** What a post is made as: words and pictures, or one of the kinds that have a feature. */
export type WritingKind = 'words' | Feature['kind'];

/** The members of every feature as they are typed: each may still be empty. */
export interface WrittenFeature {
  readonly words?: string;
  readonly person?: string;
  readonly function?: string;
  readonly value?: string;
  readonly unit?: string;
  readonly meaning?: string;
  readonly link?: string;
  readonly alt?: string;
  readonly momentId?: string;
  readonly what?: Extract<Feature, { kind: 'moment' }>['what'];
  /** A film that is on its way, by its key among this device's uploads. */
  readonly fileKey?: string;
  /** A film that the server has. */
  readonly file?: { readonly id: string; readonly bytes: number };
}

/** A picture of a post, with the editor's words. `picture`: the server has it already, as it stood in a post or draft. */
export interface WrittenPhoto {
  readonly key: string;
  readonly picture?: Picture;
  readonly alt: string;
  /** The description is the desk's own: the editor has not said what it shows. */
  readonly altProposed?: boolean;
  readonly altEn: string;
  readonly caption: string;
  /** Shares of width and height, from 0 to 1. */
  readonly focus?: readonly [number, number];
  /** Whether readers are told when and where it was taken, as far as the file itself says so. */
  readonly tellsTime: boolean;
  readonly tellsPlace: boolean;
}

/** A correction under way: of which post, of which version of it, and what was wrong. */
export interface Correcting {
  readonly postId: string;
  readonly base: number;
  readonly note: string;
  /** Pictures are replaced only where the editor has touched them: others may still be arriving. */
  readonly touchesPictures: boolean;
}

/** Everything that an editor has typed for one post or one correction; its key is the id that the post will have. */
export interface Writing {
  readonly key: string;
  readonly tour: string;
  readonly outletId: string;
  readonly kind: WritingKind;
  readonly title: string;
  readonly text: string;
  readonly feature: WrittenFeature;
  readonly photos: readonly WrittenPhoto[];
  /** The editor has chosen stop, area or brand; before, the convoy's own stop is proposed. */
  readonly filed: boolean;
  readonly stopId?: string;
  readonly areaId?: string;
  readonly brandId?: string;
  readonly isKey: boolean;
  readonly isPinned: boolean;
  readonly sharesPostId?: string;
  readonly correcting?: Correcting;
  /** The version of the colleagues' draft that this began from. */
  readonly draftVersion?: number;
  readonly changedAtUnixMs: number;
}

/** Whether nothing of it would be missed. */
export const isUnwritten = ({ title, text, feature, photos, sharesPostId, correcting }: Writing): boolean =>
  isBlank(title) &&
  isBlank(text) &&
  photos.length === 0 &&
  sharesPostId === undefined &&
  (correcting === undefined || isBlank(correcting.note)) &&
  Object.values(feature).every((value) => value === undefined || value === '');
