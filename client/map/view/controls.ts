import { drawing, element } from '../drawing.ts';
import type { MapWords } from '../words.ts';

/** What the buttons do. */
export interface ControlActions {
  zoom(by: 1 | -1): void;
  whole(): void;
  follow(): void;
}

/** The map's buttons. */
export interface Controls {
  readonly element: HTMLElement;
  /** Says which view is on, and whether there is a convoy to follow. */
  show(state: { whole: boolean; follow: boolean; convoy: boolean }): void;
}

const ICONS = {
  zoomIn: ['M12 5v14', 'M5 12h14'],
  zoomOut: ['M5 12h14'],
  whole: [
    'M4 9V5.5A1.5 1.5 0 0 1 5.5 4H9',
    'M15 4h3.5A1.5 1.5 0 0 1 20 5.5V9',
    'M20 15v3.5a1.5 1.5 0 0 1-1.5 1.5H15',
    'M9 20H5.5A1.5 1.5 0 0 1 4 18.5V15',
  ],
  follow: ['M20 4 3.5 10.6l7 2.9 2.9 7z'],
} as const;

/** Makes the four buttons, each 48 pixels, in two groups of two. */
export function mapControls(words: MapWords, actions: ControlActions): Controls {
  const make = (icon: keyof typeof ICONS, act: () => void) => {
    const button = element('button', 'map-button');
    button.type = 'button';
    button.setAttribute('aria-label', words[icon]);
    button.title = words[icon];
    button.append(drawing(24, 'map-icon', ...ICONS[icon]));
    button.addEventListener('click', act);
    return button;
  };
  const whole = make('whole', actions.whole);
  const follow = make('follow', actions.follow);
  const bar = element('div', 'map-controls');
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', words.controls);
  const places = element('div', 'map-buttons');
  places.append(follow, whole);
  const zoom = element('div', 'map-buttons');
  zoom.append(
    make('zoomIn', () => actions.zoom(1)),
    make('zoomOut', () => actions.zoom(-1)),
  );
  bar.append(places, zoom);
  // What happens on a button must neither drag nor zoom the map beneath it.
  for (const type of ['mousedown', 'touchstart', 'dblclick', 'click', 'wheel']) {
    bar.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }
  return {
    element: bar,
    show(state) {
      whole.setAttribute('aria-pressed', String(state.whole));
      follow.setAttribute('aria-pressed', String(state.follow));
      follow.disabled = !state.convoy;
    },
  };
}
