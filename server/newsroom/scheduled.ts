import type { DraftContent } from '../../shared/desk.ts';
import type { PublishPost } from '../../shared/tour/posts.ts';

/** The command that publishes a draft: the draft's id is the post's. */
export const publishCommand = (draftId: string, content: DraftContent): PublishPost => ({
  type: 'publishPost',
  postId: draftId,
  ...content,
});
