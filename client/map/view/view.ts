import { LatLngBounds, type LeafletMap } from '../leaflet.ts';
import type { LatLng } from '../lines.ts';
import { type Extent, type Fit, fitOf } from './extent.ts';

/** What decides the view: the whole tour, the convoy, or the reader. */
export type ViewMode = 'whole' | 'follow' | 'free';

/** The map's camera. */
export interface View {
  readonly mode: ViewMode;
  /** Sets what the whole tour is, and which places can be a part of it; shows it unless the reader has chosen a view. */
  frame(things: readonly Extent[], belongs: (place: LatLng) => boolean): void;
  whole(): void;
  follow(): void;
  release(): void;
  /** The convoy is a part of the whole tour, where it can be: its view goes along when it would leave it. */
  convoyAt(convoy: Extent | undefined): void;
  zoom(by: number): void;
  /** To be called after the map's size has changed. */
  resized(): void;
}

/** What the buttons take up at the right edge. */
export const BUTTONS_PX = 54;
const FOLLOW_ZOOM = 10.75;
/** In steps of so much Leaflet zooms here. */
export const ZOOM_STEP = 0.05;
/** So many pixels the convoy may go on before the view of the whole tour has to follow once more. */
const CONVOY_SLACK_PX = 16;
/** The convoy is brought back to the middle when it is nearer to an edge than this part of the map. */
const EDGE_SHARE = 0.25;

/** Makes the camera; `onMode` is told when the mode has changed. */
export function mapView(map: LeafletMap, animate: boolean, onMode: () => void): View {
  let mode: ViewMode = 'whole';
  let things: readonly Extent[] = [];
  let belongs: (place: LatLng) => boolean = () => true;
  let convoy: Extent | undefined;
  let wholeZoom: number | undefined;

  const set = (next: ViewMode) => {
    if (mode === next) return;
    mode = next;
    onMode();
  };
  /** Lets the reader go as far as the view is wide, and to the convoy wherever it is. */
  const limitTo = ({ centre, zoom }: Fit) => {
    const middle = map.project(centre, zoom);
    const half = map.getSize().divideBy(2);
    const limits = new LatLngBounds(
      map.unproject(middle.subtract(half), zoom),
      map.unproject(middle.add(half), zoom),
    ).pad(1);
    if (convoy !== undefined) limits.extend(convoy.at);
    map.options.maxBounds = limits;
    return limits;
  };
  const showWhole = (animated: boolean) => {
    const { x: width, y: height } = map.getSize();
    // The buttons stand at the right edge; nothing of the tour should lie beneath them.
    const margin = width < 600 ? 4 : 16;
    const frame = { width, height, left: margin, right: margin + BUTTONS_PX, top: margin, bottom: margin };
    const withConvoy = convoy !== undefined && belongs(convoy.at) ? [...things, withSlack(convoy)] : things;
    const fit = fitOf(withConvoy, frame, ZOOM_STEP);
    if (fit === undefined) return;
    wholeZoom = fit.zoom;
    map.setMinZoom(0);
    // Before the view: Leaflet would keep it within the limits of another tour.
    const limits = limitTo(fit);
    map.setView(fit.centre, fit.zoom, { animate: animated });
    map.options.minZoom = wholeZoom - 0.75;
    map.setMaxBounds(limits);
  };
  const isInSight = ({ at, left, right, up, down }: Extent): boolean => {
    const { x, y } = map.latLngToContainerPoint(at);
    const size = map.getSize();
    return x >= left && x + right <= size.x - BUTTONS_PX && y >= up && y + down <= size.y;
  };
  map.on('dragstart', () => set('free'));
  map.on('zoomend', () => {
    if (mode === 'whole' && wholeZoom !== undefined && Math.abs(map.getZoom() - wholeZoom) > ZOOM_STEP / 2)
      set('free');
  });
  return {
    get mode() {
      return mode;
    },
    frame(next, isPart) {
      [things, belongs] = [next, isPart];
      if (mode === 'whole') showWhole(false);
    },
    whole() {
      set('whole');
      showWhole(animate);
    },
    follow() {
      if (convoy === undefined) return;
      set('follow');
      map.setMaxBounds(new LatLngBounds([convoy.at]).extend(map.options.maxBounds ?? [convoy.at]));
      map.setView(convoy.at, Math.max(map.getZoom(), FOLLOW_ZOOM), { animate });
    },
    release: () => set('free'),
    convoyAt(next) {
      convoy = next;
      if (next === undefined) return;
      if (mode === 'whole' && belongs(next.at) && !isInSight(next)) showWhole(animate);
      if (mode !== 'follow') return;
      const size = map.getSize();
      const { x, y } = map.latLngToContainerPoint(next.at);
      const isNearEdge = Math.min(x / size.x, 1 - x / size.x, y / size.y, 1 - y / size.y) < EDGE_SHARE;
      if (isNearEdge) map.panTo(next.at, { animate, duration: 0.8 });
    },
    zoom(by) {
      if (mode === 'follow' && convoy !== undefined) map.setView(convoy.at, map.getZoom() + by, { animate });
      else map.setZoom(map.getZoom() + by, { animate });
    },
    resized() {
      if (mode === 'whole') showWhole(false);
      else if (mode === 'follow' && convoy !== undefined)
        map.setView(convoy.at, map.getZoom(), { animate: false });
    },
  };
}

const withSlack = ({ at, left, right, up, down }: Extent): Extent => ({
  at,
  left: left + CONVOY_SLACK_PX,
  right: right + CONVOY_SLACK_PX,
  up: up + CONVOY_SLACK_PX,
  down: down + CONVOY_SLACK_PX,
});
