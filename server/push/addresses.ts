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
 * Whether an address is one of an allowed push service: nobody can make the server call another host, or
 * another port, by saying that his browser listens there.
 */
export function isPushAddress(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  if (protocol !== 'https:' || username !== '' || password !== '') return false;
  return hosts.some((allowed) =>
    allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed,
  );
}
