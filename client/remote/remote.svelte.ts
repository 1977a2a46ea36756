import { getContext, setContext } from 'svelte';
import type { Language } from '../../shared/refusals.ts';
import { programmeOf } from '../../shared/tour/ceremony/stepping.ts';
import { type Going, scenesToShow } from '../../shared/tour/ceremony/walk.ts';
import type { ServerTime } from '../live/server-time.ts';
import type { TourStore } from '../live/tour-store.svelte.ts';
import { senderTo } from '../outbox/commands.ts';
import { Line } from './line.ts';
import { ARMED_MS, Presses } from './presses.ts';
import { wordsIn } from './words.ts';
import type { Words } from './zh.ts';

/** What the remote says of the last press. `quiet`: nothing is wrong. */
export interface Said {
  readonly tone: 'quiet' | 'wrong';
  readonly text: string;
}

/** A press that waits for its second one. */
export interface Armed {
  readonly what: Deed;
  readonly step: number;
}

/** What a button does that asks once more, or may. */
export type Deed = 'begin' | 'next' | 'back' | 'unveil';

/** A sheet over the remote. */
export type Sheet = 'jump' | 'message' | 'end';

/** After its answer a step is waited for on this page as well, so that the next press is one on what is shown. */
const SHOWN_WITHIN_MS = 1_500;
/** What was said stays so long, unless it is said that nothing was heard. */
const SAID_MS = 6_000;
/** Screens have so long after a step to draw it before one is said to lag. */
const DRAWN_WITHIN_MS = 2_500;
const TICK_MS = 250;

/** Everything that the parts of the remote share. */
export class Remote {
  readonly store: TourStore;
  readonly language: Language;
  readonly words: Words;
  /** The tour's time, ms; ticks. */
  nowUnixMs = $state(0);
  /** Whether the server is reached; `unknown` until it is asked for the first time. */
  signal = $state<'unknown' | 'there' | 'lost' | 'ended'>('unknown');
  underWay = $state(false);
  armed = $state.raw<Armed | undefined>();
  said = $state.raw<Said | undefined>();
  sheet = $state<Sheet | undefined>();
  /** Screens that show another step by now lag. */
  settled = $state(true);

  readonly ceremony = $derived.by(() => this.store.tour.ceremony);
  readonly cue = $derived.by(() => this.store.latest.cue ?? undefined);
  readonly scenes = $derived.by(() => {
    const programme = programmeOf(this.store.tour);
    return programme === undefined ? [] : scenesToShow(programme, this.store.tour);
  });
  readonly isRunning = $derived(this.ceremony?.state === 'running');

  readonly #line: Line;
  readonly #presses = new Presses();
  readonly #time: ServerTime;
  #forgetArmed: ReturnType<typeof setTimeout> | undefined;
  #forgetSaid: ReturnType<typeof setTimeout> | undefined;
  /** On its way to the server. */
  #sending = false;
  /** A step that was taken, and is to be seen on this page. */
  #awaiting: { readonly fromStep: number; readonly untilMs: number } | undefined;
  #step: number | undefined;
  #stepSinceMs = Number.NEGATIVE_INFINITY;
  #behind = 0;

  constructor(store: TourStore, time: ServerTime, language: Language) {
    this.store = store;
    this.language = language;
    this.words = wordsIn(language);
    this.#time = time;
    this.#line = new Line(senderTo(store.tourId, time), language === 'zh' ? 'zh-CN' : 'en', {
      onBeat: (reached, step) => this.#heard(reached, step),
      onEnded: () => {
        this.signal = 'ended';
      },
    });
    this.nowUnixMs = time.now();
  }

  /** Whether a reload takes nothing from whoever leads the ceremony. */
  get isAtRest(): boolean {
    return !this.isRunning && this.isUntouched;
  }

  /** Whether nothing is being pressed, written or asked just now. */
  get isUntouched(): boolean {
    return !this.underWay && this.sheet === undefined && this.armed === undefined;
  }

  /** Runs for as long as the page is seen. Returns what ends it. */
  live(): () => void {
    const seen = (): void => (document.hidden ? this.#line.stop() : this.#line.start());
    const tick = setInterval(() => this.#tick(), TICK_MS);
    const tried = (): void => {
      if (!document.hidden) this.#line.start();
    };
    document.addEventListener('visibilitychange', seen);
    for (const kind of ['online', 'offline', 'pageshow']) addEventListener(kind, tried);
    seen();
    return () => {
      this.#line.stop();
      clearInterval(tick);
      document.removeEventListener('visibilitychange', seen);
      for (const kind of ['online', 'offline', 'pageshow']) removeEventListener(kind, tried);
    };
  }

  #tick(): void {
    this.nowUnixMs = this.#time.now();
    this.underWay = this.#isBusy;
    const step = this.ceremony?.step;
    if (step !== this.#step) {
      // Of a page that was just opened nobody knows when the step was made.
      if (this.#step !== undefined) this.#stepSinceMs = performance.now();
      this.#step = step;
    }
    this.settled = performance.now() - this.#stepSinceMs > DRAWN_WITHIN_MS;
    if (this.armed !== undefined && this.armed.step !== (step ?? 0)) this.disarm();
  }

  #heard(reached: boolean, step?: number | null): void {
    const wasLost = this.signal === 'lost';
    this.signal = reached ? 'there' : 'lost';
    if (!reached) {
      this.disarm();
      return;
    }
    // What was said of a line that was lost is no longer true.
    if (wasLost && this.said?.tone === 'wrong') this.said = undefined;
    // A socket that has died in silence brings nothing: who leads must never look at an old step for long.
    this.#behind = (step ?? undefined) === this.ceremony?.step ? 0 : this.#behind + 1;
    if (this.#behind > 1 || wasLost) void this.store.poll();
  }

  /** Says something; nothing to say takes back what was said. */
  say(said: Said | undefined): void {
    clearTimeout(this.#forgetSaid);
    this.said = said;
    if (said !== undefined)
      this.#forgetSaid = setTimeout(() => {
        this.said = undefined;
      }, SAID_MS);
  }

  disarm(): void {
    this.#presses.disarm();
    clearTimeout(this.#forgetArmed);
    this.armed = undefined;
  }

  /** Whether a press is under way: until its answer, and until what it made is shown here. */
  get #isBusy(): boolean {
    const { ceremony } = this;
    const awaited = this.#awaiting;
    return (
      this.#sending ||
      (awaited !== undefined && awaited.fromStep === ceremony?.step && performance.now() < awaited.untilMs)
    );
  }

  /** A button or key was pressed; true where it is to be done now. */
  #means(what: Deed, asksTwice: boolean): boolean {
    if (this.#isBusy) return false;
    const step = this.ceremony?.step ?? 0;
    const press = this.#presses.press(what, step, asksTwice, performance.now());
    if (press === 'too-soon') return false;
    clearTimeout(this.#forgetArmed);
    this.armed = undefined;
    this.say(undefined);
    if (press === 'do') return true;
    this.armed = { what, step };
    this.#forgetArmed = setTimeout(() => this.disarm(), ARMED_MS);
    return false;
  }

  begin(): void {
    if (this.#means('begin', true)) void this.give('beginCeremony', {});
  }

  /** One step on: at once, or at the second press where it shows a place. */
  next(): void {
    const { ceremony, cue } = this;
    if (ceremony?.state !== 'running') return;
    if (!this.#means('next', cue?.next?.reveals !== undefined)) return;
    if (cue?.next === null) this.say({ tone: 'quiet', text: this.words.atEnd });
    else void this.#goTo('next');
  }

  /** One step back; it may show a place again that was hidden, and then asks once more, too. */
  back(): void {
    const { ceremony, cue } = this;
    if (ceremony?.state !== 'running') return;
    if (!this.#means('back', cue?.back?.reveals !== undefined)) return;
    if (cue?.back === null) this.say({ tone: 'quiet', text: this.words.atBeginning });
    else void this.#goTo('back');
  }

  jump(sceneId: string): void {
    this.sheet = undefined;
    if (this.isRunning) void this.#goTo({ sceneId });
  }

  /** Black at once; back from black at the second press, or after it was held (`held`). */
  black(held = false): void {
    if (this.ceremony === null) return;
    if (this.ceremony.veil !== 'black') {
      if (!held && this.#means('unveil', false)) void this.give('veilHall', { veil: 'black' });
    } else if (held) {
      this.disarm();
      void this.give('veilHall', { veil: null });
    } else if (this.#means('unveil', true)) void this.give('veilHall', { veil: null });
  }

  clock(): void {
    if (this.ceremony === null) return;
    void this.give('veilHall', { veil: this.ceremony.veil === 'clock' ? null : 'clock' });
  }

  async #goTo(go: Going): Promise<void> {
    const seenStep = this.ceremony?.step;
    if (seenStep === undefined) return;
    if (!(await this.give('stepCeremony', { seenStep, go }))) return;
    // The next press is to be one on what is shown: until then the button says that it is under way.
    this.#awaiting = { fromStep: seenStep, untilMs: performance.now() + SHOWN_WITHIN_MS };
    this.underWay = this.#isBusy;
    setTimeout(() => {
      if (this.ceremony?.step === seenStep) void this.store.poll();
    }, SHOWN_WITHIN_MS / 2);
  }

  /** Gives a command once, and says what came of it; further presses are passed over meanwhile. True where it took effect. */
  async give(type: string, body: Readonly<Record<string, unknown>>): Promise<boolean> {
    if (this.#isBusy) return false;
    this.#sending = true;
    this.underWay = true;
    this.disarm();
    this.say(undefined);
    try {
      const outcome = await this.#line.give(type, body);
      if (outcome.kind === 'taken') return true;
      if (outcome.kind === 'later') this.say({ tone: 'wrong', text: this.words.noAnswer });
      else if (outcome.code === 'ceremony.already-there') {
        this.say({ tone: 'quiet', text: this.words.alreadyThere });
        void this.store.poll();
      } else this.say({ tone: 'wrong', text: outcome.message });
      return false;
    } finally {
      this.#sending = false;
      this.underWay = false;
    }
  }
}

const KEY = Symbol('remote');

/** Gives every part below the page's remote. */
export const setRemote = (remote: Remote): Remote => setContext(KEY, remote);

/** The remote of this page. */
export const useRemote = (): Remote => getContext<Remote>(KEY);
