import './map.css';
import './land/land.css';
import './marks/marks.css';
import './marks/photos.css';
import './convoy/convoy.css';
import { arrange } from './arrange.ts';
import { convoyMarker } from './convoy/convoy.ts';
import { drawTrack } from './convoy/track.ts';
import { element } from './drawing.ts';
import { drawLand, type Land } from './land/land.ts';
import { LeafletMap, SVG } from './leaflet.ts';
import { photoMarks } from './marks/photo-marks.ts';
import { stopDots } from './marks/stops.ts';
import type { MapHandle, MapModel, MapOptions } from './model.ts';
import { mapNames } from './names/names.ts';
import { mapControls } from './view/controls.ts';
import { guardGestures } from './view/gestures.ts';
import { panByKeys } from './view/keys.ts';
import { scaleBar } from './view/scale.ts';
import { watchSeen } from './view/seen.ts';
import { mapView, ZOOM_STEP } from './view/view.ts';
import { convoyExtent, wholeOf } from './view/whole.ts';
import { mapWords } from './words.ts';

export type { Gestures, MapHandle, MapModel, MapOptions } from './model.ts';

/**
 * Draws the tour's map into `container`, which it fills. Needs a browser, but no tile host: what is drawn
 * comes with the model. To be imported in the browser only, as Leaflet asks for a window. While the map
 * cannot be seen it only remembers the newest model.
 */
export function mountMap(container: HTMLElement, options: MapOptions): MapHandle {
  const { language, reducedMotion } = options;
  const words = mapWords(language);
  const root = element('div', 'drawn-map');
  root.setAttribute('role', 'region');
  root.setAttribute('aria-label', words.map);
  root.lang = language === 'zh' ? 'zh-CN' : 'en';
  root.classList.toggle('is-still', reducedMotion);
  root.tabIndex = 0;
  container.append(root);

  const renderer = new SVG({ padding: 0.5 });
  const map = new LeafletMap(root, {
    renderer,
    zoomSnap: ZOOM_STEP,
    maxZoom: 15,
    trackResize: false,
    zoomAnimation: !reducedMotion,
    inertia: !reducedMotion,
    bounceAtZoomLimits: false,
    wheelPxPerZoomLevel: 120,
  });
  // Leaflet projects only once there is a view; the true one follows with the first model.
  map.setView([0, 0], 2);
  map.getPane('overlayPane')?.setAttribute('aria-hidden', 'true');

  const track = drawTrack(map, renderer);
  const names = mapNames(map, language, words);
  const onReach = () => view.mode === 'follow' && view.release();
  const stops = stopDots(map, language, words, {
    onStop: options.onStop,
    onHover: (stopId) => options.onHover?.(stopId),
    onReach,
    onMiss: (point) => photos?.pressNear(point),
  });
  const photos = options.pictures && photoMarks(map, language, words, options.pictures, onReach);
  const convoy = convoyMarker(map, words, reducedMotion);
  const controls = mapControls(words, {
    zoom: (by) => view.zoom(by),
    whole: () => view.whole(),
    follow: () => view.follow(),
  });
  const view = mapView(map, !reducedMotion, () => showControls());
  root.append(controls.element, scaleBar(map, words));
  const guard = guardGestures(root, words, () => view.mode === 'follow' && view.release());
  guard.set(options.gestures ?? 'two-finger');
  panByKeys(root, map, view, !reducedMotion);

  let wanted: MapModel | undefined;
  let drawn: MapModel | undefined;
  let land: Land | undefined;

  const showControls = () =>
    controls.show({
      whole: view.mode === 'whole',
      follow: view.mode === 'follow',
      convoy: wanted?.position != null,
    });
  const isParked = () => Object.values(wanted?.stops ?? {}).some(({ status }) => status === 'arrived');
  const arrangeAll = () =>
    arrange(map, { stops, names, photos }, land?.roads ?? [], {
      position: wanted?.position ?? null,
      parked: isParked(),
      whole: view.mode === 'whole',
    });
  const draw = (still: boolean) => {
    const model = wanted;
    const before = drawn;
    if (model === undefined || model === before || !seen.seen || root.clientWidth === 0) return;
    drawn = model;
    const newLand = !sameLand(before, model);
    const newStops = before?.setup.stops !== model.setup.stops;
    if (newLand) {
      land?.remove();
      land = drawLand(map, model.outlines, model.roads);
    }
    const newNames = newLand || before?.setup.areas !== model.setup.areas;
    if (newNames) names.showAreas(model.setup.areas, land?.areas ?? []);
    if (newStops) names.showStops(model.setup.stops);
    if (newNames || before?.leaderAreaId !== model.leaderAreaId || before.day !== model.day) {
      names.lead(model.leaderAreaId);
      land?.mark(model.leaderAreaId, model.day);
    }
    const movedOn = before?.stops !== model.stops || before.day !== model.day || before.off !== model.off;
    if (newStops || movedOn) stops.show(model.setup.stops, model.stops, model.day, model.off);
    if (newLand || newStops || newNames) {
      const lines = [...(land?.areas.flatMap(({ rings }) => rings) ?? []), ...(land?.roads ?? [])];
      const { things, belongs } = wholeOf(model, lines);
      view.frame(things, belongs);
    }
    const newPhotos = before?.posts !== model.posts && photos?.show(model.posts ?? []);
    if (newNames || newStops || newPhotos || movedOn || before?.leaderAreaId !== model.leaderAreaId)
      arrangeAll();
    if (before?.track !== model.track) track.show(model.track);
    if (before?.position !== model.position || before.live !== model.live || movedOn) {
      convoy.show(model.position, {
        live: model.live,
        parked: isParked(),
        still: still || model.still === true,
      });
      const { position } = model;
      view.convoyAt(position ? convoyExtent([position.latitude, position.longitude], isParked()) : undefined);
    }
    showControls();
  };
  const resize = () => {
    map.invalidateSize({ animate: false });
    view.resized();
    draw(true);
  };
  const seen = watchSeen(root, (now) => now && draw(true));
  const sizes = new ResizeObserver(resize);
  sizes.observe(root);
  // A view of the whole tour may change without a zoom: its edges do.
  map.on('zoomend', () => drawn && arrangeAll());
  map.on('moveend', () => drawn && view.mode === 'whole' && arrangeAll());
  showControls();

  let gone = false;
  // A page may still speak to the map while it puts it away.
  const whileHere = (act: () => void) => {
    if (!gone) act();
  };
  return {
    update: (model) =>
      whileHere(() => {
        wanted = model;
        draw(false);
      }),
    highlight: (stopId) => whileHere(() => stops.lift(stopId)),
    focusConvoy: () => whileHere(() => view.follow()),
    setGestures: (gestures) => guard.set(gestures),
    invalidateSize: () => whileHere(resize),
    destroy: () =>
      whileHere(() => {
        gone = true;
        sizes.disconnect();
        seen.stop();
        guard.destroy();
        convoy.destroy();
        map.remove();
        root.remove();
      }),
  };
}

/** Whether outlines and roads are the same, in whatever objects they come. */
function sameLand(before: MapModel | undefined, model: MapModel): boolean {
  if (before === undefined) return false;
  if (before.outlines === model.outlines && before.roads === model.roads) return true;
  return JSON.stringify([before.outlines, before.roads]) === JSON.stringify([model.outlines, model.roads]);
}
