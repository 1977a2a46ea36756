import type { Language } from '../../shared/refusals.ts';
import type { Role } from '../../shared/tour/actor.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { type TourHttp, tourHttp } from './http.ts';
import { markRehearsal } from './rehearsal/mark.svelte.ts';
import { NOTHING, type Remembered, recalled } from './remembered.ts';
import { createServerTime, type ServerTime } from './server-time.ts';
import { TourStore } from './tour-store.svelte.ts';

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

/** Reads address and document of `/<role>/<tour>`; `memory` is what the device remembers. Undefined on another document. */
export function openRolePage(role: Role, memory?: Remembered): RolePage | undefined {
  const target = document.getElementById('lalian');
  const tourId = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  if (target === null || tourId === '') return undefined;
  const language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh';
  const build = target.dataset.build ?? '';
  const time = createServerTime(Date.now(), () => Date.now());
  const known = memory === undefined ? NOTHING : recalled(memory, build);
  const store = new TourStore(tourId, known, time.now(), { evolve, role });
  const http = tourHttp(tourId, time, role);
  store.attach(http);
  markRehearsal(store, language);
  return { target, tourId, language, build, store, http, time };
}
