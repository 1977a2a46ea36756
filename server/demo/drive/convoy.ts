import type { DemoClient } from '../client.ts';
import { positionAt } from '../timeline.ts';

/** How often a tracker on the coach fixes its position, ms of the tour. */
const FIX_EVERY_MS = 15_000;
/** Points of a batch that comes out of a dead zone. */
const MOST_IN_BATCH = 200;

interface Fix {
  readonly atUnixMs: number;
  readonly lat: number;
  readonly lon: number;
  readonly speedKph: number;
  readonly heading: number;
}

/**
 * The coach's phone: it fixes the position every quarter of a minute, keeps what it cannot send where
 * there is no signal, and sends in two of the formats that real trackers speak.
 */
export class CoachTracker {
  readonly #client: DemoClient;
  readonly #address: string;
  #lastFixUnixMs: number;
  #unsent: Fix[] = [];

  constructor(client: DemoClient, address: string, fromUnixMs: number) {
    this.#client = client;
    this.#address = address;
    this.#lastFixUnixMs = fromUnixMs;
  }

  /** Fixes and sends everything up to an instant of the tour. */
  async runTo(nowUnixMs: number): Promise<void> {
    while (this.#lastFixUnixMs + FIX_EVERY_MS <= nowUnixMs) {
      this.#lastFixUnixMs += FIX_EVERY_MS;
      this.#unsent.push({ atUnixMs: this.#lastFixUnixMs, ...positionAt(this.#lastFixUnixMs) });
    }
    if (this.#unsent.length === 0 || !positionAt(nowUnixMs).signal) return;
    const [first, ...rest] = this.#unsent;
    if (first !== undefined && rest.length === 0) await this.#client.track(this.#address, ownTracks(first));
    else
      for (let at = 0; at < this.#unsent.length; at += MOST_IN_BATCH)
        await this.#client.track(this.#address, overland(this.#unsent.slice(at, at + MOST_IN_BATCH)));
    this.#unsent = [];
  }

  /** Skips a night in the garage. */
  skipTo(unixMs: number): void {
    this.#lastFixUnixMs = Math.max(this.#lastFixUnixMs, unixMs);
  }
}

/** One point as OwnTracks sends it. */
const ownTracks = (fix: Fix) => ({
  _type: 'location',
  tst: Math.round(fix.atUnixMs / 1000),
  lat: fix.lat,
  lon: fix.lon,
  acc: 8,
  vel: Math.round(fix.speedKph),
  cog: Math.round(fix.heading),
  batt: 88,
  tid: 'c1',
});

/** A batch as Overland sends it: speeds in metres a second. */
const overland = (fixes: readonly Fix[]) => ({
  locations: fixes.map((fix) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [fix.lon, fix.lat] },
    properties: {
      timestamp: new Date(fix.atUnixMs).toISOString(),
      speed: Math.round((fix.speedKph / 3.6) * 10) / 10,
      course: Math.round(fix.heading),
      horizontal_accuracy: 8,
    },
  })),
});
