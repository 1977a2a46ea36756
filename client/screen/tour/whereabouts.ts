import type { Latest } from '../../../shared/protocol.ts';
import type { Language } from '../../../shared/refusals.ts';
import { stopsOff } from '../../../shared/tour/conduct/falling-out.ts';
import type { Setup, Stop } from '../../../shared/tour/setup/setup.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { type Status, statusOf } from '../../coverage/status.ts';
import { statusWords } from '../../coverage/status-words.ts';
import { pick } from '../../i18n/names.ts';
import { kilometres, whole } from '../../i18n/numbers.ts';
import { tourWords } from './words.ts';

/** What comes next, as a wall says it: where to, and a figure or a line of when. */
export interface Ahead {
  readonly stop: Stop;
  /** Minutes or kilometres that are left. */
  readonly figure?: { readonly value: string; readonly unit: string };
  readonly line?: string;
}

/** Where the convoy is, for a wall: one sentence, what stands above and below it, and what is ahead. */
export interface Whereabouts {
  readonly kicker: string | undefined;
  readonly sentence: string;
  readonly more: readonly string[];
  readonly ahead: Ahead | undefined;
  /** How far the convoy went in all, once the tour is over. */
  readonly driven: { readonly value: string; readonly unit: string } | undefined;
  /** The stop that the convoy is at. */
  readonly here: Stop | undefined;
  /** A coach is on the road or at a stop today. */
  readonly underWay: boolean;
}

/** Longer ago than this an arrival was due: it is no forecast any more. */
const OVERDUE_MS = 2 * 60_000;
/** Ways that take longer are said in kilometres: nobody counts down two hours. */
const MOST_MINUTES = 120;

/** Puts together where the convoy is. */
export function whereabouts(
  tour: Tour,
  position: Latest['position'],
  nowUnixMs: number,
  language: Language,
): Whereabouts {
  const status = statusOf(tour, position);
  const timeZone = tour.setup?.timeZone ?? 'UTC';
  const { kicker, main, more } = statusWords(status, nowUnixMs, timeZone, language);
  const ahead = tour.setup === null ? undefined : aheadOf(status, tour, tour.setup, nowUnixMs, language);
  // What stands in large is not said again in small.
  const said = status.kind === 'on-the-way' && ahead?.figure !== undefined ? more.slice(1) : more;
  return {
    ...{ kicker, sentence: main, more: status.kind === 'driving' && ahead ? [] : said, ahead },
    driven:
      status.kind === 'finished' && (position?.drivenMetres ?? 0) > 0
        ? {
            value: whole((position?.drivenMetres ?? 0) / 1000, language),
            unit: tourWords(language).kilometres,
          }
        : undefined,
    here: status.kind === 'at-stop' ? status.stop : undefined,
    underWay: ['on-the-way', 'at-stop', 'driving'].includes(status.kind),
  };
}

function aheadOf(
  status: Status,
  tour: Tour,
  setup: Setup,
  nowUnixMs: number,
  language: Language,
): Ahead | undefined {
  const own = tourWords(language);
  if (status.kind === 'on-the-way') {
    const { stop, expectedAtUnixMs, remainingMetres } = status;
    const leftMs = (expectedAtUnixMs ?? Number.NEGATIVE_INFINITY) - nowUnixMs;
    const minutes = Math.round(leftMs / 60_000);
    if (leftMs > -OVERDUE_MS && minutes < 1) return { stop, line: own.anyMoment };
    if (leftMs > 0 && minutes <= MOST_MINUTES)
      return { stop, figure: { value: String(minutes), unit: own.minutes } };
    if (remainingMetres === undefined) return { stop, line: own.planned(stop.plannedAt) };
    return { stop, figure: { value: kilometres(remainingMetres, language), unit: own.kilometres } };
  }
  const stop =
    status.kind === 'driving'
      ? status.next
      : status.kind === 'at-stop'
        ? [...setup.stops]
            .sort((a, b) => a.number - b.number)
            .find(
              ({ id, day, number }) =>
                day === status.day &&
                number > status.stop.number &&
                tour.stops[id]?.status !== 'left' &&
                !stopsOff(tour).has(id),
            )
        : undefined;
  return stop && { stop, line: own.planned(stop.plannedAt) };
}

/** Where the convoy is in one line, for a lower third. */
export const inOneLine = ({ sentence, ahead, more }: Whereabouts, language: Language): readonly string[] => {
  const own = tourWords(language);
  if (ahead?.figure) return [sentence, `${own.toGo} ${ahead.figure.value} ${ahead.figure.unit}`];
  if (ahead && sentence.includes(pick(ahead.stop.name, language))) return [sentence, ahead.line ?? ''];
  return [sentence, ahead ? `${own.nextStop} ${pick(ahead.stop.name, language)}` : (more[0] ?? '')];
};
