import type { Language } from '../../shared/refusals.ts';

const WAN = 10_000;

/** Money in figures: in Chinese whole or half ten-thousands as `10 万元`, anything else in yuan. */
export function moneyFigures(yuan: number, language: Language): string {
  if (language === 'en') return `¥${yuan.toLocaleString('en')}`;
  return yuan >= WAN && yuan % 1_000 === 0 ? `${yuan / WAN} 万元` : `${yuan} 元`;
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿'];

/** Money in words, as a cheque has it: `壹拾万元整`, `one hundred thousand yuan`. Whole yuan below a hundred milliards. */
export const moneyInWords = (yuan: number, language: Language): string =>
  language === 'en' ? `${inEnglish(yuan)} yuan` : `${inChinese(yuan)}元整`;

/** In the figures that cannot be altered. */
function inChinese(yuan: number): string {
  if (yuan === 0) return '零';
  let text = '';
  let needsZero = false;
  for (let group = GROUPS.length - 1; group >= 0; group -= 1) {
    const part = Math.floor(yuan / WAN ** group) % WAN;
    if (part === 0) {
      needsZero ||= text !== '';
      continue;
    }
    for (let place = 3; place >= 0; place -= 1) {
      const digit = Math.floor(part / 10 ** place) % 10;
      if (digit === 0) {
        needsZero ||= text !== '';
        continue;
      }
      // One zero stands for all that lie between two figures; none for those at the end of a group.
      text += `${needsZero ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`;
      needsZero = false;
    }
    text += GROUPS[group];
    needsZero = false;
    if (group > 0 && Math.floor(yuan / WAN ** (group - 1)) % WAN < 1_000) needsZero = true;
  }
  return text;
}

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = [
  [1_000_000_000, 'billion'],
  [1_000_000, 'million'],
  [1_000, 'thousand'],
  [100, 'hundred'],
] as const;

function inEnglish(count: number): string {
  for (const [size, name] of SCALES) {
    if (count < size) continue;
    const rest = count % size;
    return `${inEnglish(Math.floor(count / size))} ${name}${rest === 0 ? '' : `${rest < 100 ? ' and' : ''} ${inEnglish(rest)}`}`;
  }
  if (count < 20) return ONES[count] ?? '';
  return `${TENS[Math.floor(count / 10)]}${count % 10 === 0 ? '' : `-${ONES[count % 10]}`}`;
}
