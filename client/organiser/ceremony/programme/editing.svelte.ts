import type { Programme } from '../../../../shared/tour/ceremony/programme.ts';
import {
  type Scene,
  type SceneKind,
  type SceneOption,
  sceneKind,
} from '../../../../shared/tour/ceremony/scenes.ts';
import { programmeOf } from '../../../../shared/tour/ceremony/stepping.ts';
import type { Setup } from '../../../../shared/tour/setup/setup.ts';
import type { Desk } from '../../desk.svelte.ts';
import { faultsOf, movedBy, movedTo, sameProgramme, saying, sent, withNew, without } from './draft.ts';
import { programmeFrom, type Template } from './templates.ts';

/** So many steps can be taken back. */
const MOST_PAST = 50;

/** A programme while it is edited: the draft, what it was made from, and the way back. */
export class Editing {
  readonly desk: Desk;
  readonly #firstSetup: Setup;
  draft = $state.raw() as Programme;
  /** What the draft was made from. */
  base = $state.raw() as Programme;
  /** The version of that. */
  basedOn = $state(0);
  /** The scene whose fields are open. */
  chosen = $state<string | undefined>();
  /** Whether the delay that was typed is none. */
  delayIsWrong = $state(false);
  #past = $state.raw<readonly Programme[]>([]);
  /** What was changed last: whoever types on takes one step, not one a letter. */
  #last = '';
  readonly faults = $derived.by(() => faultsOf(this.draft, this.setup));

  constructor(desk: Desk, setup: Setup) {
    this.desk = desk;
    this.#firstSetup = setup;
    this.takeNewest();
  }

  /** The set-up as it is now: it may change while somebody edits. */
  get setup(): Setup {
    return this.desk.tour.setup ?? this.#firstSetup;
  }

  /** The programme that holds, without its version. */
  get inForce(): Programme {
    const { scenes, grain, delaySeconds, outside, hall, calm } =
      programmeOf(this.desk.tour) ?? programmeOf({ programme: null, setup: this.setup }) ?? this.draft;
    return { scenes, grain, delaySeconds, outside, hall, calm };
  }

  get version(): number {
    return this.desk.tour.programme?.version ?? 0;
  }

  /** Whether it would change what holds. */
  get isChanged(): boolean {
    return !sameProgramme(this.draft, this.inForce);
  }

  /** Whether somebody else changed the programme that is being edited here. */
  get isStale(): boolean {
    return this.basedOn !== this.version && this.isChanged && !sameProgramme(this.draft, this.base);
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  /** The scene that the hall sees now: it stays. */
  get on(): Scene | undefined {
    const { ceremony } = this.desk.tour;
    return ceremony?.state === 'running' ? ceremony.picture.scene : undefined;
  }

  /** Begins anew with what holds. */
  takeNewest(): void {
    this.draft = this.inForce;
    this.#forgetPast();
    this.#rest();
  }

  /** Keeps the draft, made over the version that holds now: saving it puts it in that one's place. */
  keepDraft(): void {
    this.#rest();
  }

  #rest(): void {
    this.base = this.inForce;
    this.basedOn = this.version;
  }

  #forgetPast(): void {
    this.#past = [];
    this.#last = '';
  }

  /** Changes the draft; `what` names the change. */
  change(what: string, part: Partial<Programme>): void {
    if (what === '' || what !== this.#last) this.#past = [...this.#past, this.draft].slice(-MOST_PAST);
    this.#last = what;
    this.draft = { ...this.draft, ...part };
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (before === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.#last = '';
    this.draft = before;
  }

  move(id: string, by: number): void {
    this.#scenes(movedBy(this.draft.scenes, id, by));
  }

  moveTo(id: string, to: number): void {
    this.#scenes(movedTo(this.draft.scenes, id, to));
  }

  remove(id: string): void {
    if (this.draft.scenes.length < 2 || id === this.on?.id) return;
    this.#scenes(without(this.draft.scenes, id));
  }

  /** Adds a scene behind the one that is open, or at the end, and opens it. */
  add(kind: SceneKind): void {
    const before = new Set(this.draft.scenes.map(({ id }) => id));
    this.#scenes(withNew(this.draft.scenes, kind, this.chosen, this.setup));
    const scene = this.draft.scenes.find(({ id }) => !before.has(id));
    this.chosen = scene && sceneKind(kind).takes.length > 0 ? scene.id : this.chosen;
  }

  say<Option extends SceneOption>(id: string, option: Option, value: Scene[Option] | undefined): void {
    this.change(`${id} ${option}`, { scenes: [...saying(this.draft.scenes, id, option, value)] });
  }

  use(template: Template): void {
    const { scenes } = programmeFrom(template, this.setup, this.draft);
    const { on } = this;
    // What the hall sees stays, whatever is made of the rest.
    const stays = on === undefined || scenes.some(({ id, kind }) => id === on.id && kind === on.kind);
    this.chosen = undefined;
    this.#scenes(
      stays || on === undefined
        ? scenes
        : [on, ...scenes.filter(({ id, kind }) => id !== on.id && kind !== on.kind)],
    );
  }

  #scenes(scenes: readonly Scene[]): void {
    this.change('', { scenes: [...scenes] });
  }

  /** Saves it; false where that was refused. */
  async save(done: string): Promise<boolean> {
    const { basedOn } = this;
    const saved = await this.desk.give(
      'setProgramme',
      { programme: sent(this.draft), basedOnVersion: basedOn },
      done,
    );
    if (saved) this.#forgetPast();
    return saved;
  }
}
