import type { Setup, Stop } from '../../../shared/tour/setup/setup.ts';
import { element } from '../drawing.ts';
import { roomiestPoint } from '../land/inside.ts';
import type { AreaRings } from '../land/land.ts';
import type { LeafletMap } from '../leaflet.ts';
import type { LatLng } from '../lines.ts';
import { type Pin, pinBoard } from '../pins.ts';
import { isWithin, type Label, placeLabels, type Room, type Spot, type Thing, textWidth } from '../place.ts';
import { spotsAround, spotsBeside } from '../spots.ts';
import type { MapWords } from '../words.ts';

/** An area smaller than this on the screen has no name there. */
const SMALLEST_AREA_PX = 16;
/** From this zoom on stops have their names beside them. */
const STOP_NAMES_FROM_ZOOM = 10.5;
const LINE_EM = 1.3;
/** Pixels of the names' type on small and on wide maps, as in marks.css. */
const AREA_PX = { small: 13, wide: 15 };
const STOP_PX = 12;
const MARK_PX = 6;
/** How far beside its seat a name may stand where there is no outline. */
const SEAT_GAPS_PX = [8, 18];
/** What names may cover at most: an area's more than a stop's, which is also in the list. */
const PATIENCE = { area: 9, stop: 2 };

interface Name {
  readonly id: string;
  readonly text: string;
  readonly element: HTMLElement;
  readonly pin: Pin;
}

interface AreaName extends Name {
  /** Where the name may stand: the seat, then the middle of the area. */
  readonly places: readonly LatLng[];
  readonly rings: readonly LatLng[][];
  /** The small mark of an area that is only a point. */
  readonly mark: Pin | undefined;
}

/** The names on the map: of areas, and from near also of stops. */
export interface Names {
  showAreas(areas: Setup['areas'], rings: readonly AreaRings[]): void;
  showStops(stops: readonly Stop[]): void;
  lead(areaId: string | undefined): void;
  /**
   * Finds places for the names among other things (in the map's layer pixels); to be called after each zoom. `named`:
   * the stops that have room for a name. Answers what the names take up.
   */
  place(
    things: readonly Thing[],
    named: ReadonlySet<string>,
    within: Within,
    wide: boolean,
  ): readonly Thing[];
}

/** Where names should stand, and the edges that none may cross, where there are such. */
export interface Within {
  readonly room: Room;
  readonly edges: Room | undefined;
}

/** Draws names where they cover least: areas at their seats or near them, stops beside their dots. */
export function mapNames(map: LeafletMap, language: 'zh' | 'en', words: MapWords): Names {
  const board = pinBoard(map, 'names');
  board.pane.setAttribute('aria-hidden', 'true');
  const spacingEm = language === 'zh' ? 0.16 : 0.02;
  let areaNames: AreaName[] = [];
  let stopNames: (Name & { readonly stop: Stop })[] = [];
  let leader: string | undefined;

  const spotOf = (place: LatLng): Spot => {
    const { x, y } = map.latLngToLayerPoint(place);
    return { x, y };
  };
  const inLanguage = (name: { zh: string; en?: string }) =>
    (language === 'en' ? name.en : undefined) ?? name.zh;
  const areaLabel = ({ id, text, places, rings, mark }: AreaName, fontPx: number): Label => {
    const shown = id === leader ? `${text} ${words.leading}` : text;
    const size = {
      width: textWidth(shown, fontPx, spacingEm),
      height: fontPx * LINE_EM,
      patience: PATIENCE.area,
    };
    const spots = places.map(spotOf);
    if (mark !== undefined)
      return {
        id,
        ...size,
        spots: SEAT_GAPS_PX.flatMap((gap) => spots.flatMap((spot) => spotsBeside(spot, size, gap))),
      };
    const isTooSmall = narrowest(rings.flat().map(spotOf)) < SMALLEST_AREA_PX;
    return { id, ...size, spots: isTooSmall ? [] : [...spots, ...spotsAround(spots, fontPx)] };
  };
  const stopLabel = ({ id, text, stop }: Name & { stop: Stop }): Label => {
    const size = { width: textWidth(text, STOP_PX, 0), height: STOP_PX * LINE_EM, patience: PATIENCE.stop };
    return { id, ...size, spots: spotsBeside(spotOf(stop.position), size, 15) };
  };
  const put = ({ element: name, pin }: Name, spot: Spot | undefined) => {
    name.classList.toggle('is-hidden', spot === undefined);
    if (spot === undefined) return;
    const { lat, lng } = map.layerPointToLatLng([spot.x, spot.y]);
    pin.move([lat, lng]);
  };

  return {
    showAreas(areas, outlined) {
      for (const { pin, mark } of areaNames) {
        pin.remove();
        mark?.remove();
      }
      areaNames = areas.map((area) => {
        const rings = outlined.find(({ areaId }) => areaId === area.id)?.rings ?? [];
        const text = inLanguage(area.shortName);
        const name = element('div', 'map-name', text);
        const middle = roomiestPoint(rings);
        return {
          id: area.id,
          text,
          element: name,
          pin: board.add(name, area.seat),
          rings,
          places: middle === undefined ? [area.seat] : [area.seat, middle],
          mark: middle === undefined ? board.add(element('div', 'map-seat'), area.seat) : undefined,
        };
      });
    },
    showStops(stops) {
      for (const { pin } of stopNames) pin.remove();
      stopNames = stops.map((stop) => {
        const text = inLanguage(stop.name);
        const name = element('div', 'map-name is-stop is-hidden', text);
        return { id: `stop ${stop.id}`, text, element: name, pin: board.add(name, stop.position), stop };
      });
    },
    lead(areaId) {
      leader = areaId;
      for (const { id, element: name, text } of areaNames) {
        name.classList.toggle('is-leading', id === areaId);
        name.replaceChildren(
          text,
          ...(id === areaId ? [element('small', 'map-leading', words.leading)] : []),
        );
      }
    },
    place(things, named, { room, edges }, wide) {
      // Areas that are only points have the fewest places to choose from.
      const areas = [...areaNames].sort((one, other) => one.places.length - other.places.length);
      const near = map.getZoom() >= STOP_NAMES_FROM_ZOOM;
      const stops = near ? stopNames.filter(({ stop }) => named.has(stop.id)) : [];
      const labels = [
        ...areas.map((one) => areaLabel(one, wide ? AREA_PX.wide : AREA_PX.small)),
        ...stops.map(stopLabel),
      ].map((label) =>
        edges === undefined
          ? label
          : { ...label, spots: label.spots.filter((spot) => isWithin(spot, label, edges)) },
      );
      const marks = areas.flatMap(({ mark }) =>
        mark === undefined ? [] : [{ ...spotOf(mark.at), radius: MARK_PX, weight: 0 }],
      );
      const placed = placeLabels(labels, marks, things, room);
      for (const name of [...areaNames, ...stopNames]) put(name, placed.get(name.id));
      return labels.flatMap((label) => {
        const spot = placed.get(label.id);
        return spot === undefined ? [] : lettersOf(spot, label);
      });
    },
  };
}

/** What it costs to cover a letter. */
const LETTER_WEIGHT = 12;

/** A name as a row of its letters. */
function lettersOf({ x, y }: Spot, { width, height }: Label): Thing[] {
  const count = Math.ceil(width / height);
  return Array.from({ length: count }, (_, at) => ({
    x: x + ((at + 0.5) / count - 0.5) * width,
    y,
    radius: height / 2,
    weight: LETTER_WEIGHT,
  }));
}

/** The smaller side of what the spots span. */
function narrowest(spots: readonly Spot[]): number {
  const span = (of: (spot: Spot) => number) => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const spot of spots) [least, most] = [Math.min(least, of(spot)), Math.max(most, of(spot))];
    return most - least;
  };
  return Math.min(
    span(({ x }) => x),
    span(({ y }) => y),
  );
}
