import '../map.css';
import '../land/land.css';
import '../marks/marks.css';
import '../convoy/convoy.css';
import './placing.css';
import type { LeafletMouseEvent } from 'leaflet';
import { element } from '../drawing.ts';
import { drawLand, type Land } from '../land/land.ts';
import { LeafletMap, Polyline, SVG } from '../leaflet.ts';
import type { LatLng } from '../lines.ts';
import { walkByKeys } from '../marks/group-keys.ts';
import type { Outline } from '../model.ts';
import { nameTag } from '../names/name-tag.ts';
import { type Pin, pinBoard } from '../pins.ts';
import { mapControls } from '../view/controls.ts';
import { around } from '../view/extent.ts';
import { guardGestures } from '../view/gestures.ts';
import { panByKeys } from '../view/keys.ts';
import { scaleBar } from '../view/scale.ts';
import { watchSeen } from '../view/seen.ts';
import { mapView, ZOOM_STEP } from '../view/view.ts';
import { mapWords } from '../words.ts';

/** A stop that can be put somewhere else. */
export interface Placeable {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly position: LatLng;
  /** Something is to be known of where it is. */
  readonly doubtful: boolean;
  /** It is of a day that is not looked at now. */
  readonly aside: boolean;
}

/** What the map of an editor shows: stops that are somewhere, in order, and the land beneath them. */
export interface PlacingModel {
  readonly stops: readonly Placeable[];
  readonly outlines: readonly Outline[];
  readonly seats: readonly { readonly id: string; readonly name: string; readonly position: LatLng }[];
  readonly chosen: string | undefined;
}

/** How such a map is mounted. */
export interface PlacingOptions {
  readonly language: 'zh' | 'en';
  readonly reducedMotion: boolean;
  /** What a stop's button is called, and what moves it. */
  readonly label: (stop: Placeable) => string;
  onPick(stopId: string): void;
  /** A stop was dragged, or moved by keys, to degrees with five decimals. */
  onPlace(stopId: string, position: [number, number]): void;
  /** The map was pressed where no stop is. */
  onSpot(position: [number, number]): void;
}

/** A mounted map of an editor. */
export interface PlacingHandle {
  update(model: PlacingModel): void;
  destroy(): void;
}

/** A press that moves less than this is none. */
const DRAG_PX = 4;
/** By so much a key moves a stop. */
const KEY_PX = 4;
const KEYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-KEY_PX, 0],
  ArrowRight: [KEY_PX, 0],
  ArrowUp: [0, -KEY_PX],
  ArrowDown: [0, KEY_PX],
};
/** A metre. */
const DIGITS = 5;
/** Where nothing is placed yet: the whole country. */
const FAR_VIEW: LatLng = [33, 107];
const FAR_ZOOM = 4.5;

const cut = ({ lat, lng }: { lat: number; lng: number }): [number, number] => [
  Number(lat.toFixed(DIGITS)),
  Number(lng.toFixed(DIGITS)),
];

interface Drawn {
  readonly stop: Placeable;
  readonly pin: Pin;
  readonly button: HTMLButtonElement;
}

/**
 * Draws a map on which stops can be dragged, or moved by Shift and the arrow keys. No tile host, as the viewer's map;
 * to be imported in the browser only.
 */
export function mountPlacing(container: HTMLElement, options: PlacingOptions): PlacingHandle {
  const { language, reducedMotion } = options;
  const words = mapWords(language);
  const root = element('div', 'drawn-map is-placing');
  root.setAttribute('role', 'region');
  root.setAttribute('aria-label', words.map);
  root.lang = language === 'zh' ? 'zh-CN' : 'en';
  root.tabIndex = 0;
  container.append(root);
  const map = new LeafletMap(root, {
    renderer: new SVG({ padding: 0.5 }),
    zoomSnap: ZOOM_STEP,
    maxZoom: 17,
    trackResize: false,
    zoomAnimation: !reducedMotion,
    inertia: !reducedMotion,
    bounceAtZoomLimits: false,
    wheelPxPerZoomLevel: 120,
  });
  map.setView(FAR_VIEW, FAR_ZOOM);
  map.getPane('overlayPane')?.setAttribute('aria-hidden', 'true');
  const way = new Polyline([], { interactive: false, className: 'placing-way' }).addTo(map);
  const seats = pinBoard(map, 'names');
  const board = pinBoard(map, 'stops');
  board.pane.setAttribute('role', 'group');
  board.pane.setAttribute('aria-label', words.stops);
  const tag = nameTag(map);
  const view = mapView(map, !reducedMotion, () => showControls());
  const controls = mapControls(words, {
    zoom: (by) => view.zoom(by),
    whole: () => view.whole(),
    follow: () => undefined,
  });
  const showControls = () => controls.show({ whole: view.mode === 'whole', follow: false, convoy: false });
  root.append(controls.element, scaleBar(map, words));
  const guard = guardGestures(root, words, () => undefined);
  guard.set('two-finger');
  panByKeys(root, map, view, !reducedMotion);
  walkByKeys(board.pane, () => drawn.map(({ button }) => button));

  let wanted: PlacingModel | undefined;
  let shown: PlacingModel | undefined;
  let land: Land | undefined;
  let names: Pin[] = [];
  let drawn: Drawn[] = [];
  /** What is being dragged, and where the finger took hold of it. */
  let held:
    | { readonly id: string; readonly pin: Pin; readonly dx: number; readonly dy: number; moved: boolean }
    | undefined;

  const draw = (stop: Placeable): Drawn => {
    const button = element('button', 'map-stop is-roomy placing-stop');
    button.type = 'button';
    button.append(element('span', 'map-dot', String(stop.number)));
    button.setAttribute('aria-label', options.label(stop));
    button.setAttribute('aria-pressed', 'false');
    const pin = board.add(button, stop.position);
    button.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      const at = map.mouseEventToContainerPoint(event);
      const own = map.latLngToContainerPoint(pin.at);
      held = { id: stop.id, pin, dx: own.x - at.x, dy: own.y - at.y, moved: false };
      button.setPointerCapture(event.pointerId);
    });
    button.addEventListener('pointermove', (event) => {
      if (held?.id !== stop.id) return;
      const { x, y } = map.mouseEventToContainerPoint(event);
      const to = map.containerPointToLatLng([x + held.dx, y + held.dy]);
      const own = map.latLngToContainerPoint(stop.position);
      if (!held.moved && Math.hypot(x + held.dx - own.x, y + held.dy - own.y) < DRAG_PX) return;
      held.moved = true;
      pin.move([to.lat, to.lng]);
    });
    const letGo = (event: PointerEvent) => {
      const done = held;
      held = undefined;
      if (done?.id !== stop.id || !done.moved) return;
      event.preventDefault();
      const [latitude, longitude] = done.pin.at;
      view.release();
      options.onPlace(stop.id, cut({ lat: latitude, lng: longitude }));
    };
    button.addEventListener('pointerup', letGo);
    button.addEventListener('pointercancel', () => {
      if (held?.id === stop.id) pin.move([...stop.position]);
      held = undefined;
    });
    button.addEventListener('click', () => options.onPick(stop.id));
    button.addEventListener('focus', () => button.matches(':focus-visible') && options.onPick(stop.id));
    button.addEventListener('keydown', (event) => {
      const step = event.shiftKey ? KEYS[event.key] : undefined;
      if (step === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const { x, y } = map.latLngToContainerPoint(pin.at);
      view.release();
      options.onPlace(stop.id, cut(map.containerPointToLatLng([x + step[0], y + step[1]])));
    });
    return { stop, pin, button };
  };
  // What happens on a stop must neither drag nor press the map beneath it.
  for (const type of ['mousedown', 'touchstart', 'dblclick', 'click'])
    board.pane.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  map.on('click', ({ latlng }: LeafletMouseEvent) => options.onSpot(cut(latlng)));

  const showStops = (model: PlacingModel) => {
    const focused = drawn.find(({ button }) => button === document.activeElement)?.stop.id;
    const before = new Map(drawn.map((one) => [one.stop.id, one] as const));
    const kept = new Set<Drawn>();
    drawn = model.stops.map((stop) => {
      const was = before.get(stop.id);
      const stays =
        was !== undefined &&
        was.stop.number === stop.number &&
        was.stop.name === stop.name &&
        samePlace(was.stop, stop);
      const one = stays ? { ...was, stop } : draw(stop);
      if (stays) kept.add(was);
      one.button.classList.toggle('is-doubtful', stop.doubtful);
      one.button.classList.toggle('is-other-day', stop.aside);
      return one;
    });
    for (const one of before.values()) if (!kept.has(one)) one.pin.remove();
    // Buttons stand in the order of the itinerary, for whoever goes through them by keys.
    for (const { button } of drawn) board.pane.append(button);
    const again = drawn.find(({ stop }) => stop.id === focused)?.button;
    if (again !== document.activeElement) again?.focus({ preventScroll: true });
    way.setLatLngs(linesOf(model.stops));
  };
  const choose = (model: PlacingModel) => {
    const chosen = drawn.find(({ stop }) => stop.id === model.chosen);
    for (const one of drawn) {
      one.button.classList.toggle('is-lifted', one === chosen);
      one.button.setAttribute('aria-pressed', String(one === chosen));
      one.button.tabIndex = one === (chosen ?? drawn[0]) ? 0 : -1;
    }
    tag.show(chosen && { at: chosen.pin.at, text: chosen.stop.name, note: '' });
    if (chosen !== undefined && shown?.chosen !== model.chosen)
      map.panInside(chosen.pin.at, { padding: [56, 56], animate: false });
  };
  const draws = () => {
    const model = wanted;
    if (
      model === undefined ||
      model === shown ||
      held?.moved === true ||
      !seen.seen ||
      root.clientWidth === 0
    )
      return;
    if (shown?.outlines !== model.outlines) {
      land?.remove();
      land = drawLand(map, model.outlines, []);
      way.bringToFront();
    }
    if (shown?.seats !== model.seats) {
      for (const pin of names) pin.remove();
      names = model.seats.map(({ name, position }) =>
        seats.add(element('span', 'map-name', name), [...position]),
      );
    }
    if (shown?.stops !== model.stops) showStops(model);
    choose(model);
    shown = model;
    const things = [...model.stops, ...model.seats].map(({ position }) => around([...position], 16));
    const corners = land?.areas.flatMap(({ rings }) => rings.flat().map((point) => around(point, 2))) ?? [];
    view.frame([...things, ...corners], () => true);
    showControls();
  };
  const seen = watchSeen(root, (now) => now && draws());
  const sizes = new ResizeObserver(() => {
    map.invalidateSize({ animate: false });
    view.resized();
    draws();
  });
  sizes.observe(root);
  showControls();
  let gone = false;
  return {
    update(model) {
      wanted = model;
      if (!gone) draws();
    },
    destroy() {
      gone = true;
      sizes.disconnect();
      seen.stop();
      guard.destroy();
      map.remove();
      root.remove();
    },
  };
}

const samePlace = (a: Placeable, b: Placeable): boolean =>
  a.position[0] === b.position[0] && a.position[1] === b.position[1];

/** From stop to stop, as the crow flies, those of the days that are looked at. */
const linesOf = (stops: readonly Placeable[]): LatLng[] =>
  stops.filter(({ aside }) => !aside).map(({ position }) => [...position]);
