import { onMount } from 'svelte';

/**
 * True from the frame after the component's own: for a part of a scene that would make the frame in which the scene
 * comes up too long. To be called while the component is set up.
 */
export function nextFrame(): { readonly here: boolean } {
  let here = $state(false);
  onMount(() => {
    const frame = requestAnimationFrame(() => {
      here = true;
    });
    return () => cancelAnimationFrame(frame);
  });
  return {
    get here() {
      return here;
    },
  };
}
