import { isBlank } from '../../shared/text.ts';
import type { Post } from '../../shared/tour/posts.ts';

/** What a post says, in one line: its title, its text, or what makes it more than these. */
export function saidIn({ title, text, feature }: Post): string {
  if (title) return title;
  if (!isBlank(text)) return text;
  switch (feature?.kind) {
    case 'quote':
      return `“${feature.words}”——${feature.person}`;
    case 'figure':
      return `${feature.value}${feature.unit ?? ''}：${feature.meaning}`;
    case 'video':
      return feature.alt;
    default:
      return '';
  }
}
