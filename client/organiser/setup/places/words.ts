import type { Language } from '../../../../shared/refusals.ts';
import type { Datum } from '../../../../shared/track/datum.ts';

const DATUMS: Readonly<Record<Datum, string>> = {
  wgs84: 'GPS（WGS-84）',
  gcj02: '高德、腾讯（GCJ-02）',
  bd09: '百度（BD-09）',
};

const zh = {
  place: '坐标',
  placeOf: (name: string) => `${name} 的坐标`,
  hint: '如 32.65, 110.79，或粘贴地图链接',
  from: '坐标来自',
  datums: DATUMS,
  turned: '第一个数是经度，已按经度在前处理。',
  converted: (from: string) => `已从${from}换算成 GPS 坐标。`,
  swap: '两个数可能写反了：换过来离其他点近得多。',
  swapDo: '换过来',
  wrong: {
    none: '看不出坐标。请写纬度和经度，如 32.65, 110.79 或 32°39′N 110°47′E。',
    half: '只有一个数。请把纬度和经度都写上，用逗号分开。',
    range: '超出范围：纬度不超过 90，经度不超过 180。',
    nowhere: '0, 0 是设备不知道位置时给的，不是真的位置。',
  },
};
type PlaceWords = typeof zh;

const en: PlaceWords = {
  place: 'Coordinates',
  placeOf: (name) => `Coordinates of ${name}`,
  hint: 'such as 32.65, 110.79, or a map’s link',
  from: 'They are from',
  datums: { wgs84: 'GPS (WGS-84)', gcj02: 'AMap, Tencent (GCJ-02)', bd09: 'Baidu (BD-09)' },
  turned: 'The first figure is a longitude: taken as longitude first.',
  converted: (from) => `Brought from ${from} to GPS.`,
  swap: 'The two figures may be swapped: the other way round lies much nearer to all others.',
  swapDo: 'Swap them',
  wrong: {
    none: 'These are no coordinates. Write latitude and longitude, such as 32.65, 110.79 or 32°39′N 110°47′E.',
    half: 'There is one figure only. Write both latitude and longitude, with a comma between them.',
    range: 'Out of range: latitude goes to 90, longitude to 180.',
    nowhere: '0, 0 is what a device says that does not know where it is.',
  },
};

/** The words of a field for a place in a language. */
export const placeWords = (language: Language): PlaceWords => (language === 'en' ? en : zh);
