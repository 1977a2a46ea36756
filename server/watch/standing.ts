import { type Alarm, alarmKey } from '../../shared/alarms.ts';
import type { Store } from '../store/port.ts';

/** An alarm that stands: since when, and when it was last seen to, ms by the machine's clock. */
interface Standing {
  readonly alarm: Alarm;
  readonly sinceMs: number;
  readonly seenMs: number;
}

type AllStanding = Readonly<Record<string, Standing>>;

/** What began and ended with a look; each is told to one process only. */
export interface News {
  readonly standing: readonly Alarm[];
  readonly begun: readonly Alarm[];
  readonly ended: readonly Alarm[];
}

/** What a machine says of itself is kept up by its processes: after so long without it, that machine is gone. */
const STALE_MS = 300_000;
const REFRESH_MS = 60_000;
const KEY = 'now';

/** Whether this process sees to an alarm: of a tour all do, of a machine its own. */
const isOwn = (alarm: Alarm, host: string): boolean => !('host' in alarm) || alarm.host === host;

/**
 * Takes what this process sees into the one record of a tour's alarms, and answers what stands. Of several processes that
 * see the same at once one is told that it began, or ended. Throws StoreUnavailable.
 */
export async function takeAlarms(
  store: Store,
  tour: string,
  seen: readonly Alarm[],
  { host, machineUnixMs }: { readonly host: string; readonly machineUnixMs: number },
): Promise<News> {
  const collection = `alarms.${tour}`;
  const record = await store.getRecord(collection, KEY);
  const before: AllStanding = record === undefined ? {} : (JSON.parse(record.body) as AllStanding);
  const kept = Object.entries(before).filter(
    ([, { alarm, seenMs }]) => !isOwn(alarm, host) && machineUnixMs - seenMs < STALE_MS,
  );
  const own = seen.map((alarm): [string, Standing] => {
    const key = alarmKey(alarm);
    const known = before[key];
    const isSame = known !== undefined && JSON.stringify(known.alarm) === JSON.stringify(alarm);
    const seenMs = isSame && machineUnixMs - known.seenMs < REFRESH_MS ? known.seenMs : machineUnixMs;
    return [key, { alarm, sinceMs: known?.sinceMs ?? machineUnixMs, seenMs }];
  });
  const after: AllStanding = Object.fromEntries([...kept, ...own]);
  const standing = Object.values(after)
    .sort((a, b) => a.sinceMs - b.sinceMs || (alarmKey(a.alarm) < alarmKey(b.alarm) ? -1 : 1))
    .map(({ alarm }) => alarm);
  const nothing: News = { standing, begun: [], ended: [] };
  if (JSON.stringify(before) === JSON.stringify(after)) return nothing;
  const won = await store.putRecord(collection, KEY, JSON.stringify(after), record?.version ?? 0);
  if (won === undefined) return nothing;
  return {
    standing,
    begun: standing.filter((alarm) => before[alarmKey(alarm)] === undefined),
    ended: Object.values(before).flatMap(({ alarm }) => (after[alarmKey(alarm)] === undefined ? alarm : [])),
  };
}
