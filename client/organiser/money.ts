import type { Words } from './zh.ts';

const WAN = 10_000;

/** A prize's money as it is said: whole or half ten-thousands as 万元, anything else in yuan. */
export const moneyWords = (yuan: number, words: Words): string =>
  yuan >= WAN && yuan % 1_000 === 0
    ? words.ranking.moneyWan(String(yuan / WAN))
    : words.ranking.moneyYuan(String(yuan));
