import type { Post } from '../../../shared/tour/posts/posts.ts';
import { altOf } from '../../coverage/posts/picture.ts';
import { element } from '../drawing.ts';
import type { LeafletMap } from '../leaflet.ts';
import type { MapPictures } from '../model.ts';
import { type Pin, pinBoard } from '../pins.ts';
import type { Room, Spot, Thing } from '../place.ts';
import type { MapWords } from '../words.ts';
import { dotsAround } from './dots.ts';
import { onPress, walkByKeys } from './group-keys.ts';
import { gather, type Kept, type Photo, photoSide, photosOf, placePhotos } from './photos.ts';

/** Pictures that are nearer to each other than this, and than so many sides, are one thumbnail. */
const APART_PX = 44;
const APART = 1.4;
/** A finger means what is so near to it, as with the stops. */
const REACH_PX = 24;
/** From this side on a thumbnail is sharp; below it the picture's placeholder does, and costs no request. */
const SHARP_PX = 36;

interface Mark {
  readonly button: HTMLButtonElement;
  readonly image: HTMLImageElement;
  readonly count: HTMLElement;
  readonly pin: Pin;
  photos: readonly Photo[];
  spot: Spot;
}

/** The pictures on the map. */
export interface PhotoMarks {
  /** Takes the posts, newest first. Whether pictures came or went: then all has to be placed anew. */
  show(posts: readonly Post[]): boolean;
  /** Gathers and places the thumbnails for the zoom, clear of what is `kept` and with a view to `things`. */
  place(kept: Kept, things: readonly Thing[], room: Room): void;
  /** Opens what a finger meant that pressed here and met nothing. */
  pressNear(point: Spot): void;
}

/**
 * Draws pictures as small thumbnails beneath stops and convoy; those that lie close together are one, with their
 * number. As with the stops one at a time is in the tab order.
 */
export function photoMarks(
  map: LeafletMap,
  language: 'zh' | 'en',
  words: MapWords,
  { srcOf, onOpen }: MapPictures,
  onReach: () => void,
): PhotoMarks {
  const { pane, add } = pinBoard(map, 'photos');
  pane.setAttribute('role', 'group');
  pane.setAttribute('aria-label', words.pictures);
  let photos: readonly Photo[] = [];
  let marks: readonly Mark[] = [];
  let entered: Mark | undefined;

  const rove = () => {
    const entry = marks.find((mark) => mark === entered) ?? marks[0];
    for (const mark of marks) mark.button.tabIndex = mark === entry ? 0 : -1;
  };
  const draw = (photo: Photo, spot: Spot): Mark => {
    const button = element('button', 'map-photo');
    button.type = 'button';
    button.style.background = photo.picture.colour;
    const image = element('img', '');
    image.alt = '';
    const [x, y] = photo.picture.focus ?? [0.5, 0.5];
    image.style.objectPosition = `${x * 100}% ${y * 100}%`;
    const count = element('span', 'map-count');
    button.append(image, count);
    const mark = { button, image, count, pin: add(button, photo.at), photos: [photo], spot };
    button.addEventListener('focus', () => {
      entered = mark;
      rove();
      // As with the stops, only the keyboard needs the map to move.
      if (!button.matches(':focus-visible')) return;
      onReach();
      map.panInside(mark.pin.at, { padding: [56, 56], animate: false });
    });
    return mark;
  };
  const fill = (mark: Mark, { picture }: Photo, side: number) => {
    const count = mark.photos.length;
    mark.count.textContent = count > 1 ? String(count) : '';
    mark.button.setAttribute('aria-label', words.picture(altOf(picture, language), count));
    const src =
      side < SHARP_PX && picture.placeholder !== undefined
        ? `data:image/webp;base64,${picture.placeholder}`
        : srcOf(picture);
    // What is sharp already stays so.
    if (mark.image.src === '' || !src.startsWith('data:')) mark.image.src = src;
  };

  walkByKeys(pane, () => marks.map(({ button }) => button));
  const open = (mark: Mark | undefined) => mark && onOpen(mark.photos.map(({ picture }) => picture));
  onPress(map, pane, (pressed) => {
    open(marks.find(({ button }) => pressed instanceof Node && button.contains(pressed)));
  });

  return {
    show(posts) {
      const next = photosOf(posts);
      const same =
        next.length === photos.length &&
        next.every(({ key, picture }, at) => key === photos[at]?.key && picture === photos[at]?.picture);
      if (!same) photos = next;
      return !same;
    },
    place(kept, things, room) {
      const side = photoSide(map.getZoom());
      pane.style.setProperty('--photo', `${side}px`);
      const groups = gather(
        photos.map((photo) => {
          const { x, y } = map.latLngToLayerPoint(photo.at);
          return { x, y, photo };
        }),
        Math.max(APART_PX, side * APART),
      );
      const spots = placePhotos(
        groups.map(([{ x, y }, ...others]) => ({ x, y, grouped: others.length > 0 })),
        side,
        kept,
        things,
        room,
      );
      const focused = marks.find(({ button }) => button === document.activeElement);
      const known = new Map(marks.map((mark) => [mark.photos[0]?.key, mark]));
      marks = groups.map((group, at) => {
        const [{ x, y, photo }] = group;
        const spot = spots[at] ?? { x, y };
        const mark = known.get(photo.key) ?? draw(photo, spot);
        known.delete(photo.key);
        mark.photos = group.map((one) => one.photo);
        mark.spot = spot;
        fill(mark, photo, side);
        mark.button.style.margin = `${spot.y - y - side / 2}px 0 0 ${spot.x - x - side / 2}px`;
        return mark;
      });
      for (const { pin } of known.values()) pin.remove();
      rove();
      // Whoever had the focus on a picture has it where that picture is now.
      if (focused !== undefined && !pane.contains(document.activeElement)) {
        const key = focused.photos[0]?.key;
        const heir = marks.find((mark) => mark.photos.some((photo) => photo.key === key));
        (heir?.button ?? map.getContainer()).focus({ preventScroll: true });
      }
    },
    pressNear(point) {
      const spots = marks.map((mark) => ({ ...mark.spot, mark }));
      open(dotsAround(spots, point, REACH_PX)[0]?.mark);
    },
  };
}
