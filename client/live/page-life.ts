import { Connection } from './connection.ts';
import type { TourHttp } from './http.ts';
import { Renewal } from './renewal.ts';
import type { ServerTime } from './server-time.ts';
import { openSocket } from './socket.ts';
import type { TourStore } from './tour-store.svelte.ts';
import { deviceClock } from './transport.ts';
import { visitorId } from './visitor.ts';

const TICK_MS = 10_000;
const VISIT_MS = 30_000;
const RELOADED_KEY = 'lalian-reloaded-for';

/** What a page's life is made of. */
export interface PageLife {
  readonly store: TourStore;
  readonly http: TourHttp;
  readonly time: ServerTime;
  /** The build that the page is of. */
  readonly build: string;
  /** False for people with a role: they are no viewers. */
  readonly counted?: boolean;
  /** Whether a reload would take nothing from the reader. */
  isAtRest(): boolean;
  /** Takes over a new build; a plain reload without it. */
  reload?(): void;
}

/** Connects a page to its tour, counts the visit, moves its clock on. Returns what ends all that. */
export function liveOn(life: PageLife): () => void {
  const { store, http, time, build, isAtRest, counted = true } = life;
  const visitor = visitorId();
  const renewal = new Renewal({
    clock: deviceClock,
    build,
    remembered: () => sessionStorage.getItem(RELOADED_KEY),
    remember: (id) => sessionStorage.setItem(RELOADED_KEY, id),
    reload: life.reload ?? (() => location.reload()),
    isAtRest,
    isHidden: () => document.hidden,
  });
  const served = (id: string): void => {
    if (renewal.served(id)) store.outdated = true;
  };
  http.watchBuild(served);
  const connection = new Connection({
    clock: deviceClock,
    open: openSocket,
    hello: (afresh) => store.hello(afresh),
    takeFrame(frame) {
      // What has happened cannot lie ahead; in a rehearsal, time runs faster than the device's.
      for (const { at } of frame.events.slice(-1)) time.atLeast(at);
      if (frame.latest.position) time.atLeast(frame.latest.position.fixedAtUnixMs);
      return store.takeFrame(frame);
    },
    takeSnapshot: (snapshot) => store.takeSnapshot(snapshot),
    poll: () => store.poll(),
    onBuild: served,
    onState(state) {
      store.connection = { ...state, sinceUnixMs: state.sinceUnixMs + time.now() - Date.now() };
    },
  });
  const seen = (): void => {
    store.nowUnixMs = time.now();
    connection.setHidden(document.hidden);
    if (document.hidden) renewal.hidden();
  };
  const online = (): void => connection.setOnline(true);
  const offline = (): void => connection.setOnline(false);
  const touched = (): void => renewal.touched();
  const tick = setInterval(() => {
    if (!document.hidden) store.nowUnixMs = time.now();
  }, TICK_MS);
  const stay = setInterval(() => {
    if (counted && connection.state.kind === 'polling' && !document.hidden) void http.visit(visitor, true);
  }, VISIT_MS);
  document.addEventListener('visibilitychange', seen);
  addEventListener('online', online);
  addEventListener('offline', offline);
  for (const kind of ['pointerdown', 'keydown', 'scroll'] as const)
    addEventListener(kind, touched, { passive: true });
  if (counted) void http.visit(visitor, false);
  connection.start();
  seen();
  return () => {
    connection.stop();
    clearInterval(tick);
    clearInterval(stay);
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('online', online);
    removeEventListener('offline', offline);
    for (const kind of ['pointerdown', 'keydown', 'scroll'] as const) removeEventListener(kind, touched);
  };
}
