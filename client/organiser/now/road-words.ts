import type { Language } from '../../../shared/refusals.ts';

const zh = {
  astray: (day: number, km: number) =>
    `第 ${day} 天的路线离当天所有点位都在 ${km} 公里以外，公开地图没有画它。请检查经纬度的顺序、坐标系和精度，改好后重新提交设置。`,
};

const en: typeof zh = {
  astray: (day: number, km: number) =>
    `The road of day ${day} stays ${km} km away from every stop of that day: the public map leaves it out. Check the order of latitude and longitude, the datum and the precision, and send the set-up again.`,
};

/** What the organiser is told of planned roads, in a language. */
export const roadWords = (language: Language): typeof zh => (language === 'en' ? en : zh);
