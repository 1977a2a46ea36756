/** Minutes of an hour that words say. */
const HALF = 30;
const WORDS = '上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|晚|am|pm|a\\.m\\.|p\\.m\\.';
/** `9:30`, `上午9点30分`, `下午2点半`, `2:30 pm`, `09:30:00`. */
const CLOCK = new RegExp(
  `(?:(${WORDS})\\s*)?(\\d{1,2})\\s*(?::\\s*(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d+)?)?|[点时](?:\\s*(\\d{1,2})\\s*分?|(半)|(一刻)|整)?)\\s*(am|pm|a\\.m\\.|p\\.m\\.)?`,
  'g',
);
const AFTER_NOON = /^(下午|傍晚|晚上|晚|pm|p\.m\.)$/;
const NIGHT = /^(凌晨|am|a\.m\.)$/;
const NOON = '中午';

/** A time of day as a part of a text: where it stands, and `HH:MM`; undefined where no clock shows that. */
export interface FoundClock {
  readonly from: number;
  readonly to: number;
  readonly clock: string | undefined;
  /** Whether the words say before or after noon. */
  readonly said: string | undefined;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The hour of a day that words and an hour of a clock mean. */
function hourOf(hour: number, said: string | undefined): number {
  if (said === undefined) return hour;
  if (AFTER_NOON.test(said)) return hour < 12 ? hour + 12 : hour;
  if (NIGHT.test(said)) return hour === 12 ? 0 : hour;
  return said === NOON && hour < 3 ? hour + 12 : hour;
}

/** `HH:MM` of seconds since midnight, cut to the minute. */
export const clockOf = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}`;

/** Every time of day in a text that is narrow and in lower case, in its order. */
export function clocksIn(text: string): readonly FoundClock[] {
  return [...text.matchAll(CLOCK)].map((match) => {
    const [whole, before, hours = '', minutes, seconds = '0', spoken, half, quarter, after] = match;
    const said = before ?? after;
    const hour = hourOf(Number(hours), said);
    const minute = half ? HALF : quarter ? HALF / 2 : Number(minutes ?? spoken ?? 0);
    const fits = hour < 24 && minute < 60 && Number(seconds) < 60;
    const from = match.index ?? 0;
    return { from, to: from + whole.length, said, clock: fits ? `${two(hour)}:${two(minute)}` : undefined };
  });
}

/** The end of a span in the same half of the day as its beginning, where only that said which: `下午2:30-4:00`. */
export function endOfSpan(from: FoundClock, to: FoundClock): string | undefined {
  if (from.clock === undefined || to.clock === undefined) return undefined;
  if (to.said !== undefined || from.said === undefined || to.clock >= from.clock) return to.clock;
  const hour = Number(to.clock.slice(0, 2));
  return hour < 12 ? `${two(hour + 12)}${to.clock.slice(2)}` : to.clock;
}
