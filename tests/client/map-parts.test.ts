// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mapControls } from '../../client/map/view/controls.ts';
import { guardGestures } from '../../client/map/view/gestures.ts';
import { mapWords } from '../../client/map/words.ts';

const words = mapWords('zh');

describe('buttons', () => {
  test('each has a name and does its work, and nothing of it reaches the map', () => {
    const done: string[] = [];
    const controls = mapControls(words, {
      zoom: (by) => done.push(`zoom ${by}`),
      whole: () => done.push('whole'),
      follow: () => done.push('follow'),
    });
    const around = document.createElement('div');
    const onMap = vi.fn();
    around.addEventListener('click', onMap);
    around.append(controls.element);
    controls.show({ whole: true, follow: false, convoy: true });
    const buttons = [...around.querySelectorAll('button')];
    expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual([
      '跟随车队',
      '看全程',
      '放大',
      '缩小',
    ]);
    for (const button of buttons) button.click();
    expect(done).toEqual(['follow', 'whole', 'zoom 1', 'zoom -1']);
    expect(onMap).not.toHaveBeenCalled();
  });

  test('say which view is on; without a convoy there is none to follow', () => {
    const controls = mapControls(words, { zoom() {}, whole() {}, follow() {} });
    const [follow, whole] = controls.element.querySelectorAll('button');
    controls.show({ whole: false, follow: true, convoy: true });
    expect(follow?.getAttribute('aria-pressed')).toBe('true');
    expect(whole?.getAttribute('aria-pressed')).toBe('false');
    controls.show({ whole: true, follow: false, convoy: false });
    expect(follow?.disabled).toBe(true);
  });
});

describe('gestures', () => {
  let root: HTMLElement;
  const onMap = vi.fn();
  const onTwoFingers = vi.fn();
  const touch = (type: string, ...points: [number, number][]) => {
    const event = new Event(type, { bubbles: true });
    Object.defineProperty(event, 'touches', {
      value: points.map(([clientX, clientY]) => ({ clientX, clientY })),
    });
    root.dispatchEvent(event);
  };
  const wheel = (ctrlKey: boolean) => {
    const event = new Event('wheel', { bubbles: true });
    Object.defineProperty(event, 'ctrlKey', { value: ctrlKey });
    root.dispatchEvent(event);
  };
  const guard = () => {
    const made = guardGestures(root, words, onTwoFingers);
    made.set('two-finger');
    // As Leaflet does, after the guard.
    root.addEventListener('touchstart', onMap);
    root.addEventListener('wheel', onMap);
    return made;
  };
  const hint = () => root.querySelector('.map-hint.is-shown')?.textContent;

  beforeEach(() => {
    vi.useFakeTimers();
    root = document.createElement('div');
    document.body.append(root);
  });
  afterEach(() => {
    root.remove();
    vi.clearAllMocks();
    vi.useRealTimers();
  });

  test('one finger belongs to the page, two to the map', () => {
    guard();
    touch('touchstart', [10, 10]);
    expect(onMap).not.toHaveBeenCalled();
    touch('touchstart', [10, 10], [50, 50]);
    expect(onMap).toHaveBeenCalledTimes(1);
    expect(onTwoFingers).toHaveBeenCalledTimes(1);
  });

  test('a finger that goes sideways is told what to do; one that scrolls is not', () => {
    guard();
    touch('touchstart', [10, 10]);
    touch('touchmove', [14, 90]);
    expect(hint()).toBeUndefined();
    touch('touchmove', [80, 20]);
    expect(hint()).toBe('用两根手指移动地图');
    vi.runAllTimers();
    expect(hint()).toBeUndefined();
  });

  test('the wheel scrolls the page; with Ctrl it zooms', () => {
    guard();
    wheel(false);
    expect(onMap).not.toHaveBeenCalled();
    expect(hint()).toContain('Ctrl');
    wheel(true);
    expect(onMap).toHaveBeenCalledTimes(1);
  });

  test('in full view everything belongs to the map', () => {
    guard().set('free');
    touch('touchstart', [10, 10]);
    wheel(false);
    expect(onMap).toHaveBeenCalledTimes(2);
    expect(hint()).toBeUndefined();
    expect(root.dataset.gestures).toBe('free');
  });
});
