import type { Language } from '../../shared/refusals.ts';

/** What stands around the outlets' own words outside of the house. */
export interface Words {
  readonly correction: string;
  readonly corrected: string;
  readonly withdrawn: string;
  readonly withdrawnTitle: string;
  /** Credits the outlet whose post is passed on. */
  readonly passedOn: (outlet: string) => string;
  readonly description: (tour: string) => string;
  readonly of: { readonly outlet: (name: string) => string; readonly area: (name: string) => string };
  readonly scheme: { readonly brand: string; readonly area: string; readonly stop: string };
  readonly site: string;
}

/** By language. */
export const WORDS: Readonly<Record<Language, Words>> = {
  zh: {
    correction: '更正',
    corrected: '已更正',
    withdrawn: '本条已撤回',
    withdrawnTitle: '【已撤回】',
    passedOn: (outlet) => `转自${outlet}`,
    description: (tour) => `${tour}滚动播报`,
    of: { outlet: (name) => `${name}的报道`, area: (name) => `${name}的报道` },
    scheme: { brand: '品牌', area: '县市区', stop: '点位' },
    site: '拉练直播',
  },
  en: {
    correction: 'Correction',
    corrected: 'corrected',
    withdrawn: 'This post was withdrawn',
    withdrawnTitle: '[Withdrawn]',
    passedOn: (outlet) => `Passed on from ${outlet}`,
    description: (tour) => `Rolling coverage of ${tour}`,
    of: { outlet: (name) => `by ${name}`, area: (name) => `from ${name}` },
    scheme: { brand: 'brand', area: 'area', stop: 'stop' },
    site: 'Lalian',
  },
};
