import { sameJson } from '../../../../shared/canonical.ts';
import { isBlank } from '../../../../shared/text.ts';
import type { Programme } from '../../../../shared/tour/ceremony/programme.ts';
import { stepsToReveal } from '../../../../shared/tour/ceremony/reveal.ts';
import {
  type Scene,
  type SceneKind,
  type SceneOption,
  sceneKind,
} from '../../../../shared/tour/ceremony/scenes.ts';
import type { FinalResult } from '../../../../shared/tour/judging/final.ts';
import type { Setup } from '../../../../shared/tour/setup/setup.ts';

type Scenes = readonly Scene[];

/** The scenes with one moved to a place of the list; beyond its ends it stays at the end. */
export function movedTo(scenes: Scenes, id: string, to: number): Scenes {
  const scene = scenes.find((one) => one.id === id);
  if (scene === undefined) return scenes;
  const rest = scenes.filter((one) => one !== scene);
  const at = Math.max(0, Math.min(rest.length, to));
  return [...rest.slice(0, at), scene, ...rest.slice(at)];
}

/** The scenes with one moved on by so many, or back. */
export const movedBy = (scenes: Scenes, id: string, by: number): Scenes =>
  movedTo(scenes, id, scenes.findIndex((one) => one.id === id) + by);

/** The scenes without one. */
export const without = (scenes: Scenes, id: string): Scenes => scenes.filter((one) => one.id !== id);

/** The scenes with a new one of that kind behind another, or at the end. */
export function withNew(scenes: Scenes, kind: SceneKind, behind: string | undefined, setup: Setup): Scenes {
  const taken = new Set(scenes.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${kind}-${number}`)) number += 1;
  const shown = new Set(scenes.map(({ areaId }) => areaId));
  const areaId = setup.areas.find(({ id }) => !shown.has(id))?.id ?? setup.areas[0]?.id;
  const scene: Scene = {
    ...{ id: `${kind}-${number}`, kind },
    ...(sceneKind(kind).needs === 'areaId' && areaId !== undefined && { areaId }),
  };
  const at = scenes.findIndex(({ id }) => id === behind);
  return at < 0 ? [...scenes, scene] : [...scenes.slice(0, at + 1), scene, ...scenes.slice(at + 1)];
}

/** The scenes with something said of one; undefined takes it back. */
export const saying = <Option extends SceneOption>(
  scenes: Scenes,
  id: string,
  option: Option,
  value: Scene[Option] | undefined,
): Scenes =>
  scenes.map((scene) => {
    if (scene.id !== id) return scene;
    const said = Object.entries(scene).filter(([name]) => name !== option);
    return Object.fromEntries(value === undefined ? said : [...said, [option, value]]) as Scene;
  });

/** Whether there may be one more of that kind. */
export const mayAdd = (scenes: Scenes, kind: SceneKind): boolean =>
  sceneKind(kind).once !== true || !scenes.some((one) => one.kind === kind);

type Said = { readonly zh: string; readonly en?: string | undefined };

/** What was typed, as the log takes it: undefined where nothing was. */
function trimmed({ zh, en = '' }: Said): { zh: string; en?: string } | undefined {
  if (isBlank(zh) && isBlank(en)) return undefined;
  return { zh: zh.trim(), ...(!isBlank(en) && { en: en.trim() }) };
}

/** The programme as it is sent: without spaces around, and without what was left empty. */
export const sent = (programme: Programme): Programme => ({
  ...programme,
  scenes: programme.scenes.map(({ title, text, ...rest }) => {
    const [name, words] = [title && trimmed(title), text && trimmed(text)];
    return { ...rest, ...(name && { title: name }), ...(words && { text: words }) };
  }),
});

/** Whether two programmes show the same. */
export const sameProgramme = (a: Programme, b: Programme): boolean => sameJson(sent(a), sent(b));

/** Why a scene cannot be saved: English without Chinese, a story of no area that competes, a slide that shows nothing. */
export type SceneFault = 'chinese' | 'area' | 'empty';

const isSaid = (said: Said | undefined): boolean => said !== undefined && !isBlank(said.zh);

/** What is wrong with each scene, by its id; empty where the programme can be saved. */
export const faultsOf = ({ scenes }: Programme, setup: Setup): ReadonlyMap<string, SceneFault> =>
  new Map(
    scenes.flatMap(({ id, kind, title, text, areaId, pictureId }): [string, SceneFault][] => {
      const lacksChinese = [title, text].some((said) => said && isBlank(said.zh) && !isBlank(said.en ?? ''));
      if (lacksChinese) return [[id, 'chinese']];
      if (kind === 'slide' && pictureId === undefined && !isSaid(title) && !isSaid(text))
        return [[id, 'empty']];
      if (sceneKind(kind).needs !== 'areaId' && areaId === undefined) return [];
      return setup.areas.some((one) => one.id === areaId) ? [] : [[id, 'area']];
    }),
  );

/** How many steps a reveal takes in each grain: of a result, or of one without ties where there is none yet. */
export function stepsInGrains(
  result: Pick<FinalResult, 'rows'> | undefined,
  setup: Setup,
): { readonly prize: number; readonly place: number; readonly part: number } {
  const rows = result ?? { rows: rowsWithoutTies(setup) };
  return {
    prize: stepsToReveal(rows, 'prize'),
    place: stepsToReveal(rows, 'place'),
    part: stepsToReveal(rows, 'part'),
  };
}

function rowsWithoutTies({ areas, prizes }: Setup): FinalResult['rows'] {
  const ofPlaces = prizes.flatMap(({ id, places }) =>
    Array.from({ length: Math.min(places, areas.length) }, () => id),
  );
  return areas.map(({ id }, at) => ({
    ...{ areaId: id, rank: at + 1, score: '0' },
    parts: { onSite: null, roadShow: null, routine: null, points: '0' },
    ...(ofPlaces[at] !== undefined && { prizeId: ofPlaces[at] }),
  }));
}
