/** The time at whole seconds, for what shows them; to be called while a component is set up, which it ticks with. */
export function ticking(now: () => number): { readonly unixMs: number } {
  let unixMs = $state(now());
  $effect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = (): void => {
      unixMs = now();
      // Just behind the full second, so that none is shown twice.
      timer = setTimeout(tick, 1_005 - (unixMs % 1_000));
    };
    tick();
    return () => clearTimeout(timer);
  });
  return {
    get unixMs() {
      return unixMs;
    },
  };
}
