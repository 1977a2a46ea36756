import type { Alarm } from '../../../shared/alarms.ts';
import { plural } from '../../i18n/plural.ts';

type BackupTrouble = Extract<Alarm, { readonly kind: 'backup' }>['why'];

/** What is said of alarms, in Chinese: the shape that English has to fill. What is wrong, and what to do. */
const zh = {
  title: '请留意',
  judgesSilent: (count: number, stop: string) => `${stop}：${count} 位评委的手机 15 分钟没有消息，还没有打分`,
  judgesDo: '多半是没有信号，打分会存在手机上。请当面提醒；手机没电的，可收纸质打分票后补录。',
  trackerSilent: (time: string) => `车队位置自 ${time} 起没有更新`,
  trackerDo: '请随车人员查看定位手机：是否开机、联网、定位应用在运行。公众页面会注明位置的时间。',
  disk: (host: string, megabytes: number) => `服务器 ${host} 的磁盘只剩 ${megabytes} MB`,
  diskDo: '请尽快清理或扩容。磁盘写满后，图片、视频和打分都无法保存。',
  storeSlow: (host: string, ms: number) => `服务器 ${host} 的存储响应变慢（${ms} 毫秒）`,
  backup: (why: BackupTrouble, last: string | undefined) =>
    `${{ full: '备份失败，备份所在的磁盘已满', unreachable: '备份失败，备份的位置连不上', damaged: '备份失败，日志或备份文件已损坏', broken: '备份失败', old: '很久没有备份了' }[why]}；${last === undefined ? '还没有一份完好的备份' : `最近一份完好的备份是 ${last} 的`}`,
  backupDo: '之前的备份还在，服务器会自动再试。请管理员检查备份的位置和磁盘；在“日志”里可以马上再备份一次。',
  storeDo: '打分不会丢失，但会晚到。请管理员检查服务器负载、磁盘和网络。',
};

const en: typeof zh = {
  title: 'Look at this',
  judgesSilent: (count, stop) =>
    `${stop}: the ${plural(count, 'phone')} of ${plural(count, 'judge')} silent for 15 minutes, and no ballot yet`,
  judgesDo:
    'Mostly there is no signal, and marks are kept on the phone. Ask them; where a phone is flat, enter a ballot from paper.',
  trackerSilent: (time) => `No position of the convoy since ${time}`,
  trackerDo:
    'Ask aboard whether the tracker’s phone is on and connected, and its app running. Pages say how old the position is.',
  disk: (host, megabytes) => `Server ${host} has only ${megabytes} MB left on its disk`,
  diskDo: 'Clear up or enlarge it soon: on a full disk no picture, film or ballot can be kept.',
  storeSlow: (host, ms) => `The store of server ${host} answers slowly (${ms} ms)`,
  backup: (why, last) =>
    `${{ full: 'The backup failed: the disk of the backups is full', unreachable: 'The backup failed: its place does not answer', damaged: 'The backup failed: the log or the file is damaged', broken: 'The backup failed', old: 'No backup was made for long' }[why]}; ${last === undefined ? 'there is no good one yet' : `the last good one is of ${last}`}`,
  backupDo:
    'Earlier ones are still there, and it is tried again by itself. Look at their place and its disk; the log book makes one at once.',
  storeDo: 'No ballot is lost, but they come late. Look at the server’s load, disk and network.',
};

/** The words of alarms in a language. */
export const watchWords = (language: 'zh' | 'en'): typeof zh => (language === 'zh' ? zh : en);
