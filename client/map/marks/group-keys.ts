import type { LeafletMap } from '../leaflet.ts';

/**
 * Calls back with what was pressed in a pane, by pointer, finger or key; the map hears nothing of it. The end of a
 * drag is no press.
 */
export function onPress(
  map: LeafletMap,
  pane: HTMLElement,
  act: (pressed: EventTarget | null) => void,
): void {
  // Leaflet has it, its types do not.
  const { dragging } = map as unknown as { dragging: { moved(): boolean } };
  pane.addEventListener('click', (event) => {
    event.stopPropagation();
    // The last drag is remembered until a pointer is pressed anew; a key drags nothing.
    if (event.detail === 0 || !dragging.moved()) act(event.target);
  });
  pane.addEventListener('dblclick', (event) => event.stopPropagation());
}

/** Arrow keys, Home and End go from button to button of a pane. */
export function walkByKeys(pane: HTMLElement, buttons: () => readonly HTMLElement[]): void {
  pane.addEventListener('keydown', (event) => {
    const all = buttons();
    const at = all.indexOf(event.target as HTMLElement);
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: all.length - 1,
    };
    const to = steps[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[to]?.focus({ preventScroll: true });
  });
}
