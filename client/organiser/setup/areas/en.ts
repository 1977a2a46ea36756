import { plural } from '../../../i18n/plural.ts';
import type { AreasWords } from './zh.ts';

/** The words of the editor of areas in English. */
export const en: AreasWords = {
  byCity: 'All of a prefecture',
  byCityWhat:
    'Type the prefecture’s name in Chinese or its administrative code, such as 十堰 or 4203. Zones without a code are added by hand below.',
  city: 'Name or code',
  found: (name, count) => `${name}: add ${plural(count, 'area')}`,
  allThere: (name) => `All areas of ${name} are in the list`,
  notFound: 'Nothing was found. Type the name of a prefecture, or add areas by hand.',
  loading: 'Fetching the list…',
  failed: 'The list did not come. Check the network, and type again.',
  byHand: 'By hand',
  names: 'Names, one a line',
  add: 'Add',
  list: (count) => `${plural(count, 'area')} that compete`,
  none: 'None yet. Add all of a prefecture, or some by hand.',
  name: 'Name',
  nameOf: (at) => `Name of area ${at}`,
  short: 'Short name',
  shortOf: (name) => `Short name of ${name}`,
  english: 'With English',
  nameEnglish: 'English name',
  shortEnglish: 'English short name',
  up: (name) => `Move ${name} up`,
  down: (name) => `Move ${name} down`,
  moved: (name, at) => `${name} is now number ${at}`,
  drop: (name) => `Delete ${name}`,
  dropUsed: (stops) => `${plural(stops, 'stop')} lie in it: it cannot go.`,
  undo: 'Bring back what was deleted',
  stops: (count) => (count === 0 ? 'no stops yet' : plural(count, 'stop')),
  outline: 'has an outline',
  noOutline: 'a point only',
  removeOutline: (name) => `Remove the outline of ${name}`,
  dropOutline: 'Remove the outline',
  seatFromStops: 'Amid its stops',
  seatFromOutline: 'Amid its outline',
  fault: {
    nameless: 'Give it a name.',
    long: (length, most) => `The name has ${length} characters, at most ${most} fit. Make it shorter.`,
    twice: (name) => `The same name as “${name}”. Rename one, or delete it.`,
    'no-place': 'It has no place yet. Type coordinates, or take the middle of its stops or outline.',
    far: (km) => `About ${km} km from everything else: check its coordinates.`,
    'no-stops': 'It has no stops yet, and gets no score.',
  },
  outlines: 'Outlines on the map (optional)',
  outlinesWhat:
    'Choose a GeoJSON file: outlines are given to areas by name or code. An area without one is a point.',
  choose: 'Choose a file',
  reading: 'Reading…',
  tooLarge: (megabytes, most) =>
    `The file has ${megabytes} MB, at most ${most} MB are read. Export the counties of this prefecture only, or simplify it first.`,
  unreadable: 'The file could not be read. Choose it again.',
  wrongFile: {
    'not-json':
      'This is no GeoJSON file. Choose one that ends in .geojson or .json; turn Shapefile or KML into GeoJSON first.',
    'not-geojson': 'This JSON holds no map. Choose a GeoJSON file of borders.',
    topojson: 'This is TopoJSON. Export it as GeoJSON.',
    'no-polygons': 'The file has points or lines only. Choose borders of counties (Polygon or MultiPolygon).',
    'not-degrees':
      'Its figures are no degrees, but most likely metres of a projection. Export it as WGS-84 (EPSG:4326).',
  },
  turned: 'Latitude stood first in the file: turned round.',
  others: (count) => `${plural(count, 'point or line', 'points or lines')} left out.`,
  holes: (count) => `${plural(count, 'hole')} in it, drawn as such.`,
  matched: (found, all) => `${found} of ${all} areas found`,
  area: 'Area',
  inFile: 'In the file',
  nothing: 'none',
  joined: (count, names) => `${names} (${count} pieces as one)`,
  piece: (at) => `number ${at} (without a name)`,
  unmatched: 'Also in the file',
  makeArea: (name) => `Add ${name}`,
  datum: 'The outlines are in',
  datums: { wgs84: 'WGS-84 (GPS, Tianditu)', gcj02: 'GCJ-02 (AMap, Tencent, DataV)' },
  looksShifted: 'This file looks like one of AMap’s, and is taken as GCJ-02 for now.',
  fit: (outside, of) =>
    outside === 0
      ? `All ${plural(of, 'stop')} lie in their own areas.`
      : `${outside} of ${plural(of, 'stop')} lie outside of their own areas.`,
  noFit: 'There are no stops yet to check it by.',
  better: (outside, datum) =>
    `Taken as ${datum}, ${outside === 0 ? 'all would lie inside' : `only ${outside} would lie outside`}.`,
  shift: 'Take it so',
  outside: (names) => `Outside: ${names}`,
  take: (count) => `Take ${plural(count, 'outline')}`,
  put: 'Put it away',
  taken: (count, metres) =>
    `${plural(count, 'outline')} taken; lines moved by ${metres} m at most, borders are still shared.`,
  left: (count) => `${plural(count, 'piece')} too small or too many, and left out.`,
  sketch: 'A sketch of the outlines and stops',
};
