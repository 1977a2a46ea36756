import { withoutMethods } from './methods.ts';

/** What Leaflet asks a browser, answered for the browsers that run modules at all: nothing about Internet Explorer is left to ask. */
const BROWSERS: Readonly<Record<string, string>> = {
  any3d: 'true',
  canvas: 'true',
  chrome: '/chrome/i.test(navigator.userAgent)',
  edge: 'false',
  ie3d: 'false',
  ielt9: 'false',
  inlineSvg: 'true',
  linux: "navigator.platform.startsWith('Linux')",
  mac: "navigator.platform.startsWith('Mac')",
  mobile: "('orientation' in window || /mobile/i.test(navigator.userAgent))",
  mobileOpera: 'false',
  msPointer: 'false',
  passiveEvents: 'true',
  // Only where there are no touch events; there, nobody touches.
  pointer: 'false',
  retina: '(devicePixelRatio > 1)',
  safari: '/^(?!.*chrome).*safari/i.test(navigator.userAgent)',
  svg: 'true',
  touch: 'true',
  touchNative: 'true',
  vml: 'false',
};

/**
 * Methods that neither Leaflet nor this map calls, by file: a bundler cannot tell what is called on an object. A call that
 * comes to be needed fails in every browser test of the map.
 */
const UNCALLED: Readonly<Record<string, readonly string[]>> = {
  'core/Events': ['addEventParent', 'removeEventParent'],
  'geo/LatLngBounds': ['toBBoxString'],
  'geometry/Point': ['scaleBy', 'unscaleBy'],
  'layer/Layer': ['_addZoomLimit', '_removeZoomLimit', '_updateZoomLevels', 'eachLayer', 'getAttribution'],
  'layer/vector/Path': ['bringToBack', 'bringToFront', 'setStyle'],
  'layer/vector/Polyline': ['_containsPoint', 'addLatLng', 'closestLayerPoint', 'getLatLngs'],
  'layer/vector/SVG': ['_bringToBack', '_bringToFront', '_updateCircle'],
  'map/Map': [
    '_getZoomSpan',
    '_handleGeolocationError',
    '_handleGeolocationResponse',
    '_latLngBoundsToNewLayerBounds',
    '_latLngToNewLayerPoint',
    'fitWorld',
    'flyToBounds',
    'getPanes',
    'locate',
    'mouseEventToLatLng',
    'setMaxZoom',
  ],
};

/** The source of a Leaflet module without what this map never asks of it; `id` is its path. */
export function leanerLeaflet(code: string, id: string): string {
  const file = /\/leaflet\/src\/(.*)\.js$/.exec(id)?.[1] ?? '';
  // Some of its files end their lines as Windows does.
  return withoutMethods(answered(code).replaceAll('\r\n', '\n'), UNCALLED[file] ?? []);
}

const answered = (code: string): string =>
  code.replace(/\bBrowser\.(\w+)/g, (asked, what: string) => {
    const answer = BROWSERS[what];
    if (answer === undefined) throw new Error(`Leaflet asks for ${asked}: answer it in BROWSERS`);
    return answer;
  });
