import './map.css';
import { LatLngBounds, LeafletMap, Polygon, Polyline, SVG } from './leaflet.ts';
import { pointsOf } from './lines.ts';
import type { MapHandle, MapModel, MapOptions } from './model.ts';

export type { Gestures, MapHandle, MapModel, MapOptions } from './model.ts';

/** Draws the tour's map into `element`. First working form: areas, roads and the driven road. */
export function mountMap(element: HTMLElement, options: MapOptions): MapHandle {
  const root = document.createElement('div');
  root.className = 'drawn-map';
  root.setAttribute('role', 'region');
  root.setAttribute('aria-label', options.language === 'zh' ? '拉练地图' : 'Map of the tour');
  element.append(root);
  const map = new LeafletMap(root, {
    zoomSnap: 0.25,
    renderer: new SVG({ padding: 0.5 }),
    zoomAnimation: !options.reducedMotion,
  });
  const track = new Polyline([], { className: 'map-track', interactive: false });
  let drawn: MapModel | undefined;
  return {
    update(model) {
      if (drawn?.setup !== model.setup) {
        const bounds = new LatLngBounds(model.setup.stops.map((stop) => stop.position));
        for (const outline of model.outlines) {
          const rings = outline.rings.map((ring) => pointsOf(ring, 4));
          const area = new Polygon(rings, { className: 'map-area', interactive: false, smoothFactor: 0 });
          bounds.extend(area.getBounds());
          area.addTo(map);
        }
        for (const road of model.roads)
          new Polyline(pointsOf(road.line, 5), { className: 'map-road', interactive: false }).addTo(map);
        track.addTo(map);
        if (bounds.isValid()) map.fitBounds(bounds);
      }
      if (drawn?.track !== model.track) track.setLatLngs(pointsOf(model.track.line, 5));
      drawn = model;
    },
    highlight() {},
    focusConvoy() {
      if (drawn?.position) map.setView([drawn.position.latitude, drawn.position.longitude], 11);
    },
    setGestures() {},
    invalidateSize: () => void map.invalidateSize(),
    destroy() {
      map.remove();
      root.remove();
    },
  };
}
