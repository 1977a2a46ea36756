import { isInSight } from '../steady.ts';

/** Far: more than this above or below the screen. */
const MARGIN_PX = 1600;
/** Of what is as far as this nobody asks how far it is. */
const OUT_OF_MIND_PX = 4800;

/**
 * What a box does: draws so many more of its parts, and says whether some are left. None more: it has gone far,
 * and was so high.
 */
export type Draw = (more: number, heightPx: number) => boolean;

const boxes = new WeakMap<Element, Draw>();
/** Near, and not all drawn yet. */
const waiting = new Set<Element>();
let frame = 0;
let observer: IntersectionObserver | undefined;
let stacks: IntersectionObserver | undefined;

/** Draws what is in sight, and of what is not one part: more would hold up the finger that scrolls towards it. */
function drawOn(): void {
  let unseen = 1;
  for (const box of waiting) {
    const more = isInSight(box) ? Number.POSITIVE_INFINITY : unseen;
    if (more === 0) continue;
    if (more === 1) unseen = 0;
    if (boxes.get(box)?.(more, 0) !== true) waiting.delete(box);
  }
  frame = waiting.size === 0 ? 0 : requestAnimationFrame(drawOn);
}

function letGo(box: Element, heightPx: number): void {
  waiting.delete(box);
  boxes.get(box)?.(0, heightPx);
}

function take(entries: readonly IntersectionObserverEntry[]): void {
  // Of several entries for the same box the last one counts.
  for (const { target, isIntersecting, boundingClientRect: box } of entries) {
    if (isIntersecting) waiting.add(target);
    else letGo(target, box.height);
  }
  if (frame === 0) drawOn();
}

/** A browser looks at each observed box in each frame: those of far stacks are left alone. */
function takeStacks(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries)
    for (const box of target.children) {
      if (isIntersecting) observer?.observe(box);
      else {
        observer?.unobserve(box);
        letGo(box, box.getBoundingClientRect().height);
      }
    }
}

/** Draws a box while it is near; its parent is a stack of such boxes. It ends with the box itself. */
export function watchNearness(box: Element, draw: Draw): void {
  observer ??= new IntersectionObserver(take, { rootMargin: `${MARGIN_PX}px 0px` });
  stacks ??= new IntersectionObserver(takeStacks, { rootMargin: `${OUT_OF_MIND_PX}px 0px` });
  boxes.set(box, draw);
  observer.observe(box);
  if (box.parentElement) stacks.observe(box.parentElement);
}

/** Draws all of a box now, however far it is: a reader is about to go there. */
export function drawNow(box: Element): void {
  boxes.get(box)?.(Number.POSITIVE_INFINITY, 0);
}
