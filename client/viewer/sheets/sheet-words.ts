import type { Language } from '../../../shared/refusals.ts';

/** What the sheets say that are fetched when they are wanted. */
const SHEET_WORDS = {
  zh: {
    shareImage: '分享图：长按或右键可保存，发到朋友圈',
    makingImage: '正在生成图片…',
    saveImage: '保存分享图',
    qr: '本页二维码',
    moments: '重要时刻',
    noMoments: '还没有重要时刻。抵达、路演、成绩等会列在这里。',
    momentsFailed: '没有加载成功，请检查网络后重新打开。',
    loading: '正在加载…',
  },
  en: {
    shareImage: 'Share picture: hold it or right-click to save it',
    makingImage: 'The picture is being made…',
    saveImage: 'Save the share picture',
    qr: 'QR code of this page',
    moments: 'Key moments',
    noMoments: 'No key moments yet. Arrivals, road-shows and results will be listed here.',
    momentsFailed: 'This did not load. Check the network and open it again.',
    loading: 'Loading…',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** The sheets' words in a language. */
export const sheetWords = (language: Language) => SHEET_WORDS[language];
