import type { NoticeKind } from '../../../shared/tour/conduct/notices.ts';

/** A text in both languages: whoever reads it reads the own one, whatever language the organiser works in. */
export interface ReadyText {
  readonly zh: string;
  readonly en: string;
}

/** Why a stop falls out, mostly. */
export const REASONS: readonly ReadyText[] = [
  { zh: '因天气取消', en: 'Cancelled: weather' },
  { zh: '因道路取消', en: 'Cancelled: road' },
  { zh: '因时间调整取消', en: 'Cancelled: schedule' },
];

/** What judges are told, mostly. */
export const TO_JUDGES: readonly ReadyText[] = [
  { zh: '十分钟后上车', en: 'Aboard in ten minutes' },
  { zh: '请尽快提交本站打分', en: 'Please send your marks for this stop' },
  { zh: '手机请保持开机联网', en: 'Please keep your phone on and connected' },
];

/** What viewers are told, mostly, by what it is about. */
export const TO_VIEWERS: Readonly<Record<NoticeKind, readonly ReadyText[]>> = {
  notice: [{ zh: '请稍候，情况随后通报', en: 'Please wait; we will tell you more soon' }],
  weather: [
    { zh: '高温天气，请注意防暑', en: 'Heat: please take care' },
    { zh: '前方降雨，请注意安全', en: 'Rain ahead: please take care' },
  ],
  delay: [
    { zh: '车队晚点约 15 分钟', en: 'The convoy is about 15 minutes late' },
    { zh: '车队晚点约 30 分钟', en: 'The convoy is about 30 minutes late' },
  ],
  change: [{ zh: '因天气原因，行程有调整', en: 'The plan has changed because of the weather' }],
};
