/** An address as it is counted: of IPv6 the network, for a household has more addresses than there are devices. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = address.includes('::')
    ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
    : [];
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}

/**
 * The address that a connection comes from, where so many proxies in front say the truth in X-Forwarded-For: the
 * last `proxies` of them are believed, as for requests.
 */
export function addressOf(
  remote: string | undefined,
  forwardedFor: string | readonly string[] | undefined,
  proxies: number,
): string {
  const said = [forwardedFor ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const hops = [remote ?? '', ...said.reverse()];
  return hops[Math.min(proxies, hops.length - 1)] ?? '';
}
