import { FROM, FROM_KEY, type From } from '../../shared/came-from.ts';

/** A visit's beginning: the post at whose own address the page was opened, and how the reader came. */
export interface Came {
  readonly postId?: string;
  readonly from?: From;
}

/** How a reader came to an address; undefined where it was from another page of the same site. */
export function fromOf(href: string, referrer: string): From | undefined {
  const { searchParams, origin } = new URL(href);
  const said = searchParams.get(FROM_KEY);
  const isInside = URL.canParse(referrer) && new URL(referrer).origin === origin;
  return FROM.find((one) => one === said) ?? (isInside ? undefined : 'link');
}

/** Reads how the reader came, and takes it out of the address: whoever passes that on says something else. */
export function cameFrom(): From | undefined {
  const from = fromOf(location.href, document.referrer);
  const url = new URL(location.href);
  if (url.searchParams.has(FROM_KEY)) {
    url.searchParams.delete(FROM_KEY);
    history.replaceState(history.state, '', url);
  }
  return from;
}
