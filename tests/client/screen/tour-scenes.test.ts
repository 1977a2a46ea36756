// @vitest-environment happy-dom

import { cleanup, render } from '@testing-library/svelte';
import { type Component, tick } from 'svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { TourStore } from '../../../client/live/tour-store.svelte.ts';
import type { SceneProps } from '../../../client/screen/scene-props.ts';
import Figures from '../../../client/screen/scenes/figures.svelte';
import LiveMap from '../../../client/screen/scenes/map.svelte';
import Replay from '../../../client/screen/scenes/replay.svelte';
import Story from '../../../client/screen/scenes/story.svelte';
import Wall from '../../../client/screen/scenes/wall.svelte';
import { Stage } from '../../../client/screen/stage/stage.svelte.ts';
import type { Snapshot } from '../../../shared/protocol.ts';
import type { Picture } from '../../../shared/tour/ceremony/ceremony.ts';
import type { SceneKind } from '../../../shared/tour/ceremony/scenes.ts';
import { evolve } from '../../../shared/tour/fold.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';
import type { Setup } from '../../../shared/tour/setup/setup.ts';
import { NOW, setup, snapshot } from '../sample.ts';
import Standing from './Standing.svelte';
import { FORTY, pictureOf, shown } from './tour-sample.ts';

/** An animation that is over as soon as somebody waits for its end. */
class Faded {
  currentTime = 0;
  finished = Promise.resolve();
  set onfinish(done: (() => void) | null) {
    if (done !== null) setTimeout(done, 0);
  }
  cancel(): void {
    this.onfinish = null;
  }
}

/** Pictures by these numbers do not come. */
let broken: Set<number>;

beforeEach(() => {
  broken = new Set();
  vi.useFakeTimers();
  // Nothing is laid out here: what fades is there at once, and pictures come or do not.
  vi.stubGlobal(
    'Image',
    class {
      onload: (() => void) | null = null;
      onerror: (() => void) | null = null;
      set src(address: string) {
        const number = Number.parseInt(/([0-9a-f]{32})-/.exec(address)?.[1] ?? '', 16);
        queueMicrotask(() => (broken.has(number) ? this.onerror?.() : this.onload?.()));
      }
      decode = async () => undefined;
    },
  );
  vi.spyOn(Element.prototype, 'animate').mockImplementation(() => new Faded() as never);
  vi.stubGlobal('requestAnimationFrame', (step: FrameRequestCallback) =>
    setTimeout(() => step(performance.now()), 16),
  );
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
  return () => {
    cleanup();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  };
});

interface Given {
  readonly posts?: readonly Post[];
  readonly setup?: Partial<Setup>;
  readonly tour?: Partial<Snapshot['tour']>;
}
const storeOf = ({ posts = [], setup: more = {}, tour = {} }: Given): TourStore => {
  const whole = snapshot({ posts });
  return new TourStore(
    't',
    { ...whole, tour: { ...whole.tour, setup: { ...setup, ...more }, ...tour } },
    NOW,
    { evolve },
  );
};
const pictureOfHall = (kind: SceneKind, more: Partial<Picture> = {}, scene = {}): Picture => ({
  ...{ scene: { id: 'x', kind, ...scene }, revealSteps: 0, revealed: [], hall: 'dark', calm: false },
  ...more,
});
const show = (View: Component<SceneProps>, store: TourStore, picture: Picture, more = {}) =>
  render(Standing, { View, store, picture, ...more });
/** Lets everything come that comes by itself. */
const settle = async (ms = 1_000): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
  await tick();
};
const numbers = (container: Element): number[] =>
  [...container.querySelectorAll('img')].map(({ src }) =>
    Number.parseInt(/([0-9a-f]{32})-/.exec(src)?.[1] ?? '', 16),
  );
/** Withdraws a post as the server's frame does. */
function withdraw(store: TourStore, postId: string): void {
  const { following } = store;
  const tour = evolve(following.tour, { type: 'post.withdrawn', postId, reason: '有误' }, NOW);
  store.following = { ...following, tour };
}

describe('a picture wall', () => {
  test('leaves out a picture that does not come, and puts another in its place', async () => {
    broken = new Set([9]);
    const store = storeOf({ posts: Array.from({ length: 9 }, (_, at) => shown(`p${at + 1}`, at, [at + 1])) });
    const { container } = show(Wall, store, pictureOfHall('wall'));
    await settle();
    const on = numbers(container);
    expect(on).not.toContain(9);
    expect(on).toHaveLength(6);
    expect(new Set(on).size).toBe(6);
  });

  test('takes a withdrawn picture away at once, and fills its row with the next exchange', async () => {
    const store = storeOf({
      posts: Array.from({ length: 12 }, (_, at) => shown(`p${at + 1}`, at, [at + 21])),
    });
    const { container } = show(Wall, store, pictureOfHall('wall'));
    await settle();
    const [first = 0] = numbers(container);
    withdraw(store, `p${first - 20}`);
    await tick();
    expect(numbers(container)).not.toContain(first);
    await settle(20_000);
    expect(numbers(container)).not.toContain(first);
    expect(new Set(numbers(container)).size).toBeGreaterThanOrEqual(6);
  });

  test('that is turned while its pictures come has none in it that were chosen for its old form', async () => {
    const store = storeOf({
      posts: Array.from({ length: 20 }, (_, at) => shown(`p${at + 1}`, at, [at + 101])),
    });
    const stage = new Stage(() => NOW);
    const { container } = show(Wall, store, pictureOfHall('wall'), { stage });
    await tick();
    [stage.width, stage.height] = [1080, 1920];
    await settle();
    const rows = [...container.querySelectorAll('.row')].map((row) => row.querySelectorAll('img').length);
    cleanup();
    const upright = show(Wall, store, pictureOfHall('wall'), { stage }).container;
    await settle();
    expect(rows).toEqual(
      [...upright.querySelectorAll('.row')].map((row) => row.querySelectorAll('img').length),
    );
    expect(rows).toHaveLength(4);
  });

  test('names the outlet under every picture, and has a new one on soon', async () => {
    const store = storeOf({
      posts: Array.from({ length: 8 }, (_, at) => shown(`p${at + 1}`, at, [at + 41], { author: '王记者' })),
    });
    const { container } = show(Wall, store, pictureOfHall('wall'));
    await settle();
    const credits = [...container.querySelectorAll('figcaption')].map(({ textContent }) => textContent);
    expect(credits.every((credit) => credit?.includes('秦楚网') && credit.includes('王记者'))).toBe(true);
    const { following } = store;
    const news = shown('news', 99, [77]);
    const published = evolve(
      following.tour,
      {
        type: 'post.published',
        postId: 'news',
        outletId: 'qinchu',
        text: '',
        title: '新',
        pictures: [...news.pictures],
      },
      NOW,
    );
    store.following = { ...following, tour: published };
    await settle(8_100);
    expect(numbers(container)).toContain(77);
  });

  test('without pictures says what comes next', async () => {
    const { container } = show(Wall, storeOf({}), pictureOfHall('wall'));
    await settle();
    expect(container.textContent).toContain('还没有图片');
  });
});

describe("an area's story", () => {
  const story = (areaId = 'zhuxi') => pictureOfHall('story', {}, { areaId });

  test('has its picture, and without it its chart; a quote only where there is one', async () => {
    const quote = shown('q', 1, [], {
      areaId: 'zhuxi',
      feature: { kind: 'quote', words: '一单到底。', person: '陈队长' },
    });
    const full = storeOf({ posts: [quote, shown('p', 2, [61], { stopId: 's1' })] });
    const { container } = show(Story, full, story());
    await settle();
    expect(numbers(container)).toEqual([61]);
    expect(container.querySelector('blockquote')?.textContent).toBe('一单到底。');
    withdraw(full, 'p');
    withdraw(full, 'q');
    await settle(0);
    expect(numbers(container)).toEqual([]);
    expect(container.querySelector('blockquote')).toBeNull();
    expect(container.querySelector('.pane')).not.toBeNull();
  });

  test('falls back to its chart where the picture does not come', async () => {
    broken = new Set([62]);
    const store = storeOf({ posts: [shown('p', 2, [62], { stopId: 's1' })] });
    const { container } = show(Story, store, story());
    await settle();
    expect(numbers(container)).toEqual([]);
  });

  test("says nothing of ballots, comments and notes, nor of another area's posts", async () => {
    const store = storeOf({
      posts: [shown('p', 1, [], { stopId: 's3', title: '别处的事' })],
      tour: { ballots: { s1: { j1: { marks: { c: '97' }, comment: '评语不可外传' } } } as never },
    });
    const { container } = show(Story, store, story());
    await settle();
    expect(container.textContent).not.toMatch(/别处的事|评语不可外传|97/);
  });

  test('of an area that competes no more it is a title, no error', async () => {
    const { container } = show(Story, storeOf({}), story('gone'));
    await settle();
    expect(container.querySelector('h2')?.textContent).toBe('县市区风采');
  });
});

describe('figures', () => {
  const figures = [
    { value: '131', unit: { zh: '个' }, label: { zh: '实践所' } },
    { value: '2,058', label: { zh: FORTY } },
  ];
  const said = (container: Element) =>
    [...container.querySelectorAll('.said')].map(({ textContent }) => textContent);

  test('count up once where the hall steps to them, to exactly what was typed', async () => {
    const { container } = show(Figures, storeOf({ setup: { figures } }), pictureOfHall('figures'), {
      stepped: true,
    });
    await settle(100);
    expect(said(container)).not.toEqual(['131', '2,058']);
    await settle(2_000);
    expect(said(container)).toEqual(['131', '2,058']);
  });

  test.each([
    ['come back to', {}, {}],
    ['in a calm hall', { calm: true }, { stepped: true }],
  ])('%s they stand', async (_name, hall, how) => {
    const { container } = show(Figures, storeOf({ setup: { figures } }), pictureOfHall('figures', hall), how);
    await settle(0);
    expect(said(container)).toEqual(['131', '2,058']);
  });

  test('never more than twelve, and none is no error', async () => {
    const many = Array.from({ length: 24 }, () => figures[0] as (typeof figures)[number]);
    const { container } = show(
      Figures,
      storeOf({ setup: { figures: many as never } }),
      pictureOfHall('figures'),
    );
    await settle(0);
    expect(said(container)).toHaveLength(12);
    cleanup();
    expect(said(show(Figures, storeOf({}), pictureOfHall('figures')).container)).toEqual([]);
  });
});

describe('the replay', () => {
  const stops = {
    s1: { status: 'left', arrivedAt: 10 },
    s2: { status: 'left', arrivedAt: 20 },
    s3: { status: 'arrived', arrivedAt: 30 },
  } as const;
  const posts = [
    shown('a', 1, [71], { stopId: 's1' }),
    shown('b', 2, [72], { stopId: 's2' }),
    shown('c', 3, [73], { stopId: 's3', pinnedAt: 5 }),
  ];

  test('shows each stop with its picture, and ends on the best one, for good', async () => {
    const { container } = show(Replay, storeOf({ posts, tour: { stops } }), pictureOfHall('replay'));
    await settle(1_000);
    expect(container.textContent).toContain('拉练会');
    const seen: string[] = [];
    for (let at = 0; at < 89; at += 1) {
      await settle(1_000);
      const name = container.querySelector('h2')?.textContent ?? '';
      // The chart is ahead of the stop that is named; its county is not.
      const above = container.querySelector('.says p')?.textContent ?? '';
      if (name === '桃花溪实践点') expect(above).toContain('竹溪');
      if (name === '诗经里好人街') expect(above).toContain('房县');
      if (seen[seen.length - 1] !== name) seen.push(name);
    }
    expect(seen).toEqual(expect.arrayContaining(['水坪镇实践所', '桃花溪实践点', '诗经里好人街']));
    expect(seen.indexOf('水坪镇实践所')).toBeLessThan(seen.indexOf('桃花溪实践点'));
    expect(numbers(container)).toContain(73);
    const end = container.textContent;
    await settle(600_000);
    expect(container.textContent).toBe(end);
  });

  test('begins anew when the hall jumps to it while it is on; nothing else begins it anew', async () => {
    const picture = pictureOfHall('replay');
    const ceremony = (step: number, sceneId = 'x', veil: 'black' | null = null) =>
      ({
        state: 'running',
        begunAt: 1,
        step,
        grain: 'part',
        veil,
        message: null,
        untold: [],
        picture: { ...picture, scene: { ...picture.scene, id: sceneId } },
      }) as const;
    const store = storeOf({ posts, tour: { stops, ceremony: ceremony(1) } });
    const set = (next: ReturnType<typeof ceremony>) => {
      store.following = { ...store.following, tour: { ...store.following.tour, ceremony: next } };
    };
    const { container } = show(Replay, store, picture);
    const name = () => container.querySelector('h2')?.textContent;
    await settle(89_000);
    const end = name();
    set(ceremony(1, 'x', 'black'));
    await settle(1_000);
    set(ceremony(2, 'other'));
    await settle(1_000);
    expect(name()).toBe(end);
    set(ceremony(3));
    await settle(1_000);
    expect(name()).toBe('拉练会');
  });

  test('calm it is still pictures, one after another, and ends on the same', async () => {
    const store = storeOf({ posts, tour: { stops } });
    const moving = show(Replay, store, pictureOfHall('replay')).container;
    const { container } = show(Replay, store, pictureOfHall('replay', { calm: true }));
    await settle(2_000);
    expect(numbers(container)).toContain(71);
    expect(container.textContent).toContain(setup.areas[0]?.shortName.zh);
    await settle(79_000);
    expect(numbers(container)).toContain(73);
    expect(container.querySelector('.convoy')).toBeNull();
    await settle(9_000);
    const facts = (of: HTMLElement) => of.querySelector('h2')?.textContent;
    expect(facts(container)).toMatch(/天.*个点位.*个县/);
    expect(facts(container)).toBe(facts(moving));
    expect(numbers(container)).toEqual(numbers(moving));
  });

  test('before the first stop it says so', async () => {
    const { container } = show(Replay, storeOf({ posts }), pictureOfHall('replay'));
    await settle(0);
    expect(container.textContent).toContain('车队还没有出发');
  });
});

describe('the live map', () => {
  test('says where the convoy is and how far it is to the next stop, in names of forty letters too', async () => {
    const long = setup.stops.map((stop) => ({ ...stop, name: { zh: FORTY } }));
    const store = storeOf({
      setup: { stops: long },
      tour: { stops: { s2: { status: 'on-the-way', headedForAt: NOW } } },
    });
    const { position: _none, ...latest } = store.following.latest;
    const position = {
      latitude: 32.2,
      longitude: 109.8,
      fixedAtUnixMs: NOW,
      drivenMetres: 9,
      next: { stopId: 's2', remainingMetres: 9_000, expectedAtUnixMs: NOW + 12 * 60_000 },
    };
    store.following = { ...store.following, latest: { ...latest, position } };
    const { container } = show(LiveMap, store, pictureOfHall('map'));
    await settle();
    expect(container.querySelector('h2')?.textContent).toBe(`正前往${FORTY}`);
    expect(container.querySelector('.figure')?.textContent).toContain('12');
  });
});

test('the names of these tests are as long as names may get', () => {
  expect([...FORTY].length).toBeGreaterThanOrEqual(40);
  expect(pictureOf(1).id).toHaveLength(32);
});
