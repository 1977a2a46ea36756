import type { FastifyRequest } from 'fastify';

/** Secrets of invites, sessions and trackers are 43 characters of base64url; nothing else in a log has that form. */
const SECRET = /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g;
/** What stands in an address behind its host: of a push service it is the key to somebody's phone. */
const REST_OF_ADDRESS = /\b((?:https?|rediss?):\/\/)(?:[^/\s"\\@]*@)?([^/\s"\\]+)(\/[^\s"\\]+)?/g;
const TRACKER_PATH = /(\/track\/)[^/?\s"\\]+/g;

/** A line of the log without what opens something, whoever wrote it: the last thing before it leaves the process. */
export const withoutSecrets = (line: string): string =>
  line
    .replace(TRACKER_PATH, '$1…')
    .replace(SECRET, '…')
    .replace(
      REST_OF_ADDRESS,
      (_whole, scheme: string, host: string, rest?: string) =>
        scheme + host + (rest === undefined ? '' : '/…'),
    );

/** What the log says of a request: a tracker's secret is in its path, and stays out. */
export function loggedRequest(request: FastifyRequest): Record<string, unknown> {
  return {
    method: request.method,
    url: request.url.replace(TRACKER_PATH, '$1…').split('?')[0],
    remoteAddress: request.ip,
  };
}

/** What the log says of an error: errors carry what was being sent, bytes and all, and that stays out. */
export function loggedError(error: Error & { readonly code?: unknown }): {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly code: unknown;
} {
  return { type: error.name, message: error.message, stack: error.stack ?? '', code: error.code };
}
