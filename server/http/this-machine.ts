import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(::ffff:)?127(\.\d{1,3}){3}$|^::1$/;
/** Names under which somebody on this machine calls it; a proxy mostly passes on the name that the public uses. */
const OWN_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
/**
 * Headers that only proxies, tunnels and CDNs add: the standard ones (RFC 7239, 9110, 8586), and every usual name for
 * the address, host, port or scheme that somebody else called.
 */
const OF_A_PROXY =
  /^(forwarded|via|cdn-loop|proxy-.*|x-forwarded.*|x-real-ip|x-original-.*|x-proxy.*|x-envoy-.*|x-amz.*|x-arr-.*|x-azure-.*|x-appengine-.*|x-cloud-trace-context|x-vercel-.*|cf-.*|fastly-.*|fly-.*|akamai-.*|tailscale-.*|wl-proxy-.*|.*(real|client|connecting|remote|source|user|cluster)-?(ip|addr|address|host)|.*-country(-code)?)$/;

/**
 * Whether a request was made on this machine itself: over loopback, under a loopback name, and by no proxy that lets
 * itself be known. A proxy that adds nothing and renames the host cannot be told apart: it has to shut the address.
 */
export function isFromThisMachine({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  return (
    LOOPBACK.test(socket.remoteAddress ?? '') &&
    OWN_NAME.test(headers.host ?? '') &&
    !Object.keys(headers).some((name) => OF_A_PROXY.test(name))
  );
}
