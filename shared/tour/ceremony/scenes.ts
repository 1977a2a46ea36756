import { type Static, Type } from 'typebox';
import { ContentHash, exactly, Id, Name, plainText, UnixMs } from '../../schema.ts';

/** What the organiser can say of a scene, beside its kind. */
export type SceneOption = 'title' | 'text' | 'areaId' | 'pictureId' | 'untilUnixMs';

interface SceneKindOf {
  readonly name: { readonly zh: string; readonly en: string };
  /** What can be said of it; all of it may be left out but what `needs` names. */
  readonly takes: readonly SceneOption[];
  readonly needs?: SceneOption;
  /** There is at most one in a programme: its steps are those of the result. */
  readonly once?: true;
}

/**
 * Every kind of scene. A new one is a line here and a file of the same name in `client/screen/scenes`: the programme's
 * editor, the remote and the screens follow.
 */
export const SCENES = {
  title: { name: { zh: '片头与倒计时', en: 'Title and countdown' }, takes: ['title', 'text', 'untilUnixMs'] },
  map: { name: { zh: '实时地图', en: 'Live map' }, takes: ['title'] },
  replay: { name: { zh: '90 秒回放', en: 'The tour in 90 seconds' }, takes: ['title'] },
  wall: { name: { zh: '图片墙', en: 'Picture wall' }, takes: ['title'] },
  figures: { name: { zh: '数字成果', en: 'Figures' }, takes: ['title', 'text'] },
  standings: { name: { zh: '榜单', en: 'Standings' }, takes: ['title'] },
  story: { name: { zh: '县市区风采', en: "An area's story" }, takes: ['areaId', 'text'], needs: 'areaId' },
  reveal: { name: { zh: '揭晓', en: 'Reveal' }, takes: ['title'], once: true },
  podium: { name: { zh: '颁奖', en: 'Podium' }, takes: ['title'] },
  thanks: { name: { zh: '致谢', en: 'Thanks' }, takes: ['title', 'text'] },
  slide: { name: { zh: '自由页面', en: 'Free slide' }, takes: ['title', 'text', 'pictureId'] },
  clock: { name: { zh: '时钟', en: 'Clock' }, takes: ['title'] },
  black: { name: { zh: '黑屏', en: 'Black' }, takes: [] },
} as const satisfies Readonly<Record<string, SceneKindOf>>;

/** A kind of scene. */
export type SceneKind = keyof typeof SCENES;

/** All kinds, in the order in which they are offered. */
export const SCENE_KINDS = Object.keys(SCENES) as readonly SceneKind[];

/** What is known of a kind. */
export const sceneKind = (kind: SceneKind): SceneKindOf => SCENES[kind];

/** A scene of a programme. */
export const Scene = exactly({
  id: Id,
  kind: Type.Enum([...SCENE_KINDS]),
  title: Type.Optional(Name),
  text: Type.Optional(
    Type.Object(
      { zh: plainText(400, 1), en: Type.Optional(plainText(600, 1)) },
      { additionalProperties: false },
    ),
  ),
  /** Of which area a story is. */
  areaId: Type.Optional(Id),
  /** A picture that the organiser uploaded, or one of the coverage. */
  pictureId: Type.Optional(ContentHash),
  /** When it begins: a countdown runs up to here. */
  untilUnixMs: Type.Optional(UnixMs),
});
export type Scene = Static<typeof Scene>;
