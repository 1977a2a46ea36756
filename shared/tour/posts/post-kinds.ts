import { type Static, type TSchema, type TUnsafe, Type } from 'typebox';
import { Figure, figureText } from './post-figure.ts';
import { Moment, momentText } from './post-moment.ts';
import { Quote, quoteText } from './post-quote.ts';
import { Video, videoText } from './post-video.ts';

/** A kind of post that is more than words and pictures: its shape, and itself in plain text. */
interface FeatureKind<S extends TSchema> {
  readonly schema: S;
  readonly text: (feature: Static<S>) => string;
}
const kind = <S extends TSchema>(schema: S, text: (feature: Static<S>) => string): FeatureKind<S> => ({
  schema,
  text,
});

/** Every such kind. One line here, one in the viewer's registry, and it can be published and read. */
export const FEATURES = {
  quote: kind(Quote, quoteText),
  figure: kind(Figure, figureText),
  moment: kind(Moment, momentText),
  video: kind(Video, videoText),
} as const;

/** What makes a post more than words and pictures. */
export type Feature = {
  [K in keyof typeof FEATURES]: Static<(typeof FEATURES)[K]['schema']>;
}[keyof typeof FEATURES];

const anyOf = (kinds: Readonly<Record<string, FeatureKind<TSchema>>>): TSchema =>
  Type.Union(Object.values(kinds).map(({ schema }) => schema));

/** The schema of {@link Feature}: that of any kind above. */
export const Feature = /* @__PURE__ */ anyOf(FEATURES) as TUnsafe<Feature>;

/** Every kind of post: what is made of words and pictures alone is named by its pictures. */
export type PostKind = 'text' | 'picture' | 'gallery' | Feature['kind'];

/** The kind of a post. */
export const kindOf = (post: {
  readonly feature?: Feature;
  readonly pictures: readonly unknown[];
}): PostKind =>
  post.feature?.kind ??
  (post.pictures.length === 0 ? 'text' : post.pictures.length === 1 ? 'picture' : 'gallery');

/** A feature as one line of plain text, for feeds, previews and those who cannot see it. */
export function featureText(feature: Feature): string {
  // The registry pairs each schema with its own text; the compiler cannot follow the pairing through a union.
  return (FEATURES[feature.kind] as FeatureKind<TSchema>).text(feature);
}
