import type { Sentence } from '../refusal-sentence.ts';

/** Refusals about who may enter; see `../refusals.ts`. */
export const REFUSALS_OF_PEOPLE = {
  'invite.not-listed': {
    status: 404,
    zh: '没有这个邀请。请刷新邀请列表后重试。',
    en: 'There is no such invite. Load the list of invites again, then retry.',
  },
  'invite.unknown': {
    status: 401,
    zh: '邀请链接无效或不完整。请重新扫码，或向组织方索取新的链接。',
    en: 'This invite link is not valid or not complete. Scan it again, or ask the organiser for a new one.',
  },
  'invite.revoked': {
    status: 401,
    zh: '这个邀请已被撤销。请向组织方索取新的链接。',
    en: 'This invite was revoked. Ask the organiser for a new one.',
  },
  'invite.expired': {
    status: 401,
    zh: '这个邀请已到期。请向组织方索取新的链接。',
    en: 'This invite has run out. Ask the organiser for a new one.',
  },
  'invite.ends-before-now': {
    status: 400,
    zh: '结束时间已经过去。请选择以后的时间；要让链接马上失效，请撤销。',
    en: 'That time has passed. Choose a later one; to end the link now, revoke it.',
  },
  'invite.used': {
    status: 401,
    zh: '这个一次性链接已经用过。请在服务器上运行 npm run invite -- host 或 npm run invite -- organiser 生成新的链接。',
    en: 'This one-time link was used already. Run npm run invite -- host, or -- organiser, on the server to make a new one.',
  },
  'invite.other-tour': {
    status: 403,
    zh: '这个邀请属于另一场拉练。请使用本场的邀请链接。',
    en: 'This invite is for another tour. Use the link of this tour.',
  },
  'invite.for-device': {
    status: 403,
    zh: '这是定位设备的代码。请把它的完整网址填进定位应用，不用在浏览器里打开。',
    en: 'This is the code of a tracking device. Put its whole URL into the tracking app; it is not for a browser.',
  },
  'people.own-link': {
    status: 409,
    zh: '您正用自己的链接登录，换发会让这一页马上退出。请先添加一个新链接并用它进入，再撤销旧的。',
    en: 'You are inside by your own link: replacing it would put this page out at once. Make a new link and enter by it first, then revoke the old one.',
  },
  'people.last-organiser': {
    status: 409,
    zh: '这样做之后就没有组织方能进入了，所以没有执行。请先邀请另一位组织方，等他进入后再试。',
    en: 'No organiser would be left inside, so nothing was done. Invite another organiser first, and try again once that one has entered.',
  },
  'people.unknown': {
    status: 404,
    zh: '没有可以撤销的链接或设备：可能刚被别人撤销。请刷新名单。',
    en: 'There is no link or device to end: somebody else may just have done it. Load the list again.',
  },
} as const satisfies Readonly<Record<string, Sentence>>;
