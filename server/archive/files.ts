import type { Readable } from 'node:stream';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { TourRoom } from '../live/tour-room.ts';
import { type Files, pictureKey, videoKey } from '../media/files/files.ts';
import type { ArchivePages } from '../render/archive-pages.ts';
import { archiveInput } from './content.ts';

/** A file of an archive: made in memory, or read when its turn comes. */
export type ArchiveFile =
  | { readonly path: string; readonly bytes: Buffer }
  | { readonly path: string; readonly open: () => Promise<Readable> };

/** A whole archive: its files in their order, and pictures that posts name and that are not there. */
export interface Archive {
  readonly files: readonly ArchiveFile[];
  readonly missing: readonly string[];
}

/** The archive of a tour as it is now; `kept` is where its pictures and films are. */
export async function archiveOf(room: TourRoom, pages: ArchivePages, kept: Files): Promise<Archive> {
  const input = archiveInput(room);
  const text = (path: string, content: string): ArchiveFile => ({ path, bytes: Buffer.from(content) });
  const files: ArchiveFile[] = [
    text('index.html', pages.page(input, 'zh')),
    text('en.html', pages.page(input, 'en')),
    text('data.js', pages.data(input)),
    text('archive.js', pages.script),
    text('archive.css', pages.styles),
  ];
  const media = mediaOf(room.id, [...input.snapshot.tour.olderToo, ...input.snapshot.tour.posts]);
  const folders = ['pictures', 'videos'].map((folder) => kept.list(`${folder}/${room.id}/`));
  const there = new Set((await Promise.all(folders)).flat());
  const missing: string[] = [];
  for (const [path, key] of media) {
    if (!there.has(key)) missing.push(path);
    else files.push({ path, open: () => opened(kept, key) });
  }
  return { files, missing };
}

/** A file's bytes. Throws where it went while the archive was being made: half of one must not look whole. */
async function opened(kept: Files, key: string): Promise<Readable> {
  const bytes = await kept.read(key);
  if (bytes === undefined)
    throw new Error(`${key} was withdrawn while it was archived; make the archive again`);
  return bytes;
}

/** Paths of all pictures and films of posts with their keys, each once, sorted. A withdrawn post has none any more. */
function mediaOf(tour: string, posts: readonly Post[]): readonly (readonly [string, string])[] {
  const keys = new Map<string, string>();
  for (const { pictures, feature } of posts) {
    for (const { id, widths } of pictures) {
      for (const width of widths) keys.set(`pictures/${id}-${width}.webp`, pictureKey(tour, id, width));
    }
    if (feature?.kind === 'video' && feature.file)
      keys.set(`videos/${feature.file.id}.mp4`, videoKey(tour, feature.file.id));
  }
  return [...keys].sort(([one], [other]) => (one < other ? -1 : 1));
}
