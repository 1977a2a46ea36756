import film from './film.mp4?inline';

/**
 * A film of eight seconds, 640 × 360, that pans over the demo's drawing of the dance in the square; H.264, as
 * phones make it. It was coded once, with an encoder that nobody should need to run the demo.
 */
export const demoFilm = (): Buffer => Buffer.from(film.slice(film.indexOf(',') + 1), 'base64');
