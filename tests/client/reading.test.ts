// @vitest-environment happy-dom

import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { TourStore } from '../../client/live/tour-store.svelte.ts';
import type { Latest } from '../../shared/protocol.ts';
import type { TourEvent } from '../../shared/tour/events.ts';
import { evolvePublic } from '../../shared/tour/fold.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import Reading from './Reading.svelte';
import { digitsOf, NOW, post, snapshot } from './sample.ts';

let atTop = true;

beforeEach(() => {
  atTop = true;
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  vi.stubGlobal('CSS', { supports: () => true });
  return () => vi.unstubAllGlobals();
});

function read(parts: Parameters<typeof snapshot>[0]) {
  const store = new TourStore('t', snapshot(parts), NOW, { evolve: evolvePublic });
  render(Reading, { store, isAtTop: () => atTop });
  return store;
}

/** Lets events happen, seen by this page in one frame. */
async function happen(store: TourStore, ...events: TourEvent[]): Promise<void> {
  const { epoch, seq } = store.following;
  const seen = events.map((event) => ({ at: NOW, event }));
  const to = seq + events.length;
  const frame = { epoch, from: seq, to, events: seen, digits: digitsOf(seq, to), latest: {} };
  expect(store.takeFrame(frame)).toBe(true);
  await tick();
  await tick();
}

const show = async (store: TourStore, latest: Partial<Latest>): Promise<void> => {
  const { epoch, seq } = store.following;
  store.takeFrame({ epoch, from: seq, to: seq, events: [], digits: digitsOf(seq, seq), latest });
  await tick();
};

const published = (id: string, changes: Partial<Post> = {}): TourEvent => {
  const { id: postId, version: _v, publishedAt: _p, corrections: _c, ...content } = post(id, changes);
  return { type: 'post.published', postId, ...content } as TourEvent;
};

const titles = () =>
  within(screen.getByRole('feed'))
    .queryAllByRole('heading', { level: 3 })
    .map((title) => title.textContent);

describe('the feed', () => {
  test('shows the newest post first, and how many there are in all', () => {
    read({ posts: [post('a'), post('b')], postCount: 40 });
    expect(titles()).toEqual(['标题 b', '标题 a']);
    const [first] = screen.getAllByRole('article');
    expect(first?.getAttribute('aria-posinset')).toBe('1');
    expect(first?.getAttribute('aria-setsize')).toBe('40');
  });

  test('takes a new post in at once where the reader is at the top', async () => {
    const store = read({ posts: [post('a')] });
    await happen(store, published('b'));
    expect(titles()).toEqual(['标题 b', '标题 a']);
    expect(screen.queryByText(/条新动态$/)).toBeNull();
  });

  test('never jumps: down the page new posts wait behind a button that counts them', async () => {
    const store = read({ posts: [post('a')] });
    atTop = false;
    await happen(store, published('b'), published('c'));
    expect(titles()).toEqual(['标题 a']);
    await fireEvent.click(screen.getByRole('button', { name: '有 2 条新动态' }));
    expect(titles()).toEqual(['标题 c', '标题 b', '标题 a']);
    expect(screen.queryByRole('button', { name: /条新动态$/ })).toBeNull();
  });

  test('shows the same post once however often it comes', async () => {
    const store = read({ posts: [post('a')] });
    await happen(store, published('b'), published('b'));
    expect(titles()).toEqual(['标题 b', '标题 a']);
  });

  test('marks a correction with its time and what was wrong, where the post stands', async () => {
    const store = read({ posts: [post('a'), post('b')] });
    atTop = false;
    await happen(store, {
      type: 'post.corrected',
      postId: 'a',
      note: '更正：气温应为 37.3℃。',
      text: '改正后的正文',
    });
    const [, old] = screen.getAllByRole('article');
    expect(old?.textContent).toContain('改正后的正文');
    expect(old?.textContent).toMatch(/更正\s*14:05：气温应为 37.3℃。/);
    expect(titles()).toEqual(['标题 b', '标题 a']);
  });

  test('keeps the place of a post that was withdrawn, with the reason and nothing else', async () => {
    const store = read({ posts: [post('a'), post('b')] });
    await happen(store, { type: 'post.withdrawn', postId: 'a', reason: '图片未征得同意' });
    const articles = screen.getAllByRole('article');
    expect(articles).toHaveLength(2);
    expect(articles[1]?.textContent).toContain('本条动态已撤回');
    expect(articles[1]?.textContent).toContain('图片未征得同意');
    expect(articles[1]?.textContent).not.toContain('正文 a');
  });

  test('has pinned posts first and only once', async () => {
    const store = read({ posts: [post('a'), post('b')] });
    await happen(store, { type: 'post.pinned', postId: 'a' });
    expect(titles()).toEqual(['标题 a', '标题 b']);
    expect(screen.getByText('置顶')).toBeTruthy();
  });

  test('tells a screen reader once for a batch, politely', async () => {
    vi.useFakeTimers();
    const store = read({ posts: [post('a')] });
    await happen(store, published('b'));
    await happen(store, published('c'));
    await vi.advanceTimersByTimeAsync(1_500);
    await tick();
    expect(screen.getByText('有 2 条新动态，最新：标题 c').getAttribute('aria-live')).toBe('polite');
    vi.useRealTimers();
  });

  test('can be paused: new posts wait unheard, corrections do not; then they come as one batch', async () => {
    vi.useFakeTimers();
    const store = read({ posts: [post('a')] });
    const pause = screen.getByRole('button', { name: '暂停新动态', pressed: false });
    await fireEvent.click(pause);
    await happen(store, published('b'));
    await happen(store, published('c'));
    await happen(store, { type: 'post.corrected', postId: 'a', note: '更正。', text: '改正后的正文' });
    await vi.advanceTimersByTimeAsync(1_500);
    expect(titles()).toEqual(['标题 a']);
    expect(document.body.textContent).toContain('改正后的正文');
    expect(screen.getByRole('button', { name: '有 2 条新动态' })).toBeTruthy();
    expect(screen.queryByText(/最新：标题/)).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: '暂停新动态', pressed: true }));
    await vi.advanceTimersByTimeAsync(1_500);
    await tick();
    expect(titles()).toEqual(['标题 c', '标题 b', '标题 a']);
    expect(screen.getByText('有 2 条新动态，最新：标题 c')).toBeTruthy();
    vi.useRealTimers();
  });

  test('says what comes next where there are no posts yet', () => {
    read({});
    expect(screen.getByText('还没有动态')).toBeTruthy();
    expect(screen.queryByRole('feed')).toBeNull();
  });
});

describe('a permalink', () => {
  test('shows its post before all others, and not a second time in the feed', () => {
    const store = new TourStore('t', snapshot({ posts: [post('a'), post('b')] }), NOW, {
      evolve: evolvePublic,
    });
    render(Reading, { store, isAtTop: () => true, linkedId: 'a' });
    expect(screen.getByRole('region', { name: '分享给您的动态' }).textContent).toContain('正文 a');
    expect(titles()).toEqual(['标题 b']);
  });
});

describe('the standings', () => {
  test('can be read aloud: rank, area, change, score and distance to the leader', () => {
    read({});
    const [, first, second] = screen.getAllByRole('row');
    expect(within(first as HTMLElement).getByRole('rowheader').textContent).toContain('竹溪县');
    expect(first?.textContent).toContain('上升 1 位');
    expect(second?.textContent).toContain('91.10');
    expect(second?.textContent).toContain('落后第一名 2.32 分');
    expect(second?.textContent).toContain('下降 1 位');
  });

  test('say why when they are hidden, and show no place, score or bar', async () => {
    const store = read({});
    await show(store, { standings: { mode: 'hidden', reason: { zh: '今晚公布。' } } });
    expect(screen.getByRole('heading', { name: '榜单暂不公布' })).toBeTruthy();
    expect(screen.getByText('今晚公布。')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    expect(document.body.textContent).not.toContain('93.42');
  });

  test('say since when they are frozen', async () => {
    const store = read({});
    const { standings } = store.latest;
    if (standings.mode === 'hidden') throw new Error('The sample shows standings');
    await show(store, {
      standings: {
        mode: 'frozen',
        by: 'on-site',
        fromUnixMs: NOW - 3_600_000,
        rows: standings.rows,
        stops: {},
      },
    });
    expect(screen.getByRole('heading', { name: '榜单停在 13:05' })).toBeTruthy();
    expect(screen.getByRole('table')).toBeTruthy();
  });

  test('go on until a freeze that was set for later, and say so', async () => {
    const store = read({});
    const { standings } = store.latest;
    if (standings.mode === 'hidden') throw new Error('The sample shows standings');
    await show(store, { standings: { ...standings, mode: 'frozen', fromUnixMs: NOW + 3_600_000 } });
    expect(screen.getByRole('heading', { name: '榜单' })).toBeTruthy();
    expect(document.body.textContent).toContain('榜单将于 15:05 停止更新');
  });

  test('say what a total is made of, once totals count', async () => {
    const store = read({});
    const { standings } = store.latest;
    if (standings.mode === 'hidden') throw new Error('The sample shows standings');
    const parts = { onSite: '93.42', roadShow: '90.00', routine: '88.00', points: '0' };
    const rows = standings.rows.map((row) => ({ ...row, parts }));
    await show(store, { standings: { ...standings, by: 'total', rows } });
    expect(document.body.textContent).toContain('现场 93.42 · 路演 90.00 · 平时 88.00');
    expect(document.body.textContent).toContain('总分由现场打分');
  });
});
