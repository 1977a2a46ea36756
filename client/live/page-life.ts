import type { Came } from './came.ts';
import { Connection } from './connection.ts';
import { onHint } from './hints.ts';
import type { TourHttp } from './http.ts';
import { reloadIfReached } from './reload.ts';
import { Renewal } from './renewal.ts';
import type { ServerTime } from './server-time.ts';
import { openSocket } from './socket.ts';
import { tabMemory } from './tab-memory.ts';
import type { TourStore } from './tour-store.svelte.ts';
import { deviceClock } from './transport.ts';
import { visitorId } from './visitor.ts';

const TICK_MS = 10_000;
const VISIT_MS = 30_000;
const RELOADED_KEY = 'lalian-reloaded-for';
const GONE_KEY = 'lalian-gone-at';
/** A page that comes back although its tour was deleted is loaded again no more often. */
const GONE_AGAIN_MS = 60_000;

/** What a page's life is made of. */
export interface PageLife {
  readonly store: TourStore;
  readonly http: TourHttp;
  readonly time: ServerTime;
  /** The build that the page is of. */
  readonly build: string;
  /** False for people with a role: they are no viewers. */
  readonly counted?: boolean;
  /** What is counted of the visit beside that it was one. */
  readonly came?: Came;
  /** Whether a reload would take nothing from the reader. */
  isAtRest(): boolean;
  /** Takes over a new build, false where it was not to be had; a plain reload without it. */
  reload?(): Promise<boolean>;
  /** What is done where the tour was deleted; else the page is loaded again, for the server says it better. */
  onGone?(): void;
  /** Where the page was opened without the server, from what the browser kept: when that was heard, by the device's clock. */
  readonly heardUnixMs?: number;
  /** What must be on the screen for anybody to look at the page: for one that is a part of another page. */
  readonly onScreen?: Element;
  /** It is looked at also where the browser says that it is hidden: on a wall, or in a video mixer. */
  readonly alwaysSeen?: boolean;
}

/** Connects a page to its tour, counts the visit, moves its clock on. Returns what ends all that. */
export function liveOn(life: PageLife): () => void {
  const { store, http, time, build, isAtRest, counted = true, alwaysSeen = false } = life;
  const visitor = visitorId();
  let away = life.onScreen !== undefined;
  let visited = false;
  /** Some browsers in apps go on saying that a page is hidden after it was opened again: whoever is touched is not. */
  let touchedHidden = false;
  const isHidden = (): boolean => !alwaysSeen && ((document.hidden && !touchedHidden) || away);
  const renewal = new Renewal({
    clock: deviceClock,
    build,
    remembered: () => tabMemory.read(RELOADED_KEY),
    remember: (id) => tabMemory.keep(RELOADED_KEY, id),
    reload: life.reload ?? reloadIfReached,
    isAtRest,
    isHidden,
  });
  const served = (id: string): void => {
    if (renewal.served(id)) store.outdated = true;
  };
  http.watchBuild(served);
  http.watchGone(() => {
    if (life.onGone) return life.onGone();
    if (Date.now() - Number(tabMemory.read(GONE_KEY) ?? 0) < GONE_AGAIN_MS) return;
    tabMemory.keep(GONE_KEY, String(Date.now()));
    location.reload();
  });
  const connection = new Connection({
    clock: deviceClock,
    ...(life.heardUnixMs !== undefined && { heardUnixMs: life.heardUnixMs }),
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
    connection.setHidden(isHidden());
    if (isHidden()) renewal.hidden();
  };
  const unhint = onHint((event) => {
    if (event.type === 'visibilitychange') touchedHidden = false;
    seen();
    connection.hint();
  });
  const touched = (event: Event): void => {
    renewal.touched();
    if (event.type === 'scroll' || !document.hidden || touchedHidden) return;
    touchedHidden = true;
    seen();
  };
  const tick = setInterval(() => {
    if (!isHidden()) store.nowUnixMs = time.now();
  }, TICK_MS);
  const stay = setInterval(() => {
    if (counted && connection.state.kind === 'polling' && !isHidden()) void http.visit(visitor, true);
  }, VISIT_MS);
  for (const kind of ['pointerdown', 'keydown', 'scroll'] as const)
    addEventListener(kind, touched, { passive: true });
  const visit = (): void => {
    if (counted) void http.visit(visitor, false, life.came);
  };
  // What is a part of a longer page is visited once it comes into sight.
  const sight = new IntersectionObserver((entries) => {
    const wasAway = away;
    away = entries.at(-1)?.isIntersecting === false;
    if (wasAway && !away && !visited) visit();
    visited ||= !away;
    seen();
  });
  if (life.onScreen) sight.observe(life.onScreen);
  else visit();
  connection.start();
  seen();
  return () => {
    sight.disconnect();
    connection.stop();
    clearInterval(tick);
    clearInterval(stay);
    unhint();
    for (const kind of ['pointerdown', 'keydown', 'scroll'] as const) removeEventListener(kind, touched);
  };
}
