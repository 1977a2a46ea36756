import type { ZoomAnimEvent } from 'leaflet';
import type { LeafletMap } from './leaflet.ts';
import type { LatLng } from './lines.ts';

/** An element that stands at a place of the map. */
export interface Pin {
  readonly element: HTMLElement;
  readonly at: LatLng;
  move(at: LatLng): void;
  remove(): void;
}

/** Elements of one pane that stand at places, through pans, zooms and their animation. */
export interface Board {
  readonly pane: HTMLElement;
  add(element: HTMLElement, at: LatLng): Pin;
}

/**
 * Makes a pane for pins. Leaflet's own markers would bring icons, shadows and dragging along; pins are
 * plain elements of which the class decides the look and whose origin is the place itself.
 */
export function pinBoard(map: LeafletMap, name: string): Board {
  const pane = map.createPane(name);
  const pins = new Set<Pin>();
  const put = (pin: Pin) => setPlace(pin.element, map.project(pin.at).subtract(map.getPixelOrigin()));
  map.on('zoom viewreset', () => {
    for (const pin of pins) put(pin);
  });
  map.on('zoomanim', ({ center, zoom }: ZoomAnimEvent) => {
    const origin = map
      .project(center, zoom)
      .subtract(map.containerPointToLayerPoint(map.getSize().divideBy(2)));
    for (const pin of pins) setPlace(pin.element, map.project(pin.at, zoom).subtract(origin));
  });
  return {
    pane,
    add(element, at) {
      element.classList.add('leaflet-zoom-animated');
      let place = at;
      const pin: Pin = {
        element,
        get at() {
          return place;
        },
        move(to) {
          place = to;
          put(pin);
        },
        remove() {
          pins.delete(pin);
          element.remove();
        },
      };
      pins.add(pin);
      pane.append(element);
      put(pin);
      return pin;
    },
  };
}

function setPlace(element: HTMLElement, { x, y }: { x: number; y: number }): void {
  element.style.transform = `translate3d(${Math.round(x * 4) / 4}px, ${Math.round(y * 4) / 4}px, 0)`;
}
