import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the operator can watch. */
export interface Metrics {
  readonly registry: Registry;
  readonly connections: Gauge;
  readonly frames: Counter;
  readonly deliveries: Counter;
  readonly appendSeconds: Histogram;
  readonly appendedEvents: Counter;
  readonly waitingCommands: Gauge;
  readonly refusals: Counter;
  readonly fixes: Counter;
  readonly pushed: Counter;
  readonly pageFailures: Counter;
}

/** The metrics of one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    connections: new Gauge({ name: 'lalian_connections', help: 'Open live connections.', registers }),
    frames: new Counter({ name: 'lalian_frames_total', help: 'Frames made.', registers }),
    deliveries: new Counter({
      name: 'lalian_deliveries_total',
      help: 'Frames handed to connections.',
      registers,
    }),
    appendSeconds: new Histogram({
      name: 'lalian_append_seconds',
      help: 'Time until a group was durable.',
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
      registers,
    }),
    appendedEvents: new Counter({
      name: 'lalian_appended_events_total',
      help: 'Events made durable.',
      registers,
    }),
    waitingCommands: new Gauge({
      name: 'lalian_waiting_commands',
      help: 'Commands that wait for their group.',
      registers,
    }),
    refusals: new Counter({
      name: 'lalian_refusals_total',
      help: 'Refusals by code.',
      labelNames: ['code'],
      registers,
    }),
    pushed: new Counter({
      name: 'lalian_pushed_total',
      help: 'Key moments pushed to subscribers, by what became of them.',
      labelNames: ['outcome'],
      registers,
    }),
    pageFailures: new Counter({
      name: 'lalian_page_failures_total',
      help: 'Pages whose scripts failed, as they say themselves, by page, kernel of the browser and kind of failure.',
      labelNames: ['page', 'kernel', 'failure'],
      registers,
    }),
    fixes: new Counter({
      name: 'lalian_fixes_total',
      help: 'Positions received, by what became of them.',
      labelNames: ['outcome'],
      registers,
    }),
  };
}
