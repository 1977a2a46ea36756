/*
 * The phone's Back closes what lies uppermost over a page: a sheet, a picture, a card, a tab. Every such layer has one entry
 * in the browser's history, at the page's own address, which says only how many layers are open there: whichever layer
 * goes, by whatever way, one entry goes with it. This file alone writes those entries.
 */

interface Layer {
  readonly close: () => void;
}

/** Open layers, the uppermost last. */
let layers: readonly Layer[] = [];
/** The page's own step back, which the browser takes in its own time, is under way. */
let stepping: ReturnType<typeof setTimeout> | undefined;
let follows = false;
let planned = false;
/** What is to be done once the history stands as it should. */
let waiting: readonly (() => void)[] = [];
/** A step that has not come to anything by then never will: some browsers in apps drop it. */
const STEP_MS = 1_500;

const depthOf = (state: unknown): number =>
  Number((state as { readonly layers?: number } | null)?.layers) || 0;
const stateOf = (depth: number) => ({ ...(history.state as object | null), layers: depth });

/**
 * Makes Back close a layer that was just opened. Returns what is to be called once it is closed, in whatever way; as an
 * effect's teardown it is. A layer that does not close when it is asked to stays, and is asked again by the next Back.
 */
export function backCloses(close: () => void): () => void {
  follow();
  const layer = { close };
  layers = [...layers, layer];
  plan();
  return () => {
    layers = layers.filter((one) => one !== layer);
    plan();
  };
}

/** A page that was loaded again on a layer's entry, or come back to, has no layer open: the entry is left. */
export function leaveClosedLayers(): void {
  follow();
  plan();
}

/** Does something with the history once the entries of layers that are closed by now have gone out of it. */
export function onceLayersHaveGone(then: () => void): void {
  waiting = [...waiting, then];
  plan();
}

function follow(): void {
  if (follows) return;
  follows = true;
  addEventListener('popstate', () => {
    if (stepping === undefined)
      for (const layer of [...layers.slice(depthOf(history.state))].reverse()) layer.close();
    ended();
    // Whoever was asked to close has done so by then, or does not want to.
    setTimeout(settle);
  });
}

/** One that closes while another opens takes no entry out and puts none in. */
function plan(): void {
  if (planned) return;
  planned = true;
  queueMicrotask(settle);
}

function ended(): void {
  clearTimeout(stepping);
  stepping = undefined;
  // As it was: where the page is loaded again, the browser finds the place.
  history.scrollRestoration = 'auto';
}

/** Brings the history to as many entries as layers are open. */
function settle(): void {
  planned = false;
  if (stepping !== undefined) return;
  const more = layers.length - depthOf(history.state);
  try {
    for (let depth = layers.length - more + 1; depth <= layers.length; depth += 1) {
      // Where a layer leads to is where the reader stays when its entry goes.
      history.scrollRestoration = 'manual';
      history.pushState(stateOf(depth), '');
      history.scrollRestoration = 'auto';
    }
    if (more < 0) {
      stepping = setTimeout(() => {
        ended();
        history.replaceState(stateOf(layers.length), '');
        goOn();
      }, STEP_MS);
      history.go(more);
      return;
    }
  } catch {
    // A browser that takes no more entries: the layers still close by their own buttons.
  }
  goOn();
}

function goOn(): void {
  const ready = waiting;
  waiting = [];
  for (const then of ready) then();
}
