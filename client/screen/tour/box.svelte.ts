/**
 * How large an element is, in whole pixels; 0 until it has been laid out. Asked for at once, as `bind:clientWidth`
 * does, the whole page would be laid out for the answer in the middle of a scene's coming up; and what is drawn by the
 * answer comes in a frame of its own, so that none takes too long.
 */
export class Box {
  width = $state(0);
  height = $state(0);

  /** To be attached to the element. */
  readonly measured = (element: HTMLElement): (() => void) => {
    let frame = 0;
    const sizes = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        this.width = element.clientWidth;
        this.height = element.clientHeight;
      });
    });
    sizes.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
    };
  };
}
