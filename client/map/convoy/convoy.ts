import type { ConvoyPosition } from '../../../shared/protocol.ts';
import { drawing, element } from '../drawing.ts';
import type { LeafletMap } from '../leaflet.ts';
import type { LatLng } from '../lines.ts';
import { type Pin, pinBoard } from '../pins.ts';
import type { MapWords } from '../words.ts';
import { glideMs, glidePoint, turnTo } from './glide.ts';

const FADE_MS = 180;
/** Below this speed a heading says nothing. */
const WALKING_KPH = 4;

/** A beak that points up from a disc of radius 13 around the middle of a square of 52. */
const DISC = 'M26 4.5c1.6 2.7 4.9 6.3 8.2 9.4A14 14 0 1 1 17.800 13.900C21.100 10.800 24.400 7.200 26 4.500z';
const DISC_ONLY = 'M26 12a14 14 0 1 1 0 28a14 14 0 1 1 0-28z';
/** A coach from the front: body with wheels, windscreen, lamps. */
const COACH =
  'M8.200 5.500h7.600A2.200 2.200 0 0 1 18 7.700v9.100h-1v1.400h-2.200v-1.400H9.200v1.400H7v-1.400H6V7.700a2.200 2.200 0 0 1 2.200-2.200zM7.600 8v4.200h8.800V8zM8 14.100v1.200h1.800v-1.200zm6.200 0v1.200H16v-1.200z';

/** The convoy on the map: the one red thing. */
export interface Convoy {
  /** `parked`: at a stop, so it stands above it and not on it. `still`: it must not glide, as nobody watched. */
  show(position: ConvoyPosition | null, state: { live: boolean; parked: boolean; still: boolean }): void;
  destroy(): void;
}

/** Makes the convoy's marker, which glides from fix to fix; under reduced motion it fades over instead. */
export function convoyMarker(map: LeafletMap, words: MapWords, reducedMotion: boolean): Convoy {
  const board = pinBoard(map, 'convoy');
  const marker = element('div', 'map-convoy');
  marker.setAttribute('role', 'img');
  const disc = drawing(52, 'map-convoy-disc', DISC_ONLY, DISC);
  marker.append(element('div', 'map-convoy-halo'), disc, drawing(24, 'map-convoy-coach', COACH));
  let pin: Pin | undefined;
  let target: ConvoyPosition | undefined;
  let frame = 0;
  let fading: ReturnType<typeof setTimeout> | undefined;
  let angle = 0;

  const halt = () => {
    cancelAnimationFrame(frame);
    clearTimeout(fading);
    marker.classList.remove('is-fading');
  };
  const glide = (from: LatLng, to: LatLng, durationMs: number) => {
    const start = performance.now();
    const step = (now: number) => {
      const share = (now - start) / durationMs;
      pin?.move(glidePoint(from, to, share));
      if (share < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  };
  const fadeOver = (to: LatLng) => {
    marker.classList.add('is-fading');
    fading = setTimeout(() => {
      pin?.move(to);
      marker.classList.remove('is-fading');
    }, FADE_MS);
  };
  const move = (from: LatLng, to: LatLng, sinceLastMs: number, still: boolean) => {
    halt();
    const duration = glideMs(from, to, sinceLastMs);
    const moved = from[0] !== to[0] || from[1] !== to[1];
    if (!moved) return;
    if (still) pin?.move(to);
    else if (reducedMotion || duration === 0) fadeOver(to);
    else glide(from, to, duration);
  };

  return {
    show(position, { live, parked, still }) {
      if (position === null) {
        halt();
        pin?.remove();
        pin = undefined;
        target = undefined;
        return;
      }
      const to: LatLng = [position.latitude, position.longitude];
      if (pin === undefined) pin = board.add(marker, to);
      else if (position !== target) {
        move(pin.at, to, position.fixedAtUnixMs - (target?.fixedAtUnixMs ?? 0), still);
      }
      target = position;
      const heading =
        parked || (position.speedKph ?? Number.POSITIVE_INFINITY) < WALKING_KPH
          ? undefined
          : position.headingDegrees;
      angle = turnTo(angle, parked ? 180 : (heading ?? angle));
      disc.style.transform = `rotate(${Math.round(angle)}deg)`;
      marker.classList.toggle('has-heading', parked || heading !== undefined);
      marker.classList.toggle('is-parked', parked);
      marker.classList.toggle('is-lost', !live);
      marker.setAttribute('aria-label', live ? words.convoy : words.convoyLost);
    },
    destroy: halt,
  };
}
