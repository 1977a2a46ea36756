/**
 * Says whether an element can be seen: on the screen, with a size, in a page that is looked at. Calls `onChange`
 * when that changes. Until an observer has answered, what is in the page counts as seen.
 */
export function watchSeen(
  element: HTMLElement,
  onChange: (seen: boolean) => void,
): { readonly seen: boolean; stop(): void } {
  let onScreen = true;
  let seen = !document.hidden;
  const look = () => {
    const now = onScreen && !document.hidden;
    if (now === seen) return;
    seen = now;
    onChange(now);
  };
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? onScreen;
    look();
  });
  observer.observe(element);
  document.addEventListener('visibilitychange', look);
  return {
    get seen() {
      return seen;
    },
    stop() {
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
    },
  };
}
