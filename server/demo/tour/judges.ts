import { type Words, words } from '../words.ts';
import { type AreaId, areas } from './areas.ts';

const civilityOffice = words('市文明办', 'City Civility Office');
const publicity = words('市委宣传部', 'City Publicity Department');
const deputy = words('市人大代表', "City People's Congress deputy");
const adviser = words('市政协委员', 'City political adviser');
const volunteer = words('志愿者代表', 'Volunteer');
const resident = words('市民代表', 'Resident');

const bureaus = {
  education: words('市教育局', 'City Education Bureau'),
  traffic: words('市公安局交警支队', 'City Traffic Police'),
  youth: words('团市委', 'City Youth League'),
  women: words('市妇联', "City Women's Federation"),
  union: words('市总工会', 'City Trade Union Council'),
  civil: words('市民政局', 'City Civil Affairs Bureau'),
  culture: words('市文化和旅游局', 'City Culture and Tourism Bureau'),
  streets: words('市城市管理执法委', 'City Urban Management'),
  health: words('市卫生健康委', 'City Health Commission'),
  farming: words('市农业农村局', 'City Agriculture Bureau'),
} as const;

function areaOffice(areaId: AreaId): Words {
  const area = areas.find((candidate) => candidate.id === areaId);
  if (area === undefined) throw new Error(`No area ${areaId}`);
  return words(`${area.shortName.zh}宣传部门`, `Publicity, ${area.shortName.en}`);
}

const rows: readonly (readonly [zh: string, en: string, post: Words | AreaId])[] = [
  ['陈远山', 'Chen Yuanshan', civilityOffice],
  ['李若溪', 'Li Ruoxi', civilityOffice],
  ['王砚秋', 'Wang Yanqiu', civilityOffice],
  ['周知行', 'Zhou Zhixing', civilityOffice],
  ['吴清越', 'Wu Qingyue', civilityOffice],
  ['郑怀谷', 'Zheng Huaigu', civilityOffice],
  ['黄予安', 'Huang Yu’an', publicity],
  ['徐望舒', 'Xu Wangshu', publicity],
  ['孙明澈', 'Sun Mingche', publicity],
  ['何云帆', 'He Yunfan', publicity],
  ['高稼轩', 'Gao Jiaxuan', bureaus.education],
  ['林晚照', 'Lin Wanzhao', bureaus.education],
  ['马行健', 'Ma Xingjian', bureaus.traffic],
  ['罗平川', 'Luo Pingchuan', bureaus.traffic],
  ['宋青禾', 'Song Qinghe', bureaus.youth],
  ['唐乐之', 'Tang Lezhi', bureaus.youth],
  ['许静姝', 'Xu Jingshu', bureaus.women],
  ['韩素心', 'Han Suxin', bureaus.women],
  ['冯铁铮', 'Feng Tiezheng', bureaus.union],
  ['曹亦舟', 'Cao Yizhou', bureaus.civil],
  ['彭念慈', 'Peng Nianci', bureaus.civil],
  ['曾书瑶', 'Zeng Shuyao', bureaus.culture],
  ['萧野', 'Xiao Ye', bureaus.culture],
  ['田守中', 'Tian Shouzhong', bureaus.streets],
  ['董若水', 'Dong Ruoshui', bureaus.health],
  ['袁丰年', 'Yuan Fengnian', bureaus.farming],
  ['邓秋实', 'Deng Qiushi', deputy],
  ['沈立言', 'Shen Liyan', deputy],
  ['姜海若', 'Jiang Hairuo', deputy],
  ['范景行', 'Fan Jingxing', adviser],
  ['方其正', 'Fang Qizheng', adviser],
  ['石韫玉', 'Shi Yunyu', adviser],
  ['谭今朝', 'Tan Jinzhao', words('秦楚网', 'Qinchu Net')],
  ['廖闻笛', 'Liao Wendi', words('十堰头条', 'Shiyan Headlines')],
  ['熊可期', 'Xiong Keqi', words('十堰文明网', 'Shiyan Civility Net')],
  ['金子衿', 'Jin Zijin', words('高校专家', 'University scholar')],
  ['陆学海', 'Lu Xuehai', words('高校专家', 'University scholar')],
  ['郝向善', 'Hao Xiangshan', words('十堰好人代表', 'A "Good Person of Shiyan"')],
  ['孔德邻', 'Kong Delin', words('十堰好人代表', 'A "Good Person of Shiyan"')],
  ['白小满', 'Bai Xiaoman', volunteer],
  ['崔长乐', 'Cui Changle', volunteer],
  ['康宁', 'Kang Ning', resident],
  ['毛麦穗', 'Mao Maisui', 'maojian'],
  ['邱叶舟', 'Qiu Yezhou', 'zhangwan'],
  ['秦江月', 'Qin Jiangyue', 'yunyang'],
  ['江银汉', 'Jiang Yinhan', 'yunxi'],
  ['顾青岩', 'Gu Qingyan', 'zhushan'],
  ['史茗', 'Shi Ming', 'zhuxi'],
  ['侯采薇', 'Hou Caiwei', 'fangxian'],
  ['孟沧澜', 'Meng Canglan', 'danjiangkou'],
  ['龙云阶', 'Long Yunjie', 'wudang'],
  ['万新程', 'Wan Xincheng', 'jingkai'],
];

/** Somebody aboard. Everyone aboard judges every stop. Names and posts are made up. */
export interface DemoJudge {
  /** 'j01' to 'j52'. */
  readonly id: string;
  readonly name: Words;
  /** Where they come from. */
  readonly post: Words;
  /** Set when they belong to one of the competing areas. */
  readonly areaId: AreaId | undefined;
}

/** The 52 people aboard; one from each competing area, the rest from the city. All names are made up. */
export const judges: readonly DemoJudge[] = rows.map(([zh, en, post], index) => {
  const id = `j${String(index + 1).padStart(2, '0')}`;
  const name = words(zh, en);
  return typeof post === 'string'
    ? { id, name, post: areaOffice(post), areaId: post }
    : { id, name, post, areaId: undefined };
});
