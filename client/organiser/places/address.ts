/** Where on the organiser's page an address leads: a place, what the place makes of the rest, and a part of it. */
export interface Address {
  /** Undefined: the address names none. It may be none that there is. */
  readonly place: string | undefined;
  readonly rest: string;
  /** What stands behind the #, up to a `=`. */
  readonly part: string;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Reads `/organiser/TOUR/PLACE/REST#PART`. */
export function readAddress({
  pathname,
  hash,
}: {
  readonly pathname: string;
  readonly hash: string;
}): Address {
  const [, , , place = '', ...rest] = pathname.split('/');
  return {
    place: decoded(place) || undefined,
    rest: rest.map(decoded).join('/').replace(/\/$/, ''),
    part: decoded(hash.slice(1)).split('=')[0] ?? '',
  };
}

/** The path of a place, and of somewhere in it. */
export const pathOf = (tourId: string, place: string, rest = ''): string =>
  [
    '',
    'organiser',
    ...[tourId, place].map(encodeURIComponent),
    ...(rest === '' ? [] : rest.split('/').map(encodeURIComponent)),
  ].join('/');
