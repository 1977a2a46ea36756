import type { Programme } from '../../../shared/tour/ceremony/programme.ts';
import type { Scene } from '../../../shared/tour/ceremony/scenes.ts';
import { templateProgramme } from '../../../shared/tour/ceremony/template.ts';
import type { Figure, Setup } from '../../../shared/tour/setup/setup.ts';
import type { AreaId } from '../tour/areas.ts';
import { atUnixMs } from '../tour/schedule.ts';
import { type Words, words } from '../words.ts';

type Pair = readonly [zh: string, en: string];

/** When the meeting begins: the countdown on the wall runs up to here. */
export const meetingAtUnixMs = atUnixMs(3, '15:30');

/** The network that was inspected. All of it is fact. */
export const networkFigures: readonly Figure[] = [
  figure('10', ['个', 'centres'], ['新时代文明实践中心', 'of civility practice']),
  figure('131', ['个', 'institutes'], ['新时代文明实践所', 'of civility practice']),
  figure('1,942', ['个', 'stations'], ['新时代文明实践站', 'of civility practice']),
  figure('3,761', ['个', 'points'], ['新时代文明实践点', 'of civility practice']),
  figure('736,000', ['人', 'people'], ['注册志愿者', 'registered as volunteers']),
  figure('≈4,000', ['个', 'bodies'], ['志愿服务组织', 'organising volunteers']),
];

function figure(value: string, unit: Pair, label: Pair): Figure {
  return { value, unit: words(...unit), label: words(...label) };
}

/** What is said of each area on its page. As made up as the posts that it rests on. */
const STORIES: Readonly<Record<AreaId, Words>> = {
  maojian: words(
    '四个点连成一条“家门口的文明线”：从实践中心出发，经学校、广场，走到银杏沟的农家院。',
    'Four stops on one line from door to door: the practice centre, a school, a square, and the farmyards of Yinxinggou.',
  ),
  zhangwan: words(
    '车城工匠把手艺和好人故事一起挂上长廊，四季花谷的志愿驿站整个夏天不歇。',
    'Craftsmen of the motor city hang skills and good deeds side by side; the post in Four Seasons Valley is staffed all summer.',
  ),
  yunyang: words(
    '汉江之滨，好人广场成了散步的必经之路；青龙岭把会客路线铺进了村民的日常。',
    'By the Han River the good people’s square is on everybody’s evening walk; Qinglong Ridge leads visitors through daily life.',
  ),
  yunxi: words(
    '银龄志愿服务队年纪最大、到得最早；七夕长街上，文明也成了一道风景。',
    'The silver-age team is the oldest and always first to come; on Qixi Street courtesy is part of the view.',
  ),
  zhushan: words(
    '绿松石小镇的会客厅天天有人，上坪小学的孩子把好人故事讲给评委听。',
    'The lounge of Turquoise Town is never empty, and pupils of Shangping tell the judges about good people.',
  ),
  zhuxi: words(
    '水坪镇把实践所办成了镇上最热闹的地方，茶乡的红马甲背着急救包上山。',
    'Shuiping made its practice institute the liveliest place in town; in tea country red vests climb with first-aid kits.',
  ),
  fangxian: words(
    '诗经里的好人街白天看书、晚上议事；黄酒巷的会客路线一路都是街坊。',
    'Shijing Lane reads by day and confers by night; along Rice-Wine Lane the guides are the neighbours.',
  ),
  danjiangkou: words(
    '一库清水，万人守护：橘岭村晒家风，守水人每天出船，碧水湾的游客带走垃圾。',
    'Thousands keep one lake clear: Juling airs its family virtues, water keepers row out daily, visitors take litter home.',
  ),
  wudang: words(
    '云阶上的红马甲给游客递水、给老人让路，山门前车让人、人谢车。',
    'On the cloud steps red vests hand out water and make way; at the mountain gate cars stop and people nod.',
  ),
  jingkai: words(
    '产业园的职工志愿队下班就到岗，云杉路口的旗子一个红灯都不落下。',
    'Workers of the industrial park come straight from their shift; at Yunshan Road no red light goes without its flag.',
  ),
};

/** What the organiser says of a scene beyond the template. */
function filled(scene: Scene): Scene {
  switch (scene.kind) {
    case 'title':
      return {
        ...scene,
        text: words(
          '三天 · 十个县（市、区） · 四十个项目 · 一千多公里',
          'Three days · ten areas · forty projects · more than 1,000 km',
        ),
        untilUnixMs: meetingAtUnixMs,
      };
    case 'story':
      return { ...scene, text: STORIES[scene.areaId as AreaId] };
    case 'thanks':
      return {
        ...scene,
        text: words(
          '感谢五十二位评委、三家媒体和每一件红马甲。',
          'Thanks to fifty-two judges, three outlets, and everybody in a red vest.',
        ),
      };
    default:
      return scene;
  }
}

/** What becomes of the result, which is fact; shown after the medals. */
const AFTERWARDS: Scene = {
  id: 'afterwards',
  kind: 'slide',
  title: words('会后', 'Afterwards'),
  text: words(
    '问题清单点对点反馈到各县（市、区），整改提升；\n结果用于季度工作绩效考评和市域文明指数测评。',
    'Problem lists go to each area, to be mended.\nThe results count in the quarterly performance review and the city’s civility index.',
  ),
};

/** The meeting's programme: the template, with words, a countdown and a free slide. */
export function demoProgramme(setup: Setup): Programme {
  const template = templateProgramme(setup);
  return {
    ...template,
    scenes: template.scenes.flatMap((scene) =>
      scene.kind === 'thanks' ? [AFTERWARDS, filled(scene)] : [filled(scene)],
    ),
  };
}
