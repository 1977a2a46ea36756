/**
 * Lets links to this site do something in a frame that may open nothing (`sandbox="allow-scripts"`, as WordPress puts
 * around other people's pages): the post itself is then shown in the frame.
 */
export function openHere(target: HTMLElement, tourId: string): void {
  target.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[target="_blank"]') : null;
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) return;
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented)
      return;
    event.preventDefault();
    // Whoever asks for no opener is not told whether anything opened; the page that opens is our own.
    if (open(link.href, '_blank') !== null) return;
    const query = new URLSearchParams(location.search);
    const postId = /\/p\/([\w-]+)$/.exec(link.pathname)?.[1];
    if (postId === undefined) query.set('show', 'all');
    else query.set('post', postId);
    location.assign(`/embed/${encodeURIComponent(tourId)}?${query.toString()}`);
  });
}
