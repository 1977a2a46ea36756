import type { FinalRow } from '../../../shared/tour/judging/final.ts';
import type { Words } from '../../i18n/words.ts';
import type { ScreenWords } from '../zh.ts';

/** Points for and against, with their sign; undefined where there are none. */
export function pointsOf({ points }: FinalRow['parts']): string | undefined {
  const value = Number(points);
  if (value === 0) return undefined;
  return value > 0 ? `+${points}` : points.replace('-', '−');
}

/** How a score was made up, in one line. */
export function partsLine(parts: FinalRow['parts'], words: Words, own: ScreenWords): string {
  const points = pointsOf(parts);
  return [
    ...(['onSite', 'roadShow', 'routine'] as const).flatMap((part) =>
      parts[part] === null ? [] : `${words.parts[part]} ${parts[part]}`,
    ),
    ...(points === undefined ? [] : [`${own.points} ${points}`]),
  ].join(words.separator);
}
