import { element } from '../drawing.ts';
import type { LeafletMap } from '../leaflet.ts';
import type { LatLng } from '../lines.ts';
import { type Pin, pinBoard } from '../pins.ts';

/** What the tag says, and where. */
export interface Tagged {
  readonly at: LatLng;
  readonly text: string;
  readonly note: string;
}

/** The one small tag on the map that names the stop which is pointed at, focused or lifted out. */
export interface NameTag {
  show(tagged: Tagged | undefined): void;
}

/** From so near to an edge the tag leans inwards. */
const EDGE_PX = 116;
const TOP_PX = 84;

/** Makes the tag. Readers hear the same from the button itself. */
export function nameTag(map: LeafletMap): NameTag {
  const board = pinBoard(map, 'tag');
  board.pane.setAttribute('aria-hidden', 'true');
  const body = element('div', 'map-tag-body');
  const holder = element('div', 'map-tag');
  holder.append(body);
  let pin: Pin | undefined;
  const lean = () => {
    if (pin === undefined) return;
    const { x, y } = map.latLngToContainerPoint(pin.at);
    holder.classList.toggle('is-left', x < EDGE_PX);
    holder.classList.toggle('is-right', x > map.getSize().x - EDGE_PX);
    holder.classList.toggle('is-below', y < TOP_PX);
  };
  map.on('moveend zoomend', lean);
  return {
    show(tagged) {
      if (tagged === undefined) {
        pin?.remove();
        pin = undefined;
        return;
      }
      body.replaceChildren(
        element('b', 'map-tag-name', tagged.text),
        element('span', 'map-tag-note', tagged.note),
      );
      if (pin === undefined) pin = board.add(holder, tagged.at);
      else pin.move(tagged.at);
      lean();
    },
  };
}
