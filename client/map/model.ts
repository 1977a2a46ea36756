import type { ConvoyPosition, MapLines, TrackPart } from '../../shared/protocol.ts';
import type { Picture, Post } from '../../shared/tour/posts/posts.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';

/** An area's outline: rings as polylines of `OUTLINE_PRECISION`, WGS-84. */
export interface Outline {
  readonly areaId: string;
  readonly rings: readonly string[];
}

/** One day's planned road: polylines of `ROAD_PRECISION` that go over no stretch twice. */
export interface DayRoad {
  readonly day: number;
  readonly parts: readonly string[];
}

/** Everything that the map draws. Parts that did not change should be the same objects as before. */
export interface MapModel {
  /** Names, stops and areas. */
  readonly setup: Setup;
  readonly outlines: readonly Outline[];
  readonly roads: readonly DayRoad[];
  readonly stops: Tour['stops'];
  /** Stops to which the convoy goes no more. */
  readonly off?: ReadonlySet<string>;
  /** The day that is on the road now, if any. */
  readonly day: number | undefined;
  /** The driven road from its first point on (`from` is 0). */
  readonly track: TrackPart;
  readonly position: ConvoyPosition | null;
  /** False when the newest fix is too old to be believed: the convoy is shown greyed. */
  readonly live: boolean;
  /** The convoy stands where it is said to be at once, without gliding: what moves it draws every frame itself. */
  readonly still?: boolean;
  /** The area that leads, where that may be known. */
  readonly leaderAreaId: string | undefined;
  /** Posts whose pictures stand on the map where they were taken, newest first. */
  readonly posts?: readonly Post[];
}

/** Whether one finger moves the map, or scrolls the page that the map is a part of. */
export type Gestures = 'two-finger' | 'free';

/** What a map must know of a page's pictures. */
export interface MapPictures {
  /** The address of a picture at its smallest. */
  srcOf(picture: Picture): string;
  /** Pictures that stand as one were chosen, by pointer or keyboard: newest first, at least one. */
  onOpen(pictures: readonly Picture[]): void;
}

/** How a map is mounted. */
export interface MapOptions {
  readonly language: 'zh' | 'en';
  /** Nothing glides or flies; what moves, cross-fades. */
  readonly reducedMotion: boolean;
  /** A stop was chosen, by pointer or keyboard. */
  onStop(stopId: string): void;
  /** A stop is pointed at or has the focus; undefined: none any more. */
  onHover?(stopId: string | undefined): void;
  /** What shows pictures; without it a map has none. */
  readonly pictures?: MapPictures;
  /** 'two-finger' unless said otherwise. */
  readonly gestures?: Gestures;
}

/** A mounted map. */
export interface MapHandle {
  /** Draws what changed since the last model. Cheap when little did; while the map is not seen it only remembers. */
  update(model: MapModel): void;
  /** Lifts one stop out and shows its name; undefined: none. */
  highlight(stopId: string | undefined): void;
  /** Goes to the convoy and follows it until the reader moves the map. */
  focusConvoy(): void;
  setGestures(gestures: Gestures): void;
  /** To be called when the element's size changed and nothing else can have noticed. */
  invalidateSize(): void;
  destroy(): void;
}

/** The lines as they were fetched, as a model has them; nothing before they are there. */
export const landOf = (lines: MapLines | undefined): Pick<MapModel, 'outlines' | 'roads'> => ({
  outlines: (lines?.areas ?? []).map(({ id, outline }) => ({ areaId: id, rings: outline ?? [] })),
  roads: (lines?.days ?? []).map(({ number, road }) => ({ day: number, parts: road ?? [] })),
});
