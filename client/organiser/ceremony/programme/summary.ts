import type { Scene } from '../../../../shared/tour/ceremony/scenes.ts';
import { pick } from '../../../i18n/names.ts';
import type { Desk } from '../../desk.svelte.ts';

/** What a scene says, in one line of the list. */
export function sceneSummary(
  { title, text, areaId, untilUnixMs }: Scene,
  desk: Pick<Desk, 'areaName' | 'language' | 'time'>,
): string {
  const said = title ?? text;
  return [
    ...(areaId === undefined ? [] : [desk.areaName(areaId)]),
    ...(said === undefined ? [] : [pick({ ...said, en: said.en || undefined }, desk.language).trim()]),
    ...(untilUnixMs === undefined ? [] : [desk.time(untilUnixMs)]),
  ].join(' · ');
}
