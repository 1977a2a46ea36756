import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import type { Context } from './context.ts';

type Bound = Pick<FastifyContextConfig, 'rateLimit'>;

/** Files that a page is made of, at most: of each page that an address may open, all of them. */
const FILES_A_PAGE = 10;

/**
 * What people enter by is not closed by a crowd behind the same address, such as a hall of viewers that has used up its
 * requests. Bytes that lie ready cost no more than the answer that they are refused: they are not counted at all.
 */
export const READY_BYTES: Bound = { rateLimit: false };

/** Counted apart from all else that comes from the address. */
export const COUNTED_APART: Bound = { rateLimit: {} };

/** A page of a tour: of tours that are open here its bytes lie ready, of others it is counted apart, for they are looked for. */
export const pageOfTour = ({ tours }: Pick<Context, 'tours'>): Bound => ({
  rateLimit: {
    allowList: ({ params }) => tours.open.some(({ id }) => id === (params as { tour?: string }).tour),
  },
});

/** The files that pages are made of: many for each page, and counted apart. */
const isFile = ({ url }: FastifyRequest): boolean => url.startsWith('/assets/');

/** What a request is counted with, of `who` it is. */
export const countedWith = (request: FastifyRequest, who: string): string =>
  isFile(request) ? `files ${who}` : who;

/** How many of them there may be, of `most` ordinary requests. */
export const mostOf = (request: FastifyRequest, most: number): number =>
  isFile(request) ? most * FILES_A_PAGE : most;
