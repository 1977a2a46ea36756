import type { TourRoom } from './live/tour-room.ts';

/** One value for each room, made when it is first asked for. */
export function perRoom<T>(make: (room: TourRoom) => T): (room: TourRoom) => T {
  const made = new WeakMap<TourRoom, T>();
  return (room) => {
    const known = made.get(room) ?? make(room);
    made.set(room, known);
    return known;
  };
}
