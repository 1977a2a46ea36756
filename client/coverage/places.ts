import { getContext, setContext } from 'svelte';
import type { Language } from '../../shared/refusals.ts';
import type { Picture } from '../../shared/tour/posts/posts.ts';
import { postHref } from './links.ts';
import { pictureUrl } from './posts/picture.ts';

/** Where a page finds what posts are made of, and where its links lead: a server's addresses, or files beside it. */
export interface Places {
  picture(picture: Picture, width: number): string;
  /** An uploaded film. */
  video(id: string): string;
  /** A post's own page; undefined where there is none. */
  post(postId: string): string | undefined;
}

const KEY = Symbol('places');

/** Tells every component below where things are. */
export const setPlaces = (places: Places): Places => setContext(KEY, places);

/** Where things are on this page. */
export const usePlaces = (): Places => getContext<Places>(KEY);

/** The places on the server that the page came from. */
export const serverPlaces = (tourId: string, language: Language): Places => ({
  picture: (picture, width) => pictureUrl(tourId, picture, width),
  video: (id) => `/videos/${encodeURIComponent(tourId)}/${id}.mp4`,
  post: (postId) => postHref(tourId, postId, language),
});
