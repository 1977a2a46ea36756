import { type LatLngBounds, type LeafletMap, Point } from './leaflet.ts';
import type { LatLng } from './lines.ts';

/** What decides the view: the whole tour, the convoy, or the reader. */
export type ViewMode = 'whole' | 'follow' | 'free';

/** The map's camera. */
export interface View {
  readonly mode: ViewMode;
  /** Sets what the whole tour is, and shows it unless the reader has chosen a view. */
  frame(bounds: LatLngBounds): void;
  whole(): void;
  follow(): void;
  release(): void;
  convoyAt(place: LatLng | undefined): void;
  zoom(by: number): void;
  /** To be called after the map's size has changed. */
  resized(): void;
}

/** What the buttons take up at the right edge. */
export const BUTTONS_PX = 54;
const FOLLOW_ZOOM = 10.75;
/** The convoy is brought back to the middle when it is nearer to an edge than this part of the map. */
const EDGE_SHARE = 0.25;

/** Makes the camera; `onMode` is told when the mode has changed. */
export function mapView(map: LeafletMap, animate: boolean, onMode: () => void): View {
  let mode: ViewMode = 'whole';
  let bounds: LatLngBounds | undefined;
  let convoy: LatLng | undefined;
  let wholeZoom: number | undefined;

  const set = (next: ViewMode) => {
    if (mode === next) return;
    mode = next;
    onMode();
  };
  const showWhole = (animated: boolean) => {
    const { x, y } = map.getSize();
    if (bounds === undefined || !bounds.isValid() || x === 0 || y === 0) return;
    // The buttons stand at the right edge; nothing of the tour should lie beneath them.
    const margin = x < 600 ? 10 : 24;
    map.setMinZoom(0);
    wholeZoom = map.getBoundsZoom(bounds, false, new Point(2 * margin + BUTTONS_PX, 2 * margin));
    map.fitBounds(bounds, {
      paddingTopLeft: [margin, margin],
      paddingBottomRight: [margin + BUTTONS_PX, margin],
      animate: animated,
    });
    map.options.minZoom = wholeZoom - 0.75;
    map.setMaxBounds(bounds.pad(1));
  };
  map.on('dragstart', () => set('free'));
  map.on('zoomend', () => {
    if (mode === 'whole' && wholeZoom !== undefined && map.getZoom() !== wholeZoom) set('free');
  });
  return {
    get mode() {
      return mode;
    },
    frame(next) {
      bounds = next;
      if (mode === 'whole') showWhole(false);
    },
    whole() {
      showWhole(animate);
      set('whole');
    },
    follow() {
      if (convoy === undefined) return;
      set('follow');
      map.setView(convoy, Math.max(map.getZoom(), FOLLOW_ZOOM), { animate });
    },
    release: () => set('free'),
    convoyAt(place) {
      convoy = place;
      if (place === undefined || mode !== 'follow') return;
      const size = map.getSize();
      const { x, y } = map.latLngToContainerPoint(place);
      const isNearEdge = Math.min(x / size.x, 1 - x / size.x, y / size.y, 1 - y / size.y) < EDGE_SHARE;
      if (isNearEdge) map.panTo(place, { animate, duration: 0.8 });
    },
    zoom(by) {
      if (mode === 'follow' && convoy !== undefined) map.setView(convoy, map.getZoom() + by, { animate });
      else map.setZoom(map.getZoom() + by, { animate });
    },
    resized() {
      if (mode === 'whole') showWhole(false);
      else if (mode === 'follow' && convoy !== undefined)
        map.setView(convoy, map.getZoom(), { animate: false });
    },
  };
}
