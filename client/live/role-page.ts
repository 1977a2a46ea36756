import { PROTOCOL, type Snapshot, tourToPart } from '../../shared/protocol.ts';
import type { Language } from '../../shared/refusals.ts';
import type { Role } from '../../shared/tour/actor.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { emptyTour } from '../../shared/tour/state.ts';
import { type TourHttp, tourHttp } from './http.ts';
import { createServerTime, type ServerTime } from './server-time.ts';
import { TourStore } from './tour-store.svelte.ts';

/** Nothing known yet: what a role's page begins with, until the device's memory or the server tells more. */
const NOTHING: Snapshot = {
  protocol: PROTOCOL,
  epoch: '',
  seq: 0,
  digits: [],
  tour: tourToPart(emptyTour, 0),
  latest: {
    position: null,
    track: { version: 0, from: 0, count: 0, line: '' },
    standings: { mode: 'hidden' },
    viewers: { present: 0, views: 0 },
    likes: {},
    health: 'ok',
  },
};

/** What the page of a role stands on. */
export interface RolePage {
  readonly target: HTMLElement;
  readonly tourId: string;
  readonly language: Language;
  readonly build: string;
  readonly store: TourStore;
  readonly http: TourHttp;
  readonly time: ServerTime;
}

/** Reads address and document of `/<role>/<tour>`; `known` is what the device remembers. Undefined on another document. */
export function openRolePage(role: Role, known: Snapshot = NOTHING): RolePage | undefined {
  const target = document.getElementById('lalian');
  const tourId = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  if (target === null || tourId === '') return undefined;
  const language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh';
  const build = target.dataset.build ?? '';
  const time = createServerTime(Date.now(), () => Date.now());
  // What a page of an older build remembered has no digits: the server is asked for all of it.
  const store = new TourStore(tourId, { ...known, digits: known.digits ?? [] }, time.now(), { evolve, role });
  const http = tourHttp(tourId, time, role);
  store.attach(http);
  return { target, tourId, language, build, store, http, time };
}
