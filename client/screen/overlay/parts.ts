import { OVERLAY_PARTS, type OverlayPart } from '../../../shared/overlay-parts.ts';

/** The parts that an address asks for: `?overlay=lower-third,bug`; all of them where it names none. */
export function partsIn(search: string): ReadonlySet<OverlayPart> {
  const named = (new URLSearchParams(search).get('overlay') ?? '').split(',').map((part) => part.trim());
  const known = OVERLAY_PARTS.filter((part) => named.includes(part));
  return new Set(named.some((part) => part !== '') ? known : OVERLAY_PARTS);
}
