import type { Component } from 'svelte';
import { SCENE_KINDS, type SceneKind } from '../../shared/tour/ceremony/scenes.ts';
import type { SceneProps } from './scene-props.ts';

/** How a scene is drawn. */
export type SceneView = Component<SceneProps>;

const FILES = import.meta.glob<{ readonly default: SceneView }>('./scenes/*.svelte');
const loaded = new Map<SceneKind, SceneView>();

/** The view of a kind where it is here already. */
export const sceneAtHand = (kind: SceneKind): SceneView | undefined => loaded.get(kind);

/** Loads a kind's view; undefined where there is none, or it is not to be had now. */
export async function loadScene(kind: SceneKind): Promise<SceneView | undefined> {
  const known = loaded.get(kind);
  if (known !== undefined) return known;
  try {
    const view = (await FILES[`./scenes/${kind}.svelte`]?.())?.default;
    if (view !== undefined) loaded.set(kind, view);
    return view;
  } catch {
    return undefined;
  }
}

/** Fetches all the others, one after another: a line that is cut later takes no scene away. */
export async function loadAllScenes(): Promise<void> {
  for (const kind of SCENE_KINDS) await loadScene(kind);
}
