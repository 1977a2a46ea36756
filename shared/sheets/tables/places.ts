import type { Column } from './column.ts';

export type PlaceField = 'latitude' | 'longitude' | 'place';

/** Columns that say where something is, in two cells or in one. */
export const placeColumns: readonly Column<PlaceField>[] = [
  {
    field: 'latitude',
    zh: '纬度',
    en: 'Latitude',
    names: ['纬度', '北纬', 'lat', 'latitude', 'y坐标'],
    has: /纬度|latitude/,
    hasNot: /经|long/,
  },
  {
    field: 'longitude',
    zh: '经度',
    en: 'Longitude',
    names: ['经度', '东经', 'lng', 'lon', 'long', 'longitude', 'x坐标'],
    has: /经度|longitude/,
    hasNot: /纬|lat/,
  },
  {
    field: 'place',
    zh: '坐标',
    en: 'Coordinates',
    names: ['坐标', '经纬度', '定位', 'gps', '位置坐标', 'coordinates', 'latlng', 'latlon', 'position'],
    has: /坐标|经纬度|纬度.*经度|经度.*纬度|coordinate/,
  },
];
