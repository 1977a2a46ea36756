const CURSOR_MS = 2_000;

/** Hides the cursor of a screen whose mouse rests. Returns what ends it. */
export function hideCursor(): () => void {
  const { dataset } = document.documentElement;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function moved(): void {
    delete dataset.still;
    clearTimeout(timer);
    timer = setTimeout(() => {
      dataset.still = '';
    }, CURSOR_MS);
  }
  addEventListener('pointermove', moved, { passive: true });
  moved();
  return () => {
    clearTimeout(timer);
    removeEventListener('pointermove', moved);
    delete dataset.still;
  };
}
