/** The push services of today's browsers: Chrome, Firefox, Safari, Edge. `*.` stands for every name below. */
export const PUSH_SERVICES =
  'fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,*.notify.windows.com';

/** A list of hosts as the operator writes it, or undefined where it is none: `host`, `*.host`, with `:port` or without. */
export function readHosts(text: string): readonly string[] | undefined {
  if (text.trim() === '') return [];
  const hosts = text.toLowerCase().split(',');
  return hosts.every((host) => /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/.test(host.trim()))
    ? hosts.map((host) => host.trim())
    : undefined;
}

/**
 * An address as every parser reads it alike: a host of plain labels, a port, a path and a query, nothing escaped in
 * the host, no name and password, no backslash, no space or control character, no fragment. What is left out here has
 * been read as one host by who checked it and as another by who sent to it.
 */
const PLAIN = /^https:\/\/((?:[a-z0-9-]+\.)*[a-z0-9-]+(?::[1-9]\d{0,4})?)(?:\/[\w.~!$&'()*+,;=:@%/?-]*)?$/i;
const MOST_CHARACTERS = 1_000;

/**
 * The one form in which a push service's address is kept and sent to; undefined for every address but those of allowed
 * services: nobody can make the server call another host, or another port, by saying that his browser listens there.
 * To be asked when it is taken and again whenever it is used.
 */
export function pushAddress(address: string, hosts: readonly string[]): string | undefined {
  const written = PLAIN.exec(address)?.[1]?.toLowerCase().replace(/:443$/, '');
  if (written === undefined || address.length > MOST_CHARACTERS || !URL.canParse(address)) return undefined;
  const { host, href } = new URL(address);
  // Not what is written: a number read as an address, or a name in another script.
  if (host !== written || /(^|\.)xn--/.test(host)) return undefined;
  const isAllowed = hosts.some((allowed) =>
    allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed,
  );
  return isAllowed ? href : undefined;
}
