import type { PlaceEntry } from './places/place.ts';

/** Every place, in the order of the bar. A new one is a line here, its name in the page's words, and a folder of its own. */
export const PLACES: readonly PlaceEntry[] = [
  {
    id: 'now',
    drawing: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7.500V12l3.500 2',
    parts: ['day', 'now'],
    load: () => import('./now/Now.svelte'),
  },
  {
    id: 'scores',
    drawing: 'M4 5h16v14H4zM4 10h16M9.500 5v14M12.500 14.500l1.500 1.500 3-3',
    parts: ['matrix'],
    load: () => import('./scores/Matrix.svelte'),
  },
  {
    id: 'result',
    drawing: 'M4 20v-6h5v6M9.5 20V6h5v14M15 20V10h5v10M3 20h18',
    parts: ['ranking', 'routine', 'rule', 'fairness'],
    load: () => import('./result/Result.svelte'),
  },
  {
    id: 'meeting',
    drawing: 'M4 4h16v11H4zM12 15v5M8 20h8M8.500 11.500l2.500-3 2 2 2.500-3',
    parts: ['ceremony', 'final', 'programme', 'hall', 'rehearsal', 'screen'],
    load: () => import('./ceremony/Ceremony.svelte'),
  },
  {
    id: 'setup',
    drawing: 'M4 7h9M17 7h3M15 5a2 2 0 1 0 0 4a2 2 0 0 0 0-4M4 17h3M11 17h9M9 15a2 2 0 1 0 0 4a2 2 0 0 0 0-4',
    parts: [],
    load: () => import('./setup/SetUp.svelte'),
  },
  {
    id: 'people',
    under: 'setup',
    drawing:
      'M9 4a3.500 3.500 0 1 0 0 7a3.500 3.500 0 0 0 0-7M2.500 20c0-4 3-6 6.500-6s6.500 2 6.500 6M15.500 4.500a3.500 3.500 0 0 1 0 6M17.500 14.500c2.500.700 4 2.500 4 5.500',
    parts: ['people', 'robots'],
    load: () => import('./people/People.svelte'),
  },
  {
    id: 'public',
    drawing:
      'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6',
    parts: ['visibility', 'moments', 'outside'],
    load: () => import('./public/Public.svelte'),
  },
  {
    id: 'problems',
    drawing: 'M12 4l9 16H3zM12 10v4.500M12 17.300h0',
    parts: ['problems'],
    load: () => import('./problems/Problems.svelte'),
  },
  {
    id: 'log',
    drawing: 'M6 3h11a2 2 0 0 1 2 2v16H7a2 2 0 0 1-2-2V4a1 1 0 0 1 1-1zM9 8h6M9 12h6M9 16h4',
    parts: ['log'],
    load: () => import('./log/Log.svelte'),
  },
];
