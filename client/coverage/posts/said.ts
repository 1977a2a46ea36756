import { isBlank } from '../../../shared/text.ts';
import type { Feature } from '../../../shared/tour/posts/post-kinds.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';

/** What a post says, in one line: its title, its text, or what makes it more than these. */
export function saidIn({ title, text, feature }: Post): string {
  if (title) return title;
  if (!isBlank(text)) return text;
  if (feature === undefined) return '';
  switch (feature.kind) {
    case 'quote':
      return `“${feature.words}”——${feature.person}`;
    case 'figure':
      return `${feature.value}${feature.unit ?? ''}：${feature.meaning}`;
    case 'video':
      return feature.alt;
    case 'moment':
      return '';
    default:
      return textsIn(feature);
  }
}

/** What a feature says in a line where nothing sets its kind specially: its texts, as they were typed. */
export const textsIn = ({ kind: _kind, ...members }: Feature): string =>
  Object.values(members)
    .filter((member) => typeof member === 'string')
    .join(' ');
