import type { Readable } from 'node:stream';
import { diskFiles } from './disk-files.ts';
import type { Files } from './files.ts';
import { type S3Config, s3Files } from './s3-files.ts';

/** The place of pictures and films that the configuration names: an S3-compatible store, else the data folder. */
export const openFiles = (config: { readonly s3: S3Config | undefined; readonly dataDir: string }): Files =>
  config.s3 === undefined ? diskFiles(config.dataDir) : s3Files(config.s3);

/** How many files there are of pictures, each in several widths, and of films; and how large they are. */
export interface Weights {
  readonly pictures: { readonly files: number; readonly bytes: number };
  readonly videos: { readonly files: number; readonly bytes: number };
}

/** The pictures and films of one tour, named without the tour: `ID-480.webp`, `videos/ID.mp4`. For export and import. */
export function filesOfTour(files: Files, tour: string) {
  const pictures = `pictures/${tour}/`;
  const videos = `videos/${tour}/`;
  const keyOf = (name: string) =>
    name.startsWith('videos/') ? `${videos}${name.slice('videos/'.length)}` : `${pictures}${name}`;
  return {
    list: async (): Promise<readonly string[]> => [
      ...(await files.list(pictures)).map((key) => key.slice(pictures.length)),
      ...(await files.list(videos)).map((key) => `videos/${key.slice(videos.length)}`),
    ],
    size: (name: string): Promise<number | undefined> => files.size(keyOf(name)),
    read: (name: string): Promise<Readable | undefined> => files.read(keyOf(name)),
    put: (name: string, file: string): Promise<void> =>
      files.put(keyOf(name), file, name.endsWith('.mp4') ? 'video/mp4' : 'image/webp'),
    weigh: async (): Promise<Weights> => ({
      pictures: await files.weigh(pictures),
      videos: await files.weigh(videos),
    }),
    remove: (names: readonly string[]): Promise<void> => files.remove(names.map(keyOf)),
  };
}
