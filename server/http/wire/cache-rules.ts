import type { FastifyInstance } from 'fastify';

/*
 * How long an answer for everybody may be kept, by browsers, by the proxy in front, by a CDN. What can be withdrawn,
 * corrected, hidden or frozen is nowhere older than two seconds, also where the server is away. What is kept for longer
 * says its content in its address: another content has another address. Every public answer takes one of these.
 */

/** Seconds after which no copy of what may change is served any more, whatever happens. */
export const MOST_SECONDS = 2;

/**
 * May change. Of the two seconds the second one is for those who ask while somebody else is fetching the next
 * answer, or while the server is away.
 */
export const MAY_CHANGE = 'public, max-age=1, stale-while-revalidate=1, stale-if-error=1';

/** Stands at an address that says its content. */
export const OF_CONTENT = 'public, max-age=31536000, immutable';

/**
 * Stands at an address that says its content, and may be taken back: who has it keeps it, a cache for many asks again
 * after a second, so that nobody gets it who does not have it.
 */
export const OF_CONTENT_UNTIL_GONE = `${OF_CONTENT}, s-maxage=1, stale-while-revalidate=1`;

/** Was taken back: kept for a second, so that a cache replaces what it has. */
export const GONE = 'public, max-age=0, s-maxage=1';

/** The same for everybody, and asked for again every time. */
export const ASKED_AGAIN = 'no-cache';

/** For nobody's cache. */
export const NEVER_KEPT = 'no-store';
/** One reader's own. */
export const OWN = 'private, no-store';

/** An answer that says nothing of being kept is kept by nobody: a cache would make up a time of its own. */
export function keepNothingUnsaid(http: FastifyInstance): void {
  http.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', NEVER_KEPT);
  });
}
