/** Something that is wrong while a tour goes on, and that the organiser is told of until it is over. */
export type Alarm =
  /** Phones of judges that were heard of today and are silent for long, while a stop is open that they have not scored. */
  | { readonly kind: 'judges-silent'; readonly stopId: string; readonly judgeIds: readonly string[] }
  /** No position of the convoy for long, during a day. */
  | { readonly kind: 'tracker-silent'; readonly fixedAtUnixMs: number }
  /** The disk of a server's data folder is nearly full. */
  | { readonly kind: 'disk'; readonly host: string; readonly freeMegabytes: number }
  /** The store answers slowly. */
  | { readonly kind: 'store-slow'; readonly host: string; readonly answersInMs: number }
  /** The last attempt at a backup failed, or the last good one is older than it should be. `lastAtUnixMs`: it held everything then. */
  | {
      readonly kind: 'backup';
      readonly why: 'full' | 'unreachable' | 'damaged' | 'broken' | 'old';
      readonly lastAtUnixMs?: number;
    }
  /** The clock of a server is wrong, and what rests on time waits: the page tells it in a place of its own. */
  | { readonly kind: 'clock'; readonly host: string };

/** One name for one trouble: while it lasts it is one alarm, whichever judges join it or however full the disk gets. */
export const alarmKey = (alarm: Alarm): string => {
  switch (alarm.kind) {
    case 'judges-silent':
      return `${alarm.kind} ${alarm.stopId}`;
    case 'tracker-silent':
    case 'backup':
      return alarm.kind;
    case 'disk':
    case 'store-slow':
    case 'clock':
      return `${alarm.kind} ${alarm.host}`;
  }
};
