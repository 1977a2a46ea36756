// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { slideFrom } from '../../client/coverage/slide.ts';

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** A row that stands at `top` now, and says how it was moved. */
function row(top: number) {
  const element = document.createElement('div');
  const place = { top };
  Object.defineProperty(element, 'offsetTop', { get: () => place.top });
  const animate = vi.fn();
  Object.assign(element, { animate });
  document.body.append(element);
  return { element, place, animate };
}
const motion = (reduced: boolean) => vi.stubGlobal('matchMedia', () => ({ matches: reduced }));

test('rows slide from where they were; one that stayed, or left, does not', () => {
  motion(false);
  const [first, second, still, gone] = [row(0), row(50), row(100), row(150)];
  const slide = slideFrom([first, second, still, gone].map(({ element }) => element));
  first.place.top = 50;
  second.place.top = 0;
  gone.place.top = 0;
  gone.element.remove();
  slide();
  expect(first.animate.mock.calls[0]?.[0]).toEqual({ transform: ['translateY(-50px)', 'none'] });
  expect(second.animate.mock.calls[0]?.[0]).toEqual({ transform: ['translateY(50px)', 'none'] });
  expect(still.animate).not.toHaveBeenCalled();
  expect(gone.animate).not.toHaveBeenCalled();
});

test('for readers who want no motion nothing slides', () => {
  motion(true);
  const moved = row(0);
  const slide = slideFrom([moved.element]);
  moved.place.top = 50;
  slide();
  expect(moved.animate).not.toHaveBeenCalled();
});
