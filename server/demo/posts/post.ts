import { seedOf } from '../chance.ts';
import type { Light, PictureShape, SceneName, SceneRef } from '../pictures/pictures.ts';
import type { BrandId, OutletId } from '../tour/people.ts';
import { stopById } from '../tour/stops.ts';
import { type DayNumber, type Words, words } from '../words.ts';

/** A picture of a post: which scene to render, and what it shows in words. */
export interface PostPicture {
  readonly scene: SceneRef;
  /** Ends with （演示图） or (demo picture). */
  readonly alt: Words;
}

/** A piece of rolling coverage. All posts of the demo are made up; show `madeUpNotice` with them. */
export interface DemoPost {
  /** 'p001' and on, in planned order. */
  readonly id: string;
  readonly day: DayNumber;
  /** 'HH:MM', Asia/Shanghai, if the tour runs to plan. */
  readonly postedAt: string;
  /** Minutes after the planned arrival at `stopId`; undefined for a post that is about no stop. */
  readonly minutesAfterArrival: number | undefined;
  readonly outletId: OutletId;
  readonly stopId: string | undefined;
  readonly brandId: BrandId | undefined;
  readonly title: string;
  readonly text: string;
  readonly pictures: readonly PostPicture[];
  /** Worth pinning to the top for a while. */
  readonly pinned: boolean;
}

/** A post before it has its number. */
export type PostDraft = Omit<DemoPost, 'id'>;

const alts: Readonly<Record<SceneName, Words>> = {
  convoy: words('大巴车队沿盘山公路驶来，远处群山层叠', 'Coaches on a winding road below layered mountains'),
  viaduct: words('四辆大巴依次驶过山谷间的高架桥', 'Four coaches cross a high viaduct over a valley'),
  crossing: words(
    '文明交通志愿者举旗护送学生过斑马线',
    'Volunteers with a flag see schoolchildren over a crossing',
  ),
  waystation: words('路边志愿驿站里，志愿者为路人递水', 'Volunteers hand out water at a roadside post'),
  institute: words(
    '白墙灰瓦的院子里，红马甲志愿者与居民交谈',
    'Volunteers and residents in a yard of white walls and grey tiles',
  ),
  tea: words('茶园里，志愿者和茶农一起采茶', 'Volunteers and growers pick tea on a hillside'),
  terraces: words('志愿者站在坡上眺望梯田和村庄', 'Volunteers look over terraced fields and a village'),
  mural: words('志愿者和孩子在村墙上画向日葵', 'Volunteers and a child paint sunflowers on a village wall'),
  fair: words('集市上一排便民服务摊，志愿者为群众服务', 'A row of service stalls run by volunteers'),
  square: words('好人广场上，人们驻足看好人事迹', 'People read about good deeds on a square with pillars'),
  gallery: words('好人长廊里，讲解员介绍墙上的人物', 'A guide explains the portraits along a gallery'),
  dance: words('灯串下，居民和志愿者跳起广场舞', 'Residents and volunteers dance under strings of lights'),
  school: words('校园操场上，师生迎接来访者', 'Pupils and teachers welcome visitors on the sports field'),
  reservoir: words('人们在栏杆边眺望水库，湖面有船', 'People look out over a reservoir with boats'),
  riverside: words('志愿者在河边捡拾垃圾，浅水里有白鹭', 'Volunteers tidy a river bank where egrets stand'),
  wudang: words('云海上的古建筑群，访客沿石阶而上', 'Temple halls above the clouds, visitors on the steps'),
  lecture: words('礼堂里坐满听众，宣讲员在台上讲课', 'A lecture to a full hall'),
  library: words('图书角里，志愿者陪孩子读书', 'Volunteers read with children in a library corner'),
  canteen: words('老年食堂里，志愿者把热汤端上桌', 'Volunteers serve hot soup in a canteen for the elderly'),
  workshop: words('居民和志愿者围坐长桌剪窗花', 'Residents and volunteers cut paper at a long table'),
  ceremony: words('总结会舞台上，获奖代表手持奖牌', 'Winners hold their medals on the stage'),
};

const insides: ReadonlySet<SceneName> = new Set(['lecture', 'library', 'canteen', 'workshop', 'ceremony']);
const shapes: readonly PictureShape[] = ['wide', 'standard', 'wide', 'portrait', 'standard'];

function lightAt(postedAt: string, scene: SceneName): Light {
  if (scene === 'dance') return 'night';
  if (postedAt < '09:40') return 'morning';
  if (postedAt < '17:40' || insides.has(scene)) return 'noon';
  return postedAt < '19:45' ? 'dusk' : 'night';
}

function pictureOf(
  scene: SceneName,
  key: string,
  index: number,
  postedAt: string,
  light?: Light,
): PostPicture {
  const seed = seedOf(key, scene, index) % 10_000;
  const alt = alts[scene];
  return {
    scene: {
      scene,
      light: light ?? lightAt(postedAt, scene),
      seed,
      shape: index === 0 ? 'wide' : (shapes[seed % shapes.length] ?? 'wide'),
    },
    alt: words(`${alt.zh}（演示图）`, `${alt.en} (demo picture)`),
  };
}

/** 'HH:MM' some minutes later, on the same day. */
export function laterThan(time: string, minutes: number): string {
  const total = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

/** A post about a stop, so many minutes after the convoy arrives there. It is filed under the stop's brand. */
export function atStop(
  stopNumber: number,
  minutesAfterArrival: number,
  outletId: OutletId,
  title: string,
  text: string,
  ...scenes: readonly SceneName[]
): PostDraft {
  const stop = stopById(`s${String(stopNumber).padStart(2, '0')}`);
  const postedAt = laterThan(stop.plannedArrival, minutesAfterArrival);
  return {
    day: stop.day,
    postedAt,
    minutesAfterArrival,
    outletId,
    stopId: stop.id,
    brandId: stop.brandId,
    title,
    text,
    pictures: scenes.map((scene, index) => pictureOf(scene, `${stop.id}${title}`, index, postedAt)),
    pinned: false,
  };
}

/** A post about the tour as a whole, at a time of its own. */
export function onTheWay(
  day: DayNumber,
  postedAt: string,
  outletId: OutletId,
  title: string,
  text: string,
  ...scenes: readonly SceneName[]
): PostDraft {
  return {
    day,
    postedAt,
    minutesAfterArrival: undefined,
    outletId,
    stopId: undefined,
    brandId: undefined,
    title,
    text,
    pictures: scenes.map((scene, index) => pictureOf(scene, title, index, postedAt)),
    pinned: false,
  };
}

/** The same post, marked for the top of the page. */
export function toPin(draft: PostDraft): PostDraft {
  return { ...draft, pinned: true };
}

/** The same post with its outdoor pictures in the rain. */
export function inTheRain(draft: PostDraft): PostDraft {
  return {
    ...draft,
    pictures: draft.pictures.map((picture) => ({
      ...picture,
      scene: { ...picture.scene, light: insides.has(picture.scene.scene) ? 'noon' : 'rain' },
    })),
  };
}
