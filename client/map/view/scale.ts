import type { LeafletMap } from '../leaflet.ts';
import type { MapWords } from '../words.ts';

const LONGEST_PX = 88;
/** Metres per pixel at the equator at zoom 0 in Web Mercator. */
const EQUATOR_METRES_PER_PX = 156_543.034;

/** The longest round distance (1, 2 or 5 with zeros) that is at most `longestPx` long, in metres and pixels. */
export function roundDistance(metresPerPx: number, longestPx: number): { metres: number; px: number } {
  const longest = metresPerPx * longestPx;
  const power = 10 ** Math.floor(Math.log10(longest));
  const metres = ([5, 2].find((step) => step * power <= longest) ?? 1) * power;
  return { metres, px: metres / metresPerPx };
}

/** A small scale bar with a hint of north. It says nothing that a page's list does not, so it is silent to readers. */
export function scaleBar(map: LeafletMap, words: MapWords): HTMLElement {
  const element = document.createElement('div');
  element.className = 'map-scale';
  element.setAttribute('aria-hidden', 'true');
  const north = document.createElement('span');
  north.className = 'map-north';
  north.textContent = words.north;
  const bar = document.createElement('span');
  bar.className = 'map-scale-bar';
  element.append(north, bar);
  map.on('zoomend moveend', () => {
    const latitude = (map.getCenter().lat * Math.PI) / 180;
    const metresPerPx = (EQUATOR_METRES_PER_PX * Math.cos(latitude)) / 2 ** map.getZoom();
    const { metres, px } = roundDistance(metresPerPx, LONGEST_PX);
    bar.textContent = words.distance(metres);
    bar.style.width = `${Math.round(px)}px`;
  });
  return element;
}
