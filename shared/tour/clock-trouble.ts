/**
 * What is wrong with the server's clock. `leapt`: while the server ran it was put on, or back, by `byMs`; the tour goes on
 * by the time before. `log-ahead`: the log's last event is dated later than it is now.
 */
export type ClockTrouble =
  | { readonly kind: 'leapt'; readonly byMs: number }
  | { readonly kind: 'log-ahead'; readonly endsAtUnixMs: number };
