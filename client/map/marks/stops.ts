import type { LeafletMouseEvent } from 'leaflet';
import type { Stop } from '../../../shared/tour/setup/setup.ts';
import type { StopStatus } from '../../../shared/tour/stops.ts';
import { element } from '../drawing.ts';
import type { LeafletMap } from '../leaflet.ts';
import type { MapModel } from '../model.ts';
import { nameTag } from '../names/name-tag.ts';
import { type Pin, pinBoard } from '../pins.ts';
import type { Spot } from '../place.ts';
import type { MapWords } from '../words.ts';
import { type Dot, type DotForm, dotForms, dotsAround, stateClass } from './dots.ts';
import { onPress, walkByKeys } from './group-keys.ts';

/** How far from a dot a press still means it. */
const REACH_PX = 24;
/** Tiny dots so near to each other are not told apart by a finger: pressing there goes nearer instead. */
const CROWD_PX = 12;

interface Drawn {
  readonly stop: Stop;
  readonly pin: Pin;
  readonly button: HTMLButtonElement;
  status: StopStatus;
  form: DotForm | undefined;
  /** The convoy goes there no more. */
  off: boolean;
}

const NONE: ReadonlySet<string> = new Set();

/** The dots of the stops. */
export interface StopDots {
  show(
    stops: readonly Stop[],
    progress: MapModel['stops'],
    day: number | undefined,
    off: MapModel['off'],
  ): void;
  lift(stopId: string | undefined): void;
  /** Decides anew how large each dot may be; to be called after each zoom. Answers where the dots are. */
  size(): readonly Dot[];
  /** Ids of the stops whose dots show their numbers. */
  numbered(): ReadonlySet<string>;
}

/** What the dots tell the page. */
export interface StopEvents {
  onStop(stopId: string): void;
  onHover(stopId: string | undefined): void;
  /** The view was taken to a stop: whatever led it has to let go. */
  onReach(): void;
  /** The map was pressed where no stop is near, at this place of its layer. */
  onMiss(point: Spot): void;
}

/** Draws the stops as buttons, of which one at a time is in the tab order and arrow keys go on to the next. */
export function stopDots(
  map: LeafletMap,
  language: 'zh' | 'en',
  words: MapWords,
  events: StopEvents,
): StopDots {
  const board = pinBoard(map, 'stops');
  board.pane.setAttribute('role', 'group');
  board.pane.setAttribute('aria-label', words.stops);
  const tag = nameTag(map);
  let drawn: Drawn[] = [];
  let lifted: string | undefined;
  let pointed: string | undefined;
  let focused: string | undefined;
  let lastFocused: string | undefined;

  const nameOf = (stop: Stop) => (language === 'en' ? stop.name.en : undefined) ?? stop.name.zh;
  const isOn = ({ status }: Drawn) => status === 'arrived' || status === 'on-the-way';
  const isOut = ({ stop }: Drawn) => stop.id === lifted || stop.id === focused;
  const dots = (): (Dot & { drawn: Drawn })[] =>
    drawn.map((one) => {
      const { x, y } = map.latLngToLayerPoint(one.pin.at);
      return { id: one.stop.id, x, y, first: isOn(one) || isOut(one), drawn: one };
    });
  const size = () => {
    const all = dots();
    const forms = dotForms(all, map.getZoom());
    for (const { drawn: one } of all) {
      one.form = forms.get(one.stop.id);
      one.button.classList.toggle('is-tiny', one.form?.size === 'tiny');
      one.button.classList.toggle('is-roomy', one.form?.roomy === true);
    }
    return all;
  };
  const tell = () => {
    const out = drawn.find(({ stop }) => stop.id === (pointed ?? focused ?? lifted));
    for (const one of drawn) one.button.classList.toggle('is-lifted', one === out || isOut(one));
    tag.show(
      out && { at: out.pin.at, text: nameOf(out.stop), note: words.status[out.off ? 'off' : out.status] },
    );
  };
  const point = (stopId: string | undefined) => {
    if (pointed === stopId) return;
    pointed = stopId;
    tell();
    events.onHover(stopId ?? focused);
  };
  /** Only one button is reached by Tab: the one that had the focus last, else the stop that is on, else the first. */
  const rove = () => {
    const entry = drawn.find((one) => one.stop.id === lastFocused) ?? drawn.find(isOn) ?? drawn[0];
    for (const one of drawn) one.button.tabIndex = one === entry ? 0 : -1;
  };
  const focus = (stopId: string | undefined) => {
    focused = stopId;
    lastFocused = stopId ?? lastFocused;
    rove();
    size();
    tell();
    events.onHover(stopId);
  };
  const draw = (stop: Stop): Drawn => {
    const button = element('button', 'map-stop');
    button.type = 'button';
    button.append(element('span', 'map-dot', String(stop.number)));
    button.addEventListener('focus', () => {
      // A press brings the focus along; only the keyboard needs the map to move and the name to stand out.
      if (!button.matches(':focus-visible')) return;
      events.onReach();
      map.panInside(stop.position, { padding: [56, 56], animate: false });
      focus(stop.id);
    });
    button.addEventListener('blur', () => focused !== undefined && focus(undefined));
    return {
      stop,
      button,
      pin: board.add(button, stop.position),
      status: 'planned',
      off: false,
      form: undefined,
    };
  };
  const showStatus = (one: Drawn, status: StopStatus, off: boolean) => {
    one.button.classList.remove(stateClass(one.status));
    one.status = status;
    one.off = off;
    one.button.classList.toggle('is-off', off);
    one.button.classList.add(stateClass(status));
    one.button.setAttribute(
      'aria-label',
      words.stop(one.stop.number, nameOf(one.stop), off ? 'off' : status),
    );
  };

  walkByKeys(board.pane, () => drawn.map(({ button }) => button));
  onPress(map, board.pane, (pressed) => {
    const one = drawn.find(({ button }) => pressed instanceof Node && button.contains(pressed));
    if (one !== undefined) events.onStop(one.stop.id);
  });
  map.on('click', ({ layerPoint }: LeafletMouseEvent) => {
    const near = dotsAround(dots(), layerPoint, REACH_PX);
    const nearest = near[0];
    if (nearest === undefined) return events.onMiss(layerPoint);
    const crowd = dotsAround(near, nearest, CROWD_PX).length;
    if (crowd > 1 && map.getZoom() < map.getMaxZoom()) {
      events.onReach();
      map.setZoomAround(map.layerPointToContainerPoint([nearest.x, nearest.y]), map.getZoom() + 2);
    } else events.onStop(nearest.id);
  });
  map.getContainer().addEventListener('pointermove', (event) => {
    // A finger does not point before it presses.
    if (event.pointerType !== 'mouse' || event.buttons > 0) return;
    const near = dotsAround(dots(), map.mouseEventToLayerPoint(event), REACH_PX / 2)[0];
    map.getContainer().classList.toggle('is-pointing', near !== undefined);
    point(near?.id);
  });
  map.getContainer().addEventListener('pointerleave', () => point(undefined));

  return {
    show(stops, progress, day, off = NONE) {
      const kept = drawn.length === stops.length && drawn.every((one, index) => one.stop === stops[index]);
      if (!kept) {
        for (const { pin } of drawn) pin.remove();
        drawn = stops.map(draw);
        focused = undefined;
      }
      for (const one of drawn) {
        const status = progress[one.stop.id]?.status ?? 'planned';
        const isOff = off.has(one.stop.id);
        if (!kept || one.status !== status || one.off !== isOff) showStatus(one, status, isOff);
        one.button.classList.toggle('is-other-day', day !== undefined && one.stop.day !== day);
      }
      rove();
      tell();
    },
    lift(stopId) {
      lifted = stopId;
      size();
      tell();
    },
    size,
    numbered: () => new Set(drawn.filter(({ form }) => form?.size === 'number').map(({ stop }) => stop.id)),
  };
}
