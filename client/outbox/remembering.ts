/** The pause between two writings, ms. */
const EVERY_MS = 400;

/**
 * Writes down what a page shows: at once where nothing is written yet, later as it changes, but with a pause between.
 * Changes that come without end put nothing off. `write` says whether there was something to write.
 */
export function remembering(write: () => boolean): { readonly changed: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = false;
  return {
    changed() {
      if (timer !== undefined) return;
      timer = setTimeout(
        () => {
          timer = undefined;
          written = write() || written;
        },
        written ? EVERY_MS : 0,
      );
    },
  };
}
