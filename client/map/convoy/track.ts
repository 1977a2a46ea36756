import type { TrackPart } from '../../../shared/protocol.ts';
import { type LeafletMap, Polyline, SVG } from '../leaflet.ts';
import { type LatLng, pointsAfter } from '../lines.ts';

/** Points in one piece of the line; only the last piece is drawn anew when the line grows. */
const PIECE = 800;

/** The driven road. */
export interface Track {
  show(track: TrackPart): void;
}

/**
 * Draws the driven road as a solid line in a pale casing. It is kept in pieces, so that a fix more costs the
 * same on the third day as on the first; casings and lines are two layers, so that no casing cuts a line.
 */
export function drawTrack(map: LeafletMap, casingRenderer: SVG): Track {
  map.createPane('track');
  const lineRenderer = new SVG({ pane: 'track', padding: 0.5 });
  let shown: TrackPart | undefined;
  let pieces: { points: LatLng[]; casing: Polyline; line: Polyline }[] = [];

  const path = (points: LatLng[], className: string, renderer: SVG) =>
    new Polyline(points, { className, renderer, interactive: false }).addTo(map);
  const addPiece = (points: LatLng[]) => {
    pieces.push({
      points,
      casing: path(points, 'map-casing', casingRenderer),
      line: path(points, 'map-track', lineRenderer),
    });
  };
  const grow = (points: readonly LatLng[]) => {
    let rest = points;
    while (rest.length > 0) {
      const last = pieces.at(-1);
      const room = last === undefined ? 0 : PIECE - last.points.length;
      if (last !== undefined && room > 0) {
        last.points.push(...rest.slice(0, room));
        last.casing.setLatLngs(last.points);
        last.line.setLatLngs(last.points);
        rest = rest.slice(room);
      } else {
        // A piece begins where the one before ends.
        const join = last?.points.at(-1);
        const taken = rest.slice(0, PIECE - 1);
        addPiece(join === undefined ? taken : [join, ...taken]);
        rest = rest.slice(PIECE - 1);
      }
    }
  };
  return {
    show(track) {
      const isSame = shown?.version === track.version && track.line.startsWith(shown.line);
      if (!isSame) {
        for (const piece of pieces) {
          piece.casing.remove();
          piece.line.remove();
        }
        pieces = [];
      }
      const known = isSame ? (shown?.line.length ?? 0) : 0;
      grow(pointsAfter(track.line.slice(known), pieces.at(-1)?.points.at(-1)));
      shown = track;
    },
  };
}
