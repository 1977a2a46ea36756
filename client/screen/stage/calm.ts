import type { Picture } from '../../../shared/tour/ceremony/ceremony.ts';

/** Whether nothing may move: the programme says so, or the computer of this screen. What changes then fades. */
export const isCalm = (picture: Pick<Picture, 'calm'> | undefined): boolean =>
  picture?.calm === true || globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches === true;
