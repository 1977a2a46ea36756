import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { renderPicture } from '../../../server/demo/pictures/pictures.ts';
import type { PostPicture } from '../../../server/demo/posts/post.ts';
import { featureOf } from '../../../server/demo/posts/post-extras.ts';
import { posts } from '../../../server/demo/posts/posts.ts';
import type { Command } from '../../../shared/commands.ts';
import type { Feature } from '../../../shared/tour/posts/post-kinds.ts';
import type { Picture } from '../../../shared/tour/posts/posts.ts';
import { organiser } from './demo-setup.ts';
import { halfOfTheDemo } from './demo-tour.ts';
import { type Prepared, prepare, TOUR, type TourWriter } from './tour-writer.ts';

/** Pictures that are made; the posts share them. */
const PICTURES = 16;
const WIDTHS = [480, 960];
const POST_EVERY_MS = 60_000;
/** One of so many posts is a quote or a figure, is corrected, is withdrawn. */
const FEATURE_EVERY = 6;
const CORRECTED_EVERY = 40;
const WITHDRAWN_EVERY = 150;

const features: readonly Feature[] = posts.flatMap(({ title }) => featureOf(title) ?? []);

/** Makes the files of a scene as the server would keep them. */
async function makePicture({ scene, alt }: PostPicture, into: string): Promise<Picture> {
  const bytes = await renderPicture(scene);
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const { width, height } = await sharp(bytes).metadata();
  const widths = [...WIDTHS, width];
  for (const of of widths)
    await sharp(bytes)
      .resize({ width: of })
      .webp({ quality: 76, effort: 0 })
      .toFile(join(into, `${id}-${of}.webp`));
  const tiny = await sharp(bytes).resize({ width: 24 }).webp({ quality: 30 }).toBuffer();
  const colour = `#${id.slice(0, 6)}`;
  return {
    ...{ id, width, height, widths, colour, placeholder: tiny.toString('base64') },
    ...{ alt: alt.zh, altEn: alt.en },
  };
}

async function makePictures(into: string): Promise<readonly Picture[]> {
  const scenes = posts.flatMap(({ pictures }) => pictures);
  const step = Math.floor(scenes.length / PICTURES);
  const chosen = scenes.filter((_, at) => at % step === 0).slice(0, PICTURES);
  return Promise.all(chosen.map((picture) => makePicture(picture, into)));
}

/** Publishes the demo's posts again and again: words, one to nine pictures, quotes, figures; some amended. */
function publishMany(writer: TourWriter, count: number, pictures: readonly Picture[], endsAtUnixMs: number) {
  for (let nth = 0; nth < count; nth += 1) {
    const post = posts[nth % posts.length];
    if (post === undefined) throw new Error('The demo has no posts');
    const at = endsAtUnixMs - (count - nth) * POST_EVERY_MS;
    const postId = `long-${String(nth).padStart(5, '0')}`;
    const by = { role: 'editor' as const, id: post.outletId };
    const give = (command: Command) => writer.give(by, command, at);
    const shown = post.pictures.map((_, index) => pictures[(nth + index) % pictures.length] as Picture);
    const feature = nth % FEATURE_EVERY === 0 ? features[(nth / FEATURE_EVERY) % features.length] : undefined;
    const { title, text, stopId } = post;
    give({
      ...{ type: 'publishPost', postId, title: `${title}（${nth + 1}）`, text, pictures: shown },
      ...(stopId !== undefined && { stopId }),
      ...(feature !== undefined && { feature }),
    });
    if (nth % CORRECTED_EVERY === 7)
      give({ type: 'correctPost', postId, basedOnVersion: 1, note: '人数有误，特此更正', text: `${text}。` });
    if (nth % WITHDRAWN_EVERY === 11)
      writer.give(organiser, { type: 'withdrawPost', postId, reason: '与另一条重复' }, at);
  }
}

/** Half of the demo's tour and so many posts after it, the files of their pictures beside it. */
export async function prepareLongFeed(count: number): Promise<Prepared> {
  const now = Date.now();
  const made = await mkdtemp(join(tmpdir(), 'lalian-pictures-'));
  const demo = halfOfTheDemo(now - (count + 1) * POST_EVERY_MS);
  publishMany(demo.writer, count, await makePictures(made), now);
  const prepared = await prepare(demo.writer, { series: demo.series });
  const folder = join(prepared.env.DATA_DIR ?? '', 'pictures');
  await mkdir(folder, { recursive: true });
  await rename(made, join(folder, TOUR));
  return prepared;
}
