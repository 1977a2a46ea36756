import { visitorId } from '../../live/visitor.ts';

const KEY = 'lalian-likes';
/** Likes that a browser remembers; older ones are forgotten here, not by the server. */
const MOST_KEPT = 2000;

/** Posts that this browser liked. */
export function likedPosts(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.map(String) : []);
  } catch {
    return new Set();
  }
}

function keep(postId: string, liked: boolean): void {
  const others = [...likedPosts()].filter((id) => id !== postId);
  try {
    localStorage.setItem(KEY, JSON.stringify((liked ? [...others, postId] : others).slice(-MOST_KEPT)));
  } catch {
    // Private windows may refuse: the server still counts one like a device.
  }
}

/** Tells the server; how many like the post now, or undefined where it could not be told. */
export async function sendLike(tourId: string, postId: string, liked: boolean): Promise<number | undefined> {
  try {
    const answer = await fetch(
      `/live/${encodeURIComponent(tourId)}/posts/${encodeURIComponent(postId)}/like`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ device: visitorId(), liked }),
      },
    );
    if (!answer.ok) return undefined;
    keep(postId, liked);
    return ((await answer.json()) as { likes: number }).likes;
  } catch {
    return undefined;
  }
}
