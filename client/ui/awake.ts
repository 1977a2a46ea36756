/** What the system has taken away, or refused, is asked for again after so long. */
const AGAIN_MS = 15_000;

/** Keeps the device's screen from going dark for as long as the page is seen, where the browser can. Returns what ends it. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const later = (): void => {
    clearTimeout(again);
    if (!isOver) again = setTimeout(wake, AGAIN_MS);
  };
  async function wake(): Promise<void> {
    if (document.hidden || isOver || lock?.released === false) return;
    try {
      const next = await navigator.wakeLock?.request('screen');
      if (isOver) return void next?.release();
      lock = next;
      // The browser takes it away whenever the page is hidden, and the system where it saves power.
      next?.addEventListener('release', later);
    } catch {
      // A device that saves its battery refuses; until it is charged its screen follows its own settings.
      later();
    }
  }
  document.addEventListener('visibilitychange', wake);
  void wake();
  return () => {
    isOver = true;
    clearTimeout(again);
    document.removeEventListener('visibilitychange', wake);
    void lock?.release();
  };
}
