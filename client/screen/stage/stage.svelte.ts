import { getContext, setContext } from 'svelte';
import type { Ceremony, Picture } from '../../../shared/tour/ceremony/ceremony.ts';
import { LEAST_SHARE, type NoticeType, noticeType } from './notice.ts';
import { LARGER, RANGES, type Shape, shapeOf, unitOf } from './shape.ts';

/** A picture that the hall is to see, and how it came about. */
export interface Shown {
  /** The ceremony's step that it is of. */
  readonly step: number;
  readonly picture: Picture;
  /**
   * The picture that it goes on from, where it is one step on from that: then, and only then, a scene may move. Whoever
   * comes from elsewhere - by loading, back, by a jump - finds it complete.
   */
  readonly from: Picture | undefined;
}

/**
 * What stands around every scene: the screen's size, what is to be shown, and whether everything has come to rest. It
 * remembers which scenes this screen has shown: one that is shown again was come back to.
 */
export class Stage {
  width = $state(1920);
  height = $state(1080);
  shown = $state.raw<Shown>();
  /** The step whose picture is drawn. */
  drawnStep = $state<number | null>(null);
  /** Nothing moves any more. */
  settled = $state(true);
  readonly shape: Shape = $derived(shapeOf(this.width, this.height));
  /** A scene's unit, px; in CSS `--u`. */
  readonly u: number = $derived(unitOf(this.width, this.height));
  /** So much larger than on 16:9 is what has the room for it; in CSS `--more`. */
  readonly larger: number = $derived(LARGER[this.shape]);
  /** The least type that is read from the last row, in units. */
  readonly least: number = $derived((LEAST_SHARE * Math.min(this.width, this.height)) / this.u);
  /** How high the mountains are, in units; in CSS `--ranges`. */
  readonly ranges: number = $derived(RANGES[this.shape]);
  /** The tour's notice, which stands at the foot of every scene; empty where it has none. */
  notice = $state('');
  readonly noticeType: NoticeType = $derived(noticeType(this.notice, this));
  /** What no scene stands in, at the lower edge, in units: the safe margin, or the notice; in CSS `--foot`. */
  readonly foot: number = $derived(
    Math.max((0.05 * this.height) / this.u, this.notice === '' ? 0 : this.noticeType.foot),
  );
  /** Server time now, ms: it does not tick by itself, see `ticking`. */
  readonly now: () => number;
  #seen = new Set<string>();
  #begunAt = 0;
  #restAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Takes what the hall is to see; the same step again changes nothing. */
  take(ceremony: Pick<Ceremony, 'begunAt' | 'step' | 'picture'>): void {
    const { begunAt, step, picture } = ceremony;
    const before = this.shown;
    if (before?.step === step && before.picture === picture) return;
    if (begunAt !== this.#begunAt) this.#seen = new Set();
    this.#begunAt = begunAt;
    const isNext = before !== undefined && step === before.step + 1;
    const goesOn =
      before?.picture.scene.id === picture.scene.id
        ? picture.revealSteps === before.picture.revealSteps + 1
        : !this.#seen.has(picture.scene.id);
    this.#seen.add(picture.scene.id);
    this.shown = { step, picture, from: isNext && goesOn ? before.picture : undefined };
  }

  /** Something moves for so long: until then the stage has not come to rest. */
  settleAfter(ms: number): void {
    const restAt = performance.now() + ms;
    if (restAt <= this.#restAt) return;
    this.#restAt = restAt;
    this.settled = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.settled = true;
    }, ms);
  }
}

const STAGE = Symbol('stage');

/** Gives every component below the stage. */
export const setStage = (stage: Stage): Stage => setContext(STAGE, stage);

/** The stage that a component stands on. */
export const useStage = (): Stage => getContext<Stage>(STAGE);

/** How a scene came to the picture that it shows. */
export interface Arrival {
  /** The picture before, where this one may move on from it; never in a calm hall. */
  readonly from: Picture | undefined;
}

const ARRIVAL = Symbol('arrival');

/** Tells the scene below how it came to its picture. */
export const setArrival = (arrival: Arrival): Arrival => setContext(ARRIVAL, arrival);

/** How the scene around a component came to its picture. */
export const useArrival = (): Arrival => getContext<Arrival | undefined>(ARRIVAL) ?? { from: undefined };
