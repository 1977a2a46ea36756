import { ROLES, type Role } from '../../shared/tour/actor.ts';
import { takeSecret } from './session.ts';

/** Where the session is that an entry of the browser's history has led to. */
export interface Place {
  /** Lacks for the house, which is of no tour. */
  readonly tour?: string;
  readonly role: Role;
}

/** What somebody stands at the door with: an invite, a session that an invite has opened, or nothing. */
export type Caller =
  | { readonly kind: 'invite'; readonly secret: string }
  | { readonly kind: 'inside'; readonly place: Place }
  | { readonly kind: 'nothing' };

/** Keeps in this entry of the history where it has led to: whoever comes back to it, or loads it again, is still inside. */
export function keepPlace({ tour, role }: Place): void {
  const entered: Place = { role, ...(tour !== undefined && { tour }) };
  history.replaceState({ ...(history.state as object | null), entered }, '');
}

function keptPlace(): Place | undefined {
  const kept = (history.state as { readonly entered?: Partial<Place> } | null)?.entered;
  const role = ROLES.find((one) => one === kept?.role);
  if (role === 'host') return { role };
  return typeof kept?.tour === 'string' && role !== undefined ? { tour: kept.tour, role } : undefined;
}

function caller(): Caller {
  const secret = takeSecret();
  if (secret !== '') return { kind: 'invite', secret };
  const place = keptPlace();
  return place === undefined ? { kind: 'nothing' } : { kind: 'inside', place };
}

/**
 * Says who is at the door: now, and each time another invite is opened in this tab, which loads no page because only the
 * fragment changes, or the browser goes back to this page, from its memory too. Returns how to stop.
 */
export function watchDoor(onCaller: (who: Caller) => void): () => void {
  const look = () => onCaller(caller());
  // The address without its secret is no new invite: a look has just taken the secret out.
  const onFragment = () => {
    if (location.hash.length > 1) look();
  };
  const onShown = (event: PageTransitionEvent) => {
    if (event.persisted) look();
  };
  addEventListener('hashchange', onFragment);
  addEventListener('popstate', look);
  addEventListener('pageshow', onShown);
  // A page that the browser makes ahead, for an address that is only being typed, takes no invite.
  if ((document as { readonly prerendering?: boolean }).prerendering === true)
    document.addEventListener('prerenderingchange', look, { once: true });
  else look();
  return () => {
    removeEventListener('hashchange', onFragment);
    removeEventListener('popstate', look);
    removeEventListener('pageshow', onShown);
    document.removeEventListener('prerenderingchange', look);
  };
}
