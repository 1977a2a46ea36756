/**
 * Calls back whenever the browser hints that its network came, went or changed, or that the page was asleep. None of
 * these says how the network is: `offline` is told of adapters that nobody uses, `online` of cables that lead nowhere,
 * and some browsers in apps tell nothing at all. Whoever is called back tries. Returns what ends it.
 */
export function onHint(tried: (event: Event) => void): () => void {
  const shown = (event: PageTransitionEvent): void => {
    // A page that was just loaded has nothing to catch up with.
    if (event.persisted) tried(event);
  };
  addEventListener('online', tried);
  addEventListener('offline', tried);
  addEventListener('pageshow', shown);
  for (const kind of ['visibilitychange', 'resume']) document.addEventListener(kind, tried);
  return () => {
    removeEventListener('online', tried);
    removeEventListener('offline', tried);
    removeEventListener('pageshow', shown);
    for (const kind of ['visibilitychange', 'resume']) document.removeEventListener(kind, tried);
  };
}

/** Calls the listener whenever somebody comes back to this tab or window: another one may have changed what it shows. */
export function onReturn(came: () => void): void {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) came();
  });
  addEventListener('focus', came);
}
