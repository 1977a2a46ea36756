// @vitest-environment happy-dom

import { render, screen } from '@testing-library/svelte';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../client/i18n/en.ts';
import { learnEnglish } from '../../client/i18n/words.ts';
import { toldPlace } from '../../client/viewer/feed/feed-told.ts';
import type { RevealedPlace } from '../../shared/tour/ceremony/reveal.ts';
import type { ToldAt } from '../../shared/tour/ceremony/told.ts';
import { liveStandings, NOW, post } from './sample.ts';
import Told from './Told.svelte';

beforeAll(() => learnEnglish(en));

const parts = { onSite: '93.00', roadShow: '8.80', routine: null, points: '-0.5' };
const third: RevealedPlace = {
  ...{ rank: 3, sharedBy: 2, prizeId: 'second' },
  areas: [
    { areaId: 'zhuxi', score: '92.30', parts },
    { areaId: 'fangxian', score: '92.30', parts: { ...parts, points: '0' } },
  ],
};
const first: RevealedPlace = { rank: 1, sharedBy: 1, prizeId: 'first' };
const told = (changes: Partial<ToldAt> = {}): ToldAt => ({
  ...{ state: 'running', steps: 0, revealed: [], at: NOW, ...changes },
});

type Shown = Partial<{
  language: 'zh' | 'en';
  found: ToldAt | null;
  paused: boolean;
  nowUnixMs: number;
  onopen: () => void;
}>;
function show(what: ToldAt, more: Shown = {}) {
  const props = { told: what, language: 'zh' as const, standings: { mode: 'hidden' as const }, ...more };
  const { rerender } = render(Told, props);
  return {
    said: (part: 'banner' | 'news' | 'places' | 'card' | 'standings') =>
      (screen.getByTestId(part).textContent ?? '').replace(/\s+/g, ' ').trim(),
    change: (next: Partial<typeof props>) => rerender({ ...props, told: what, ...next }),
  };
}

describe('a ceremony on the page', () => {
  test('begins: it is said that places come, and none is there', () => {
    const { said } = show(told());
    for (const part of ['banner', 'places', 'card'] as const) {
      expect(said(part)).toContain('总结会已经开始，名次即将从后往前逐一揭晓。');
      expect(said(part)).not.toMatch(/等奖|第 \d 名/);
    }
    expect(said('standings')).toContain('名次正在总结会上逐一揭晓。');
    expect(said('standings')).not.toContain('打分仍在进行');
  });

  test('shows of a place what is told of it: number, areas, score, parts', () => {
    const [area] = third.areas ?? [];
    if (area === undefined) throw new Error('no area');
    const only = (changes: Partial<RevealedPlace>): ToldAt =>
      told({ revealed: [{ rank: 3, sharedBy: 1, prizeId: 'second', ...changes }] });
    const steps = [
      [only({}), '即将揭晓', '竹溪县'],
      [only({ areas: [{ areaId: 'zhuxi' }] }), '竹溪县', '92'],
      [only({ areas: [{ areaId: 'zhuxi', score: '92.30' }] }), '92.30', '现场'],
      [only({ areas: [area] }), '现场 93.00 · 路演 8.80 · 加减分 -0.5', '平时'],
    ] as const;
    for (const [what, there, notYet] of steps) {
      const { said } = show(what);
      for (const part of ['places', 'card'] as const) {
        expect(said(part)).toMatch(/二等奖 3第 3 名/);
        expect(said(part)).toContain(there);
        expect(said(part)).not.toContain(notYet);
      }
      document.body.replaceChildren();
    }
  });

  test('lists places by prizes with their money, the newest on top; a tie is one place', () => {
    const { said } = show(told({ revealed: [third, { ...first, areas: [{ areaId: 'zhuxi' }] }] }));
    expect(said('places')).toMatch(
      /一等奖 100,000 元 .*竹溪县.*二等奖 .*2 家并列.*竹溪县.*92\.30.*房县.*92\.30/,
    );
    // Points that were neither given nor taken say nothing.
    expect(said('card').match(/加减分/g)).toHaveLength(1);
    expect(screen.getByTestId('places').querySelectorAll('li')).toHaveLength(2);
    expect(said('banner')).toContain('一等奖，第 1 名：竹溪县');
  });

  test('of many places the card keeps the first ones folded, the list above the standings does not', () => {
    const revealed = Array.from({ length: 9 }, (_, at) => ({
      rank: 9 - at,
      sharedBy: 1,
      prizeId: 'merit',
      areas: [{ areaId: 'zhuxi' }],
    }));
    const { said } = show(told({ revealed }));
    expect(said('card')).toContain('更早揭晓的 3 个名次');
    const ranks = (box: ParentNode | null) =>
      [...(box?.querySelectorAll('li') ?? [])].map((place) => Number(place.dataset.rank));
    const card = screen.getByTestId('card');
    expect(ranks(card.querySelector('details'))).toEqual([7, 8, 9]);
    expect(ranks(card)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(ranks(screen.getByTestId('places'))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('ended: the full result will follow', () => {
    const { said } = show(told({ state: 'ended', revealed: [third] }));
    expect(said('banner')).toContain('总结会揭晓结束，完整成绩稍后公布。');
    expect(said('places')).toContain('竹溪县');
  });

  test('stopped: the reason, and nothing that was revealed', () => {
    const { said } = show(told({ state: 'stopped', reason: '三号点位的分数有误' }));
    for (const part of ['banner', 'places', 'card'] as const)
      expect(said(part)).toContain('揭晓已中止，成绩正在核对：三号点位的分数有误');
    expect(said('standings')).toContain('核对完成后，名次以再次公布的为准。');
  });

  test('opened: the standings say it, the card stays as a record, the line goes after half a day', async () => {
    const opened = told({ state: 'opened', revealed: [third] });
    const { said, change } = show(opened, { standings: liveStandings } as Shown);
    expect(said('places')).toBe('');
    expect(said('card')).toMatch(/完整成绩已经公布.*二等奖.*竹溪县/);
    expect(said('standings')).toMatch(/^最终成绩/);
    expect(said('standings')).not.toContain('领先');
    expect(said('banner')).toContain('完整成绩已经公布');
    await change({ nowUnixMs: NOW + 13 * 3_600_000 });
    expect(said('banner')).toBe('');
  });

  test('is there in English too; what was written in Chinese says so', () => {
    const { said } = show(told({ state: 'stopped', reason: '分数有误' }), { language: 'en' });
    expect(said('card')).toContain('The reveal was stopped, the result is being checked');
    expect(screen.getAllByText('分数有误')[0]?.getAttribute('lang')).toBe('zh-CN');
  });

  test('its line leads to the standings', () => {
    const onopen = vi.fn();
    show(told(), { onopen });
    screen.getByTestId('banner').querySelector('a')?.click();
    expect(onopen).toHaveBeenCalledOnce();
  });
});

describe('what is read out', () => {
  const named: RevealedPlace = { ...third, areas: [{ areaId: 'zhuxi' }, { areaId: 'fangxian' }] };

  test('is each place once: not its number, and not again with score and parts', async () => {
    const { said, change } = show(told(), { found: told() });
    expect(said('news')).toBe('');
    await change({ told: told({ revealed: [{ rank: 3, sharedBy: 2, prizeId: 'second' }] }) });
    expect(said('news')).toBe('');
    await change({ told: told({ revealed: [named] }) });
    expect(said('news')).toBe('二等奖，第 3 名：竹溪县、房县');
    const region = screen.getByTestId('news').firstChild;
    const before = region?.textContent;
    await change({ told: told({ revealed: [third] }) });
    expect([screen.getByTestId('news').firstChild, region?.textContent]).toEqual([region, before]);
    await change({ told: told({ state: 'ended', revealed: [third] }) });
    expect(said('news')).toBe('总结会揭晓结束，完整成绩稍后公布。');
  });

  test('is nothing that stood there when the page was opened, but that a ceremony begins', async () => {
    const late = told({ revealed: [third] });
    expect(show(late, { found: late }).said('news')).toBe('');
    document.body.replaceChildren();
    expect(show(told(), { found: null }).said('news')).toContain('总结会已经开始');
  });

  test('waits while the reader has paused, and comes afterwards', async () => {
    const { said, change } = show(told(), { found: told(), paused: true });
    await change({ told: told({ revealed: [named] }), paused: true });
    expect(said('news')).toBe('');
    await change({ told: told({ revealed: [named] }), paused: false });
    expect(said('news')).toContain('竹溪县、房县');
  });
});

describe("the ceremony's card in the feed", () => {
  const posts = [post('c', { publishedAt: NOW + 5 }), post('b', { publishedAt: NOW }), post('a')];
  const flow = posts.map(({ id }) => id);
  const at = { flow, post: (id: string) => posts.find((one) => one.id === id), isAll: false };

  test('stands above all posts while places come, and for whoever saw them come', () => {
    expect(toldPlace(told(), null, at)).toBe('top');
    expect(toldPlace(told({ state: 'ended' }), told({ state: 'ended' }), at)).toBe('top');
    expect(toldPlace(told({ state: 'opened', at: NOW + 9 }), told(), at)).toBe('top');
  });

  test('stands in order of time as a record; behind posts that are not loaded it waits for them', () => {
    const opened = told({ state: 'opened' });
    expect(toldPlace(opened, opened, at)).toEqual({ before: 'b' });
    const early = told({ state: 'opened', at: NOW - 9 * 3_600_000 });
    expect(toldPlace(early, early, at)).toBeUndefined();
    expect(toldPlace(early, early, { ...at, isAll: true })).toBe('end');
    expect(toldPlace(early, early, { ...at, flow: [] })).toBe('top');
  });
});
