import type { Tour } from '../state.ts';

/**
 * A judge belongs to the panel, and to an area or none, from an instant (ms) on and until another. A term that is over
 * says the area; of the one that is not over, the judge does.
 */
export interface Term {
  readonly from: number;
  readonly until?: number;
  readonly areaId?: string;
}

/** By judge: every term, oldest first. What an earlier instant expects of judges rests on the panel of that instant. */
export type Panel = Readonly<Record<string, readonly Term[]>>;

/** The term that held just before an instant (ms; Infinity: that holds now); undefined for who was no judge then. */
const termBefore = (terms: readonly Term[] | undefined, instantUnixMs: number): Term | undefined =>
  terms?.find(({ from, until }) => from < instantUnixMs && (until === undefined || until >= instantUnixMs));

/** Whether somebody with these terms was a judge just before an instant (ms; Infinity: is one). */
export const isOnPanel = (terms: Panel[string] | undefined, instantUnixMs: number): boolean =>
  termBefore(terms, instantUnixMs) !== undefined;

/** Since when (ms) somebody is a judge without a break: who changed areas never left. Undefined for who is none. */
export function onPanelSince(terms: Panel[string] = []): number | undefined {
  let since: number | undefined;
  for (const { from, until } of [...terms].reverse()) {
    if (since === undefined ? until !== undefined : until !== since) return since;
    since = from;
  }
  return since;
}

/** Who was on the panel at an instant. */
export interface PanelThen {
  readonly size: number;
  /** Judges of an area, by it. */
  readonly ofArea: ReadonlyMap<string, readonly string[]>;
  /** Judges who had left, with the area that they belonged to last. */
  readonly left: ReadonlyMap<string, string | undefined>;
}

/** The panel as it was just before an instant (ms; Infinity: as it is). */
export function panelBefore(
  { judges, panel }: Pick<Tour, 'judges' | 'panel'>,
  instantUnixMs: number,
): PanelThen {
  const ofArea = new Map<string, string[]>();
  const left = new Map<string, string | undefined>();
  let size = 0;
  for (const [id, terms] of Object.entries(panel)) {
    const term = termBefore(terms, instantUnixMs);
    if (term === undefined) {
      const last = terms.findLast(({ from }) => from < instantUnixMs);
      if (last !== undefined) left.set(id, last.areaId);
      continue;
    }
    size += 1;
    const areaId = term.until === undefined ? judges[id]?.areaId : term.areaId;
    if (areaId !== undefined) ofArea.set(areaId, [...(ofArea.get(areaId) ?? []), id]);
  }
  return { size, ofArea, left };
}
