import { offBecause } from '../../../shared/tour/conduct/falling-out.ts';
import { isOpened } from '../../../shared/tour/conduct/opening.ts';
import { isAsked } from '../../../shared/tour/judging/asked.ts';
import { type Item, itemsOf } from '../../../shared/tour/setup/items.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { type BallotBox, isConflict, isHeld, newest } from '../../outbox/ballots/ballot-box.ts';

/** How a judge stands with an item; each has its own words. */
export type Standing =
  | 'none'
  | 'begun'
  | 'saved'
  | 'sent'
  /** On this phone until the convoy arrives at the stop. */
  | 'held'
  | 'recused'
  | 'absent'
  | 'paper'
  | 'choose'
  | 'refused';

/** One line of the judge's list. */
export interface Line {
  readonly item: Item;
  readonly standing: Standing;
  readonly locked: boolean;
  /** Whether it takes ballots by now, locks aside. */
  readonly opened: boolean;
  /** Whether the judge is asked for a ballot: not of what fell out, nor of what was over before he came. */
  readonly asked: boolean;
  /** Why it fell out. */
  readonly off: 'cancelled' | 'withdrawn' | undefined;
}

/** A part of the judge's list: the stops of a day, or the talks. */
export interface Part {
  readonly kind: 'stops' | 'talks';
  readonly day: number;
  readonly today: boolean;
  readonly lines: readonly Line[];
}

/** What the judge's list is made of beside the tour. */
export interface Own {
  readonly judgeId: string;
  readonly boxes: ReadonlyMap<string, BallotBox>;
  readonly drafts: ReadonlySet<string>;
}

/** How the judge stands with an item: what waits on the phone says more than what the tour shows. */
export function standingOf(tour: Tour, itemId: string, { judgeId, boxes, drafts }: Own): Standing {
  const box = boxes.get(itemId);
  const waiting = newest(box);
  const ballot = tour.ballots[itemId]?.[judgeId];
  if (box !== undefined && isHeld(box)) return 'held';
  if (box?.refused !== undefined) return isConflict(box, ballot?.version) ? 'choose' : 'refused';
  if (waiting !== undefined && waiting !== box?.sent) return 'saved';
  const said = box?.sent ?? ballot;
  if (said === undefined) return drafts.has(itemId) ? 'begun' : 'none';
  if (said.abstains !== undefined) return said.abstains;
  return box?.sent === undefined && ballot?.paper !== undefined ? 'paper' : 'sent';
}

/** Whether an item still asks something of the judge. */
export const asks = ({ standing, locked, opened, asked }: Line): boolean =>
  standing === 'choose' ||
  standing === 'refused' ||
  (!locked && opened && asked && (standing === 'none' || standing === 'begun'));

/** Whether the judge has done what there was to do: said something that is on its way or has arrived. */
export const isDone = ({ standing }: Line): boolean =>
  ['saved', 'held', 'sent', 'recused', 'absent', 'paper'].includes(standing);

/** Lines that count in how much is done: what is asked for, and what was done beside it. */
export const counts = (line: Line): boolean => line.off === undefined && (line.asked || isDone(line));

/** The day that runs; else that of the calendar in the tour's time zone; else the first one. */
export function todayOf(tour: Tour, nowUnixMs: number): number {
  const running = Object.entries(tour.days).find(([, day]) => day.endedAt === undefined);
  if (running !== undefined) return Number(running[0]);
  const { setup } = tour;
  if (setup === null) return 1;
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: setup.timeZone }).format(nowUnixMs);
  const last = Math.max(0, ...Object.keys(tour.days).map(Number));
  return (setup.days.find((day) => day.date === date)?.number ?? last) || (setup.days[0]?.number ?? 1);
}

/** The item that the convoy is at, else the one that it is on the way to. */
export function currentItem(tour: Tour): { readonly id: string; readonly arrived: boolean } | undefined {
  for (const status of ['arrived', 'on-the-way'] as const) {
    const found = Object.entries(tour.stops).find(([, stop]) => stop.status === status);
    if (found !== undefined) return { id: found[0], arrived: status === 'arrived' };
  }
  return undefined;
}

/** The judge's list: today first, then the other days, then talks; stops in the itinerary's order. */
export function agendaOf(tour: Tour, own: Own, nowUnixMs: number): readonly Part[] {
  if (tour.setup === null) return [];
  const today = todayOf(tour, nowUnixMs);
  const parts = new Map<string, { kind: Part['kind']; day: number; lines: Line[] }>();
  for (const item of itemsOf(tour.setup).values()) {
    const kind = item.kind === 'stop' ? 'stops' : 'talks';
    const key = `${kind} ${item.day}`;
    const part = parts.get(key) ?? { kind, day: item.day, lines: [] };
    const line = {
      item,
      standing: standingOf(tour, item.id, own),
      locked: tour.locks[item.id]?.locked === true,
      opened: isOpened(tour, item),
      asked: isAsked(tour, own.judgeId, item),
      off: offBecause(tour, item),
    };
    part.lines.push(line);
    parts.set(key, part);
  }
  const all = [...parts.values()].map((part) => ({ ...part, today: part.day === today }));
  return all.sort(
    (a, b) =>
      Number(b.today) - Number(a.today) || (a.kind === b.kind ? a.day - b.day : a.kind === 'stops' ? -1 : 1),
  );
}
