import type { LeafletMap } from '../leaflet.ts';
import type { View } from './view.ts';

const STEP_PX = 90;
const STEPS: Readonly<Record<string, [number, number]>> = {
  ArrowLeft: [-STEP_PX, 0],
  ArrowRight: [STEP_PX, 0],
  ArrowUp: [0, -STEP_PX],
  ArrowDown: [0, STEP_PX],
};

/** Arrow keys move the map when it has the focus itself; plus, minus and 0 zoom from anywhere in it. */
export function panByKeys(root: HTMLElement, map: LeafletMap, view: View, animate: boolean): void {
  root.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = event.target === root ? STEPS[event.key] : undefined;
    if (step !== undefined) {
      view.release();
      map.panBy(step, { animate });
    } else if (event.key === '+' || event.key === '=') view.zoom(1);
    else if (event.key === '-') view.zoom(-1);
    else if (event.key === '0') view.whole();
    else return;
    event.preventDefault();
  });
}
