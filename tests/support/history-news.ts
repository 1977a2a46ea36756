import type { TObject } from 'typebox';
import type { Command } from '../../shared/commands.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import { FEATURES, type Feature } from '../../shared/tour/posts/post-kinds.ts';
import type { PublishPost } from '../../shared/tour/posts/posts.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { pick, whole } from './seeded.ts';

/** A picture by its number; none of them was ever uploaded. */
const pictureOf = (random: () => number) => ({
  ...{ id: String(whole(random, 0, 9)).repeat(32), width: 800, height: 600, widths: [480] },
  ...{ colour: '#336699', alt: '广场', order: whole(random, 0, 2) },
});

/** A feature of a kind that nobody wrote one for: every member that is no word of the schema is this text. */
const filled = ({ properties }: TObject, text: string): Feature =>
  Object.fromEntries(
    Object.entries(properties).map(([name, member]) => [name, 'const' in member ? member.const : text]),
  ) as Feature;

/** What editors do beside plain posts: every kind of post, shares, pictures that come later, key moments. */
export function newsSteps(
  random: () => number,
  tour: Tour,
  serial: number,
  editor: Actor,
): readonly Command[] {
  const postId = `news-${serial}-0000`;
  const known = tour.feed.length > 0 ? pick(random, tour.feed) : 'no-such-post';
  const version = valueAt(tour.posts, known)?.version ?? 1;
  const stopId = pick(random, ['s1', 's2', 's3']);
  const written: Partial<Record<string, Feature>> = {
    quote: { kind: 'quote', words: `要把点建好${serial}`, person: '李某', function: '村支书' },
    figure: { kind: 'figure', value: String(serial), unit: '个', meaning: '实践点' },
    moment: { kind: 'moment', momentId: `arrival.${stopId}`, what: 'arrival' },
    video: { kind: 'video', link: 'https://v.example.org/1', alt: '现场' },
  };
  const feature = pick(
    random,
    Object.entries(FEATURES).map(([kind, { schema }]) => written[kind] ?? filled(schema, String(serial))),
  );
  const waiting = tour.feed.filter((id) => valueAt(tour.posts, id)?.awaitedPictures !== undefined);
  const publish: PublishPost = { type: 'publishPost', postId, text: '', pictures: [] };
  return [
    { ...publish, feature, stopId },
    { ...publish, text: `转发${editor.id}`, sharesPostId: known },
    { ...publish, text: '图在路上', awaitedPictures: whole(random, 1, 3) },
    {
      ...{ type: 'attachPicture', postId: waiting.length > 0 ? pick(random, waiting) : known },
      picture: pictureOf(random),
    },
    {
      ...{ type: 'awaitFewerPictures', postId: waiting.length > 0 ? pick(random, waiting) : known },
      awaitedPictures: whole(random, 0, 2),
    },
    {
      ...{ type: 'describePicture', postId: known, alt: `画面${serial}` },
      pictureId: valueAt(tour.posts, known)?.pictures[0]?.id ?? pictureOf(random).id,
    },
    { type: 'markKeyMoment', postId: known, isKey: random() < 0.7 },
    { type: 'correctPost', postId: known, basedOnVersion: version, note: '更正', feature },
  ];
}
