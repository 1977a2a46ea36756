import type { Sentence } from '../refusal-sentence.ts';

/** Refusals of what a host does with tours, and of tours that he has shut; see `../refusals.ts`. */
export const REFUSALS_OF_HOUSE = {
  'tour.id-form': {
    status: 400,
    zh: '网址“{id}”不能用：只能用小写字母、数字和连字符，以字母或数字开头，最多 40 个字符。',
    en: 'The address “{id}” cannot be used: lower-case letters, digits and hyphens only, a letter or digit first, at most 40.',
  },
  'tour.id-reserved': {
    status: 400,
    zh: '网址“{id}”留作他用，请换一个。',
    en: 'The address “{id}” is kept for something else. Choose another one.',
  },
  'tour.id-taken': {
    status: 409,
    zh: '网址“{id}”已有一场拉练在用，请换一个。',
    en: 'There is a tour at “{id}” already. Choose another address.',
  },
  'tour.id-used': {
    status: 409,
    zh: '网址“{id}”曾属于一场已删除的拉练，为免手机上的旧数据混入，不能再用，请换一个。',
    en: 'A tour that was deleted was at “{id}”; phones may still hold something of it, so nobody gets that address again. Choose another one.',
  },
  'backup.no-place': {
    status: 409,
    zh: '这台服务器没有设置备份位置，无法备份。请运行服务器的人设置 BACKUP_DIR 后重启。',
    en: 'This server has no place for backups. Ask whoever runs it to set BACKUP_DIR and start it again.',
  },
  'backup.rehearsal': {
    status: 409,
    zh: '彩排不备份，请在正式的拉练里备份。',
    en: 'A rehearsal is not backed up. Back up the real tour.',
  },
  'tour.being-made': {
    status: 409,
    zh: '这场拉练正在创建，请过几秒再看一次列表。',
    en: 'This tour is being made. Look at the list again in a few seconds.',
  },
  'tour.name-mistyped': {
    status: 400,
    zh: '输入的名称与这场拉练的名称不一致，没有删除。请照“{name}”原样输入。',
    en: 'What was typed is not the name of this tour; nothing was deleted. Type “{name}” as it stands.',
  },
  'tour.going': {
    status: 410,
    zh: '这场拉练的内容已开始清除，不能恢复了。',
    en: 'All of this tour is being taken away already: it cannot be had back.',
  },
  'tour.archived': {
    status: 409,
    zh: '这场拉练已经归档，只能查看，不再接收内容。没有送出的仍留在这台设备上；要继续，请组织方联系站点管理员取消归档。',
    en: 'This tour is archived: it can be read, and takes nothing any more. What was not sent stays on this device; to go on, have the organiser ask the host to take it out of the archive.',
  },
  'tour.deleted': {
    status: 410,
    zh: '这场拉练已被删除，不能再查看，也不再接收内容。没有送出的仍留在这台设备上；如有疑问，请联系组织方。',
    en: 'This tour was deleted: it can be read no more, and takes nothing. What was not sent stays on this device; ask the organiser if you need to.',
  },
} as const satisfies Record<string, Sentence>;
