import type { Language } from '../../../shared/refusals.ts';

/** What a screen says that is not let in yet, in Chinese. */
const zh = {
  screen: '会场大屏',
  connect: '把这块大屏接入会场',
  steps: ['组织方用手机扫二维码，或在组织方页打开“总结会”', '输入下面的码，给这块大屏起个名字'],
  stepsWithoutQr: ['组织方在自己的页面打开“总结会”', '输入下面的码，给这块大屏起个名字'],
  code: '屏幕码',
  asking: '正在取码…',
  note: '码十分钟一换。接入后画面自动出现，按 F 键全屏。',
  qr: '扫码打开组织方页面',
};

const en: typeof zh = {
  screen: 'Big screen',
  connect: 'Connect this screen',
  steps: [
    'The organiser scans the square, or opens the summary meeting on the organiser’s page',
    'and types these signs, with a name for this screen',
  ],
  stepsWithoutQr: [
    'The organiser opens the summary meeting on the organiser’s page',
    'and types these signs, with a name for this screen',
  ],
  code: 'Code of this screen',
  asking: 'Getting a code…',
  note: 'A new code every ten minutes. Once connected, the picture comes by itself. F: full screen.',
  qr: 'Scan to open the organiser’s page',
};

/** These words in a language. */
export const pairingWords = (language: Language): typeof zh => (language === 'en' ? en : zh);
