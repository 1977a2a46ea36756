import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(::ffff:)?127(\.\d{1,3}){3}$|^::1$/;
/** Names under which somebody on this machine calls it; a proxy mostly passes on the name that the public uses. */
const OWN_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
/**
 * What whoever asks says by himself: browsers, curl, Prometheus and its kin. Proxies, tunnels, CDNs and firewalls add
 * headers under names that nobody can list; whatever is not here may be one of theirs.
 */
const OF_WHO_ASKS =
  /^(host|connection|keep-alive|user-agent|accept|accept-(charset|encoding|language)|authorization|cookie|content-(length|type)|cache-control|pragma|if-(none-match|modified-since)|te|expect|origin|referer|dnt|priority|upgrade-insecure-requests|sec-(fetch|ch)-[a-z-]+|sec-gpc|x-prometheus-scrape-timeout-seconds)$/;

/**
 * Whether a request was made on this machine itself: over loopback, under a loopback name, and with no header but
 * those that whoever asks writes himself. A proxy that adds nothing and renames the host cannot be told apart: it has
 * to shut the address.
 */
export function isFromThisMachine({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  return (
    LOOPBACK.test(socket.remoteAddress ?? '') &&
    OWN_NAME.test(headers.host ?? '') &&
    Object.keys(headers).every((name) => OF_WHO_ASKS.test(name))
  );
}
