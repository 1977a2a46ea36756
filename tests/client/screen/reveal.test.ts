// @vitest-environment happy-dom
import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { TourStore } from '../../../client/live/tour-store.svelte.ts';
import Podium from '../../../client/screen/scenes/podium.svelte';
import Reveal from '../../../client/screen/scenes/reveal.svelte';
import { Stage } from '../../../client/screen/stage/stage.svelte.ts';
import { viewOf } from '../../../shared/audience.ts';
import { fromSnapshot } from '../../../shared/follow.ts';
import { tourToPart } from '../../../shared/protocol.ts';
import type { Grain } from '../../../shared/tour/ceremony/reveal.ts';
import { evolve } from '../../../shared/tour/fold.ts';
import type { Prize } from '../../../shared/tour/setup/setup.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { begun, stepped } from '../../unit/ceremony/meeting.ts';
import { NOW, snapshot } from '../sample.ts';
import OnStage from './OnStage.svelte';

const PRIZES: readonly Prize[] = [
  { id: 'first', name: { zh: '一等奖' }, places: 1, moneyYuan: 100_000 },
  { id: 'second', name: { zh: '二等奖' }, places: 2 },
];

/** The tour in the midst of its ceremony, with nothing but the reveal and the podium. */
const meeting = (totals: Readonly<Record<string, string>>, grain: Grain = 'part', prizes = PRIZES): Tour =>
  begun(totals, prizes, {
    ...{ grain, calm: false },
    scenes: [
      { id: 'reveal', kind: 'reveal' },
      { id: 'podium', kind: 'podium' },
    ],
  });

/** A screen that shows the tour as screens see it. */
function showing(tour: Tour, Scene: typeof Reveal | typeof Podium = Reveal) {
  const whole = { ...snapshot(), tour: tourToPart(viewOf(tour, 'screen'), 0) };
  const store = new TourStore('tour', whole, NOW, { evolve, role: 'screen' });
  const stage = new Stage(() => NOW);
  const { container } = render(OnStage, { store, stage, Scene });
  const take = async (next: Tour): Promise<void> => {
    store.following = fromSnapshot({ ...whole, tour: tourToPart(viewOf(next, 'screen'), 0) });
    if (next.ceremony !== null) stage.take(next.ceremony);
    await tick();
  };
  return { stage, take, container, text: () => (container.textContent ?? '').replace(/\s+/g, ' ').trim() };
}

/** Every state of the reveal, from nothing to everything. */
function walk(tour: Tour): readonly Tour[] {
  const all = [tour];
  for (let now = tour; now.ceremony?.picture.scene.kind === 'reveal'; ) {
    now = stepped(now, 'next');
    if (now.ceremony?.picture.scene.kind === 'reveal') all.push(now);
  }
  return all;
}

// No server: the coverage has no photograph.
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
  return () => vi.unstubAllGlobals();
});

describe('a place', () => {
  test('comes part by part: its number, who, the score, how it was made up', async () => {
    const states = walk(meeting({ 甲: '90.25', 乙: '80.5', 丙: '70.75' }));
    const hall = showing(states[0] as Tour);
    const seen: string[] = [];
    const scores: string[] = [];
    for (const state of states) {
      await hall.take(state);
      seen.push(hall.text());
      scores.push(
        hall.container.querySelector('[data-part="score"] [aria-label]')?.getAttribute('aria-label') ?? '',
      );
    }
    expect(states).toHaveLength(13);
    expect(seen[1]).toContain('第3名');
    expect(seen[1]).toContain('二等奖');
    expect(seen[1]).not.toContain('丙');
    expect(seen[2]).toContain('丙县');
    expect(seen[2]).not.toContain('70');
    expect(scores.slice(0, 5)).toEqual(['', '', '', '70.75', '70.75']);
    expect(seen[3]).not.toContain('加减分');
    expect(seen[4]).toContain('加减分');
    expect(seen[5]).toContain('第2名');
    // What was revealed stays at the side.
    expect(seen[5]).toContain('丙');
    for (const text of seen) expect(text).not.toMatch(/undefined|null|NaN/);
  });

  test('is the same whether it is stepped to, come back to, or found by whoever loads the page', async () => {
    const states = walk(meeting({ 甲: '90.25', 乙: '80.5', 丙: '70.75' }));
    const hall = showing(states[0] as Tour);
    const forward: string[] = [];
    for (const state of states) {
      await hall.take(state);
      // Scores that count up have come to their end where nothing moves.
      await hall.take({
        ...state,
        ceremony: state.ceremony && { ...state.ceremony, step: state.ceremony.step + 100 },
      });
      forward.push(hall.container.querySelector('.reveal')?.getAttribute('data-level') ?? '0');
    }
    for (const [index, state] of states.entries()) {
      const loaded = showing(state);
      await loaded.take(state);
      expect(loaded.container.querySelector('.reveal')?.getAttribute('data-level') ?? '0').toBe(
        forward[index],
      );
      expect(loaded.container.querySelectorAll('.new')).toHaveLength(0);
    }
  });

  test('moves only where the hall went one step on', async () => {
    const states = walk(meeting({ 甲: '90.25', 乙: '80.5' }));
    const hall = showing(states[0] as Tour);
    await hall.take(states[0] as Tour);
    await hall.take(states[1] as Tour);
    expect(hall.container.querySelectorAll('.new').length).toBeGreaterThan(0);
    expect(hall.stage.settled).toBe(false);
    const back = stepped(states[1] as Tour, 'back');
    await hall.take(back);
    await hall.take(stepped(back, 'next'));
    expect(hall.stage.shown?.from?.revealSteps).toBe(0);
    await hall.take(stepped(stepped(stepped(back, 'next'), 'next'), 'next'));
    expect(hall.stage.shown?.from, 'two steps were missed').toBeUndefined();
    expect(hall.container.querySelectorAll('.new')).toHaveLength(0);
  });

  test('that three share is revealed with all three', async () => {
    const states = walk(meeting({ 甲: '90', 乙: '90', 丙: '90', 丁: '80' }));
    const hall = showing(states[0] as Tour);
    await hall.take(states.at(-1) as Tour);
    for (const name of ['甲县', '乙县', '丙县']) expect(hall.text()).toContain(name);
    expect(hall.text()).toContain('3 个并列');
    expect(hall.text()).toContain('第1名');
  });

  test('of forty leaves the others at the side, and what has no room is named in one line', async () => {
    const totals = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`地${at}`, `${99 - at}`]));
    const states = walk(meeting(totals, 'place', [{ id: 'all', name: { zh: '奖' }, places: 40 }]));
    const hall = showing(states[0] as Tour);
    await hall.take(states.at(-2) as Tour);
    expect(hall.text()).toContain('地1县');
    expect(hall.text()).toMatch(/第 \d+ 至 40 名已揭晓/);
  });

  test('is named once with all others of its prize where a prize is revealed at a step', async () => {
    const states = walk(meeting({ 甲: '90', 乙: '80', 丙: '70' }, 'prize'));
    expect(states).toHaveLength(3);
    const hall = showing(states[0] as Tour);
    await hall.take(states[1] as Tour);
    for (const name of ['乙县', '丙县']) expect(hall.text().split(name)).toHaveLength(2);
    expect(hall.text()).not.toContain('甲');
  });
});

describe('the podium', () => {
  test('gives every prize its medal, who gets it, and money in figures and in words', async () => {
    const states = walk(meeting({ 甲: '90', 乙: '80', 丙: '70' }));
    const hall = showing(states[0] as Tour, Podium);
    await hall.take(stepped(states.at(-1) as Tour, 'next'));
    const gold = hall.container.querySelector('[data-medal="gold"]');
    expect(gold?.textContent).toMatch(/一等奖.*甲县.*10 万元.*壹拾万元整/s);
    expect(hall.container.querySelector('[data-medal="silver"]')?.textContent).toMatch(/二等奖.*乙县.*丙县/s);
    expect(hall.text()).not.toMatch(/undefined|null|NaN/);
  });

  test('names nobody who is not revealed, and leaves out a prize that nobody gets', async () => {
    const states = walk(meeting({ 甲: '90', 乙: '90', 丙: '90' }));
    const hall = showing(states[0] as Tour, Podium);
    const early = stepped(states[0] as Tour, { sceneId: 'podium' });
    await hall.take(early);
    expect(hall.text()).not.toMatch(/[甲乙丙]/);
    await hall.take(stepped(states.at(-1) as Tour, 'next'));
    expect(hall.text()).toMatch(/甲县.*乙县.*丙县/);
    expect(hall.text()).not.toContain('二等奖');
  });
});
