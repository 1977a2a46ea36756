/**
 * The parts of Leaflet 1.9.4 that the drawn map needs, from its ES sources: about half of the whole bundle.
 * Importing this needs a browser.
 */
import 'leaflet/src/layer/Layer.js';
import 'leaflet/src/map/handler/Map.DoubleClickZoom.js';
import 'leaflet/src/map/handler/Map.Drag.js';
import 'leaflet/src/map/handler/Map.ScrollWheelZoom.js';
import 'leaflet/src/map/handler/Map.TouchZoom.js';

export { LatLngBounds } from 'leaflet/src/geo/LatLngBounds.js';
export { Layer } from 'leaflet/src/layer/Layer.js';
export { Polygon } from 'leaflet/src/layer/vector/Polygon.js';
export { Polyline } from 'leaflet/src/layer/vector/Polyline.js';
export { SVG } from 'leaflet/src/layer/vector/SVG.js';
export { Map as LeafletMap } from 'leaflet/src/map/Map.js';
