/** So far a frame moves what lies beneath: the eye follows, nothing jumps. */
const PIXELS_A_FRAME = 2;

/** Boxes on their way to another height. One moves at a time: two at once would move what is below both twice as far. */
const moving: (() => boolean)[] = [];
let frame = 0;
function moveOn(): void {
  // Those that have arrived make room for the next one.
  while (moving[0] !== undefined && !moving[0]()) moving.shift();
  frame = moving.length === 0 ? 0 : requestAnimationFrame(moveOn);
}

/** What an article tells its steadying. */
export interface Steadied {
  /** It came while it was looked at: it opens from nothing. */
  readonly fresh: boolean;
}

/**
 * Lets a box change its height without a jump: when its content grows or shrinks in sight (a new post, a
 * correction, a withdrawal), the outer box follows slowly. Out of sight, on another width, with another size of
 * text and for readers who want no motion it follows at once. To be attached to the inner box; its parent is the outer one.
 */
export function steady({ fresh }: Steadied): (inner: HTMLElement) => () => void {
  return (inner) => {
    const outer = inner.parentElement;
    if (outer === null) return () => {};
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    let { width, height } = inner.getBoundingClientRect();
    let shown = height;
    let text = textSize();
    const hold = (): void => {
      outer.style.height = `${shown}px`;
      outer.style.clipPath = 'inset(-24px -48px 0)';
    };
    const settle = (): void => {
      const at = moving.indexOf(move);
      if (at >= 0) moving.splice(at, 1);
      shown = height;
      outer.style.height = '';
      outer.style.clipPath = '';
    };
    /** Moves on by a step; false once there is nothing left to do. */
    const move = (): boolean => {
      const left = height - shown;
      if (Math.abs(left) <= PIXELS_A_FRAME || !isInSight(outer)) {
        shown = height;
        outer.style.height = '';
        outer.style.clipPath = '';
        return false;
      }
      shown += Math.sign(left) * PIXELS_A_FRAME;
      hold();
      return true;
    };
    const follow = (): void => {
      hold();
      if (!moving.includes(move)) moving.push(move);
      if (frame === 0) frame = requestAnimationFrame(moveOn);
    };
    const look = (): void => {
      const next = inner.getBoundingClientRect();
      const changed = Math.abs(next.height - height) >= 1;
      const isText = changed && textSize() !== text;
      if (isText) text = textSize();
      const sameSetting = Math.abs(next.width - width) < 1 && !isText;
      width = next.width;
      height = next.height;
      if (changed && sameSetting && !still.matches && isInSight(outer)) follow();
      else if (changed) settle();
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(inner);
    // What changes the words is heard of before it is drawn; sizes alone may be told a frame too late.
    const words = new MutationObserver(look);
    words.observe(inner, { childList: true, characterData: true, subtree: true });
    if (fresh && !still.matches) {
      shown = 0;
      follow();
    }
    return () => {
      sizes.disconnect();
      words.disconnect();
      settle();
    };
  };
}

/** Whether a part of an element is on the screen, in a page that is looked at. */
export function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return !document.hidden && bottom >= 0 && top <= innerHeight;
}

/** What everything that is measured in rem is as large as. */
const textSize = (): string => getComputedStyle(document.documentElement).fontSize;
