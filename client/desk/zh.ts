import { zh as coverage } from './coverage/zh.ts';
import { zh as dashboard } from './dashboard/zh.ts';
import { zh as pictures } from './pictures/zh.ts';
import { zh as sending } from './sending/zh.ts';
import { zh as writing } from './writing/zh.ts';

/** The words of the media desk in Chinese, room by room: the shape that English has to fill. Sentences with a hole are functions. */
export const zh = {
  title: '编辑台',
  loading: '正在读取…',
  loadingNext: '第一次打开需要网络。之后没有信号也能打开。',
  noTour: '组织方还没有完成设置。现在写下的内容会留在本机。',
  noSession: '请用邀请链接或二维码进入',
  otherOutlet: '这个浏览器现在登录的是另一家媒体。未送出的稿件仍在本机；请用您自己的邀请链接重新进入。',
  noStorage: '此浏览器不保存数据（可能是无痕模式）。请用普通窗口打开，否则关闭页面会丢失未送出的稿件。',
  noWorker:
    '此浏览器不支持离线打开。请保持本页开着；要离线使用，请点右上角“···”选“在浏览器打开”，再用邀请链接进入。',
  plainHttp: '此地址不是 https，断网后不能重新打开。请保持本页开着；要离线使用，请向组织方索取 https 链接。',
  installed: '没有信号也能打开这一页，写下的内容会留在本机。',
  otherLanguage: 'English',
  newBuild: '新版本已就绪',
  reload: '更新',
  live: '直播页',
  close: '关闭',
  cancel: '取消',
  colon: '：',
  separator: ' · ',
  shortcuts: '快捷键',
  views: { write: '写稿', outbox: '待送出', drafts: '草稿', coverage: '报道', dashboard: '看板' },
  nav: '编辑台导航',
  keys: {
    heading: '键盘快捷键',
    publish: '发布或发出更正',
    save: '存草稿',
    new: '新稿',
    photos: '选图片',
    views: '切换 写稿、待送出、草稿、报道、看板',
    list: '报道列表中移动',
    open: '展开一条报道的操作',
    focusPoint: '移动取景点',
    order: '图片前移、后移',
    help: '打开这张表',
    close: '关闭对话框',
  },
  ...sending,
  ...writing,
  ...pictures,
  ...coverage,
  ...dashboard,
};

/** Every word and sentence of the media desk. */
export type DeskWords = typeof zh;
