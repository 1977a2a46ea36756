import type { Sentence } from '../refusal-sentence.ts';

/** What is refused of posts, drafts and likes; see `../refusals.ts`. */
export const REFUSALS_OF_COVERAGE = {
  'post.unknown': { status: 404, zh: '没有这条报道：{post}。', en: 'There is no post {post}.' },
  'post.exists': {
    status: 409,
    zh: '这条报道已经存在：{post}。如需修改，请用更正。',
    en: 'Post {post} exists already. Correct it instead.',
  },
  'post.empty': {
    status: 400,
    zh: '报道没有内容。请填写标题、正文或添加图片。',
    en: 'The post is empty. Write a title or a text, or add a picture.',
  },
  'post.stale': {
    status: 409,
    zh: '这条报道已被他人修改（现为第 {version} 版，您编辑的是第 {basedOn} 版）。请对照最新内容后再提交。',
    en: 'The post was changed meanwhile (now version {version}, you edited {basedOn}). Compare and send again.',
  },
  'post.other-outlet': {
    status: 403,
    zh: '这条报道属于另一家媒体（{outlet}），不能修改。',
    en: 'This post belongs to another outlet ({outlet}) and cannot be changed.',
  },
  'post.withdrawn': {
    status: 409,
    zh: '这条报道已撤回，不能再修改。',
    en: 'This post was withdrawn and cannot be changed.',
  },
  'post.too-many-pictures': {
    status: 400,
    zh: '一条报道最多 {most} 张图片。请分成几条发布。',
    en: 'A post has at most {most} pictures. Make several posts of it.',
  },
  'post.awaits-no-picture': {
    status: 409,
    zh: '这条报道的图片已经到齐。要增换图片，请用“更正”。',
    en: 'All pictures of this post have arrived. To change them, correct the post.',
  },
  'post.only-pictures': {
    status: 409,
    zh: '这条报道除了未到的图片没有别的内容。请用“更正”写上文字，或撤回它。',
    en: 'This post holds nothing but pictures that have not arrived. Correct it with a text, or withdraw it.',
  },
  'post.not-to-share': {
    status: 400,
    zh: '只能转发其他媒体的原创报道。',
    en: 'Only another outlet’s own post can be passed on.',
  },
  'post.other-kind': {
    status: 400,
    zh: '更正不能改变报道的类型。请撤回后重新发布。',
    en: 'A correction cannot change the kind of a post. Withdraw it and publish a new one.',
  },
  'video.one-source': {
    status: 400,
    zh: '视频需要一个上传的文件或一个链接，二者选一。',
    en: 'A video needs either an uploaded file or a link.',
  },
  'moment.told': {
    status: 409,
    zh: '这个时刻已经播报过（{post}）。',
    en: 'This moment is published already ({post}).',
  },
  'draft.unknown': {
    status: 404,
    zh: '没有这份草稿。它可能已经发布或删除。',
    en: 'There is no such draft. It may have been published or removed.',
  },
  'draft.stale': {
    status: 409,
    zh: '同事已修改这份草稿（现为第 {version} 版，您编辑的是第 {basedOn} 版）。请对照两份内容后再保存。',
    en: 'A colleague changed the draft meanwhile (now version {version}, you edited {basedOn}). Compare both and save again.',
  },
  'draft.too-many': {
    status: 409,
    zh: '草稿最多 {most} 份。请先发布或删除几份。',
    en: 'There are at most {most} drafts. Publish or remove some first.',
  },
  'schedule.past': {
    status: 400,
    zh: '定时发布的时间已经过去。请选择以后的时间，或直接发布。',
    en: 'The time to publish at is past. Choose a later one, or publish now.',
  },
  'schedule.no-time': {
    status: 400,
    zh: '请选择定时发布的时间。',
    en: 'Choose the time at which it is to be published.',
  },
  'post.too-many-pinned': {
    status: 409,
    zh: '置顶最多 {most} 条。请先取消一条。',
    en: 'At most {most} posts can be pinned. Unpin one first.',
  },
  'outlet.revoked': {
    status: 403,
    zh: '这家媒体的邀请已全部撤销，没有发布。请联系组织方。',
    en: 'All invites of this outlet were revoked, so nothing was published. Ask the organiser.',
  },
  'like.withdrawn': {
    status: 409,
    zh: '这条报道已撤回，不能点赞。',
    en: 'This post was withdrawn and cannot be liked.',
  },
} as const satisfies Record<string, Sentence>;
