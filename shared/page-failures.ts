import { type Static, Type } from 'typebox';
import { exactly } from './schema.ts';

/** Pages with scripts that a server answers for. */
export const GUARDED_PAGES = [
  'viewer',
  'judge',
  'desk',
  'organiser',
  'screen',
  'remote',
  'enter',
  'embed',
  'embed-code',
  'house',
] as const;
export type GuardedPage = (typeof GUARDED_PAGES)[number];

/**
 * How the scripts of a page fail. `parse`: the browser does not understand them. `load`: a file was not to be had.
 * `refused`: a security policy keeps them from running. `start`: they threw before the page ran. `late`: the page did
 * not run within 20 s. `later`: they threw while it ran.
 */
export const PAGE_FAILURES = ['parse', 'load', 'refused', 'start', 'late', 'later'] as const;

/** What a page says of its failure: nothing but words of fixed lists, and its tour. */
export const PageFailureReport = exactly({
  page: Type.Union(GUARDED_PAGES.map((page) => Type.Literal(page))),
  failure: Type.Union(PAGE_FAILURES.map((failure) => Type.Literal(failure))),
  /** Absent: the newest tour, which is what `/` shows. */
  tour: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })),
});
export type PageFailureReport = Static<typeof PageFailureReport>;

/** What the organiser is told: how often pages failed within the last hour, and where most. */
export interface RecentFailures {
  readonly count: number;
  /** By page and kernel (`chromium-86`), most first, at most {@link MOST_WORST}. */
  readonly worst: readonly { readonly page: GuardedPage; readonly kernel: string; readonly count: number }[];
}

export const MOST_WORST = 4;
