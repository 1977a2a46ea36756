import type { ToldAt } from '../../../shared/tour/ceremony/told.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';

/** Nothing more comes of a ceremony: its card stands among posts of its time. */
const isOver = ({ state }: ToldAt): boolean => state === 'opened' || state === 'stopped';

/**
 * Where the ceremony's card stands: `top`, above all posts, while places come, and for whoever saw them come; `end`, below
 * all posts; else before the post of that id, in order of time. Undefined where posts that are not loaded come before it.
 * `found` is what was told when the page was opened.
 */
export function toldPlace(
  told: ToldAt,
  found: ToldAt | null,
  {
    flow,
    post,
    isAll,
  }: {
    readonly flow: readonly string[];
    readonly post: (id: string) => Post | undefined;
    readonly isAll: boolean;
  },
): 'top' | 'end' | { readonly before: string } | undefined {
  if (!isOver(told) || told.at !== found?.at || flow.length === 0) return 'top';
  const before = flow.find((id) => (post(id)?.publishedAt ?? Number.POSITIVE_INFINITY) <= told.at);
  if (before !== undefined) return { before };
  return isAll ? 'end' : undefined;
}
