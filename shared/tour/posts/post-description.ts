import { type Static, Type } from 'typebox';
import { ClientId, exactly } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';
import { DESCRIPTION, type Picture } from './picture.ts';
import { ownPost, type PostEvent } from './posts.ts';

/** Says what a picture shows, later than it was published: no correction, for nothing was wrong. */
export const DescribePicture = exactly({
  type: Type.Literal('describePicture'),
  postId: ClientId,
  ...DESCRIPTION,
});
export type DescribePicture = Static<typeof DescribePicture>;

/** The picture as it is described. */
export function describedPicture(
  picture: Picture,
  { alt, altEn }: Pick<DescribePicture, 'alt' | 'altEn'>,
): Picture {
  const { altProposed: _proposed, altEn: _before, ...rest } = picture;
  return { ...rest, alt, ...(altEn !== undefined && { altEn }) };
}

/** Decides {@link DescribePicture}: of a picture that the post has; the same again changes nothing. */
export function decideDescribePicture(
  tour: Tour,
  command: DescribePicture,
  context: Context,
): Decision<PostEvent> {
  const own = ownPost(tour, command.postId, context);
  if (!own.ok) return own;
  const { type: _type, ...content } = command;
  const picture = own.post.pictures.find(({ id }) => id === command.pictureId);
  if (picture === undefined) return refuse('post.no-such-picture', { post: command.postId });
  const { alt, altEn, altProposed } = picture;
  if (alt === command.alt && altEn === command.altEn && altProposed === undefined) return happens();
  return happens({ type: 'post.described', ...content });
}
