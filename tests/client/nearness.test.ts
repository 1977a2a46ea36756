import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

type Entries = readonly Partial<IntersectionObserverEntry>[];
/** What the page is told by the browser, told by the test: of boxes, and of the stacks that they lie in. */
let tell: (entries: Entries) => void;
let tellOfStacks: (entries: Entries) => void;
let observed: Set<Element>;
let frames: FrameRequestCallback[];
let watchNearness: typeof import('../../client/viewer/feed/nearness.ts').watchNearness;
let drawNow: typeof import('../../client/viewer/feed/nearness.ts').drawNow;

const SCREEN = 800;
const box = (top: number, height = 1000) => ({ top, bottom: top + height, height }) as DOMRectReadOnly;
/** The box is there now; how the browser tells it. */
function entry(target: Element, isIntersecting: boolean, top: number) {
  target.getBoundingClientRect = () => box(top);
  return { target, isIntersecting, boundingClientRect: box(top) };
}
const nextFrame = () => {
  for (const frame of frames.splice(0)) frame(0);
};

/** A box of so many parts that notes what it is told. */
function watched(parts: number) {
  const element = document.createElement('div');
  const heard: (string | number)[] = [];
  let drawn = 0;
  watchNearness(element, (more, height) => {
    heard.push(more === 0 ? `far ${height}` : more);
    drawn += more;
    return drawn < parts;
  });
  return { element, heard };
}

beforeEach(async () => {
  frames = [];
  observed = new Set();
  let made = 0;
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      readonly #isOfBoxes: boolean;
      constructor(take: (entries: Entries) => void) {
        made += 1;
        this.#isOfBoxes = made === 1;
        if (this.#isOfBoxes) tell = take;
        else tellOfStacks = take;
      }
      observe(element: Element) {
        if (this.#isOfBoxes) observed.add(element);
      }
      unobserve(element: Element) {
        observed.delete(element);
      }
    },
  );
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal('innerHeight', SCREEN);
  vi.resetModules();
  ({ watchNearness, drawNow } = await import('../../client/viewer/feed/nearness.ts'));
});
afterEach(() => vi.unstubAllGlobals());

describe('boxes that come near', () => {
  test('are drawn a part a frame, one after the other', () => {
    const [one, other] = [watched(2), watched(1)];
    tell([entry(one.element, true, 900), entry(other.element, true, 1900)]);
    expect([one.heard, other.heard]).toEqual([[1], []]);
    nextFrame();
    expect([one.heard, other.heard]).toEqual([[1, 1], []]);
    nextFrame();
    expect([one.heard, other.heard]).toEqual([[1, 1], [1]]);
    expect(frames).toEqual([]);
  });

  test('are drawn at once where they are in sight, or come into sight before their turn', () => {
    const [first, seen, later] = [watched(9), watched(9), watched(9)];
    tell([
      entry(first.element, true, 900),
      entry(seen.element, true, SCREEN - 1),
      entry(later.element, true, 1900),
    ]);
    expect([first.heard, seen.heard, later.heard]).toEqual([[1], [Number.POSITIVE_INFINITY], []]);
    entry(later.element, true, -500);
    nextFrame();
    expect([first.heard, later.heard]).toEqual([[1, 1], [Number.POSITIVE_INFINITY]]);
  });

  test('are not drawn any more once they are far again', () => {
    const { element, heard } = watched(9);
    tell([entry(element, true, 900)]);
    tell([entry(element, false, 9000)]);
    nextFrame();
    nextFrame();
    expect(heard).toEqual([1, 'far 1000']);
  });

  test('are drawn however far they are when a reader is about to go there', () => {
    const { element, heard } = watched(9);
    tell([entry(element, false, 9000)]);
    drawNow(element);
    expect(heard).toEqual(['far 1000', Number.POSITIVE_INFINITY]);
  });

  test('are let go of with their stack, and watched again with it', () => {
    const { element, heard } = watched(9);
    const stack = document.createElement('div');
    stack.append(element);
    tell([entry(element, true, 900)]);
    tellOfStacks([entry(stack, false, 9000)]);
    expect([heard, observed.has(element)]).toEqual([[1, 'far 1000'], false]);
    tellOfStacks([entry(stack, true, 3000)]);
    expect(observed.has(element)).toBe(true);
  });
});
