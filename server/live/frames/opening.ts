import type { IncomingMessage } from 'node:http';

/** Under which live connections are opened. */
export const LIVE_PATH = '/socket';

const KEY = /^[+/0-9A-Za-z]{22}==$/;
const PROTOCOLS = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+(\s*,\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+)*$/;

/**
 * Whether a request asks for a live connection, by everything that Engine.IO and `ws` want of one (RFC 6455, 4.2.1):
 * whatever they would refuse in words of their own is a request like all others.
 */
export function opensLive({ method, url = '', headers }: IncomingMessage): boolean {
  const [path, query] = url.split('?', 2);
  if (method !== 'GET' || path?.replace(/\/$/, '') !== LIVE_PATH || !url.startsWith(`${LIVE_PATH}/`))
    return false;
  const asked = new URLSearchParams(query);
  return (
    headers.upgrade?.toLowerCase() === 'websocket' &&
    KEY.test(headers['sec-websocket-key'] ?? '') &&
    ['8', '13'].includes(headers['sec-websocket-version'] ?? '') &&
    PROTOCOLS.test(headers['sec-websocket-protocol'] ?? 'none') &&
    asked.get('EIO') === '4' &&
    asked.getAll('transport').join() === 'websocket' &&
    !asked.has('sid')
  );
}
