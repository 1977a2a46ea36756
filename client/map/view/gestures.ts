import { element } from '../drawing.ts';
import type { Gestures } from '../model.ts';
import type { MapWords } from '../words.ts';

const HINT_MS = 1600;
/** A finger that goes so far sideways, and more sideways than down, wanted to move the map. */
const SIDEWAYS_PX = 24;

/** Stands before Leaflet's own handlers and lets through what the page can spare. */
export interface GestureGuard {
  set(gestures: Gestures): void;
  destroy(): void;
}

/**
 * In 'two-finger' one finger and the plain wheel belong to the page, so that nobody is caught in the map
 * while scrolling; a hint says what moves it instead. In 'free' everything belongs to the map.
 */
export function guardGestures(root: HTMLElement, words: MapWords, onTwoFingers: () => void): GestureGuard {
  const hint = element('div', 'map-hint');
  hint.setAttribute('aria-hidden', 'true');
  root.append(hint);
  let gestures: Gestures = 'two-finger';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start: Touch | undefined;

  const tell = (text: string) => {
    hint.textContent = text;
    hint.classList.add('is-shown');
    clearTimeout(timer);
    timer = setTimeout(() => hint.classList.remove('is-shown'), HINT_MS);
  };
  const onTouchStart = (event: TouchEvent) => {
    start = event.touches.length === 1 ? event.touches[0] : undefined;
    if (event.touches.length > 1) onTwoFingers();
    else if (gestures === 'two-finger') event.stopImmediatePropagation();
  };
  const onTouchMove = (event: TouchEvent) => {
    const touch = event.touches[0];
    if (gestures === 'free' || start === undefined || touch === undefined || event.touches.length > 1) return;
    const sideways = Math.abs(touch.clientX - start.clientX);
    if (sideways > SIDEWAYS_PX && sideways > Math.abs(touch.clientY - start.clientY)) tell(words.twoFingers);
  };
  const onWheel = (event: WheelEvent) => {
    if (gestures === 'free' || event.ctrlKey || event.metaKey) return;
    event.stopImmediatePropagation();
    tell(words.wheel);
  };
  root.addEventListener('touchstart', onTouchStart, { capture: true, passive: true });
  root.addEventListener('touchmove', onTouchMove, { capture: true, passive: true });
  root.addEventListener('wheel', onWheel, { capture: true, passive: true });
  return {
    set(next) {
      gestures = next;
      root.dataset.gestures = next;
    },
    destroy() {
      clearTimeout(timer);
      root.removeEventListener('touchstart', onTouchStart, true);
      root.removeEventListener('touchmove', onTouchMove, true);
      root.removeEventListener('wheel', onWheel, true);
    },
  };
}
