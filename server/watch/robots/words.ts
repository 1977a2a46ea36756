import type { Alarm } from '../../../shared/alarms.ts';
import { cutText } from '../../../shared/text.ts';
import { itemsOf } from '../../../shared/tour/setup/items.ts';
import type { Tour } from '../../../shared/tour/state.ts';

const MOST_NAMED = 8;

const BACKUP_WORDS: Readonly<Record<Extract<Alarm, { readonly kind: 'backup' }>['why'], string>> = {
  full: '备份失败：备份所在的磁盘已满',
  unreachable: '备份失败：备份的位置连不上',
  damaged: '备份失败：日志或备份文件已损坏',
  broken: '备份失败',
  old: '很久没有备份了',
};

/** What is wrong, and what to do, as a group reads it. These services are read in Chinese. */
function saidOf(alarm: Alarm, tour: Tour): readonly [what: string, todo: string] {
  switch (alarm.kind) {
    case 'judges-silent': {
      const stop = tour.setup === null ? undefined : itemsOf(tour.setup).get(alarm.stopId);
      const named = alarm.judgeIds.slice(0, MOST_NAMED).map((id) => tour.judges[id]?.name ?? id);
      const more = alarm.judgeIds.length > MOST_NAMED ? '等' : '';
      return [
        `${stop?.name.zh ?? alarm.stopId}：${alarm.judgeIds.length} 位评委的手机 15 分钟没有消息，还没有打分（${named.join('、')}${more}）`,
        '请当面提醒；手机没电的，可收纸质打分票后补录',
      ];
    }
    case 'tracker-silent':
      return ['车队位置长时间没有更新', '请随车人员查看定位手机是否开机、联网'];
    case 'disk':
      return [`服务器 ${alarm.host} 的磁盘只剩 ${alarm.freeMegabytes} MB`, '请尽快清理或扩容'];
    case 'store-slow':
      return [`服务器 ${alarm.host} 的存储响应变慢（${alarm.answersInMs} 毫秒）`, '请管理员检查服务器'];
    case 'backup':
      return [BACKUP_WORDS[alarm.why], '请管理员检查备份的位置和磁盘'];
    case 'clock':
      return [`服务器 ${alarm.host} 的时钟有误`, '请校准时钟，再到组织方页面确认'];
  }
}

/** The beginning of every message: groups that ask for a keyword find 拉练 in it. */
const headOf = (tour: Tour): string => `【拉练直播】${cutText(tour.setup?.shortName.zh ?? '', 40, '…')}`;

/** The message that an alarm begins, or is over. `link`: where to look, where the server knows its address. */
export function alarmMessage(
  alarm: Alarm,
  {
    tour,
    isOver,
    link,
  }: { readonly tour: Tour; readonly isOver: boolean; readonly link: string | undefined },
): string {
  const [what, todo] = saidOf(alarm, tour);
  const lines = isOver ? [`已恢复：${what}`] : [`请留意：${what}`, `${todo}。`];
  return [headOf(tour), ...lines, ...(link === undefined || isOver ? [] : [link])].join('\n');
}

/** The message that says that messages arrive. */
export const trialMessage = (tour: Tour): string =>
  `${headOf(tour)}\n这是一条测试消息：途中出现异常时，会在这里提醒。`;
