/**
 * The parts of Leaflet 1.9.4 that the drawn map needs, from its ES sources: about half of the whole bundle.
 * Importing this needs a browser.
 */
import 'leaflet/src/layer/Layer.js';
import { LatLngBounds } from 'leaflet/src/geo/LatLngBounds.js';
import { Polyline } from 'leaflet/src/layer/vector/Polyline.js';
import { SVG } from 'leaflet/src/layer/vector/SVG.js';
import { Map as LeafletMap } from 'leaflet/src/map/Map.js';
import 'leaflet/src/map/handler/Map.DoubleClickZoom.js';
import 'leaflet/src/map/handler/Map.Drag.js';
import 'leaflet/src/map/handler/Map.ScrollWheelZoom.js';
import 'leaflet/src/map/handler/Map.TouchZoom.js';

// Leaflet's own choice of a renderer would bring the canvas renderer along.
LeafletMap.include({
  getRenderer(this: LeafletMap, path: { options: { renderer?: SVG } }): SVG | undefined {
    const renderer = path.options.renderer ?? this.options.renderer;
    if (renderer !== undefined && !this.hasLayer(renderer)) this.addLayer(renderer);
    return renderer;
  },
});

export { LatLngBounds, LeafletMap, Polyline, SVG };
