import type { Sentence } from '../refusal-sentence.ts';

/** Refusals of pictures, films and their uploads; see `../refusals.ts`. */
export const REFUSALS_OF_MEDIA = {
  'picture.unreadable': {
    status: 415,
    zh: '无法读取这张图片：文件不完整，或者不是图片。请使用 JPEG、PNG、WebP、AVIF、HEIC 或 GIF 格式。',
    en: 'This picture cannot be read: it is cut off, or no picture. Use JPEG, PNG, WebP, AVIF, HEIC or GIF.',
  },
  'picture.kind': {
    status: 415,
    zh: '这是 {what} 文件，本系统读不了。请另存为 JPEG、PNG、WebP 或 HEIC 后重新上传；iPhone 可在“设置 → 相机 → 格式”中选“兼容性最佳”。',
    en: 'This is a {what} file, which is not read here. Save it as JPEG, PNG, WebP or HEIC and upload it again.',
  },
  'picture.too-large': {
    status: 413,
    zh: '图片像素过大（上限 {limit}）。请缩小后重新上传。',
    en: 'The picture has too many pixels (limit {limit}). Make it smaller and upload it again.',
  },
  'picture.too-long': {
    status: 413,
    zh: '图片太长或太宽（最长一边不超过 {limit} 像素）。请裁剪或缩小后重新上传。',
    en: 'The picture is too long or too wide (at most {limit} pixels a side). Cut it or make it smaller and upload it again.',
  },
  'picture.unknown': {
    status: 404,
    zh: '没有这张图片。请重新上传后再发布。',
    en: 'There is no such picture. Upload it again, then publish.',
  },
  'picture.gone': {
    status: 410,
    zh: '这张图片已随报道撤回或更正，不再提供。',
    en: 'This picture was withdrawn or corrected away and is no longer here.',
  },
  'video.unreadable': {
    status: 415,
    zh: '无法读取这段视频：文件不完整，或者不是含有画面的 MP4 或 MOV。请导出为 MP4 后重新上传。',
    en: 'This video cannot be read: it is cut off, or no MP4 or MOV with moving pictures. Export it as MP4 and upload it again.',
  },
  'video.kind': {
    status: 415,
    zh: '这是 {what} 文件，手机上播放不了。请导出为 MP4（H.264）后重新上传。',
    en: 'This is a {what} file, which phones do not play. Export it as MP4 (H.264) and upload it again.',
  },
  'video.codec': {
    status: 415,
    zh: '这段视频的编码是 {codec}，手机和浏览器播放不了。请导出为 MP4（H.264，8 位，4:2:0）后重新上传。',
    en: 'This video is coded as {codec}, which phones and browsers do not play. Export it as MP4 (H.264, 8 bit, 4:2:0) and upload it again.',
  },
  'video.unknown': {
    status: 404,
    zh: '没有这段视频。请重新上传后再发布。',
    en: 'There is no such video. Upload it again, then publish.',
  },
  'video.gone': {
    status: 410,
    zh: '这段视频已随报道撤回或更正，不再提供。',
    en: 'This video was withdrawn or corrected away and is no longer here.',
  },
  'video.host': {
    status: 400,
    zh: '不能链接到 {host} 的视频。请上传 MP4，或请运维人员在 VIDEO_HOSTS 中加入该网站。',
    en: 'Videos of {host} cannot be linked to. Upload an MP4, or ask the operator to add the site to VIDEO_HOSTS.',
  },
  'media.too-slow': {
    status: 413,
    zh: '处理这个文件用时过长，已放弃。请缩小或另存后重新上传。',
    en: 'This file took too long to work on and was given up. Make it smaller, or save it anew, and upload it again.',
  },
  'media.busy': {
    status: 503,
    zh: '等待处理的图片太多，稍后会自动重试。',
    en: 'Too many pictures are waiting to be worked on. Try again shortly.',
  },
  'upload.unknown': {
    status: 404,
    zh: '没有这个上传任务，或者它已过期。请重新上传这个文件。',
    en: 'There is no such upload, or it has expired. Upload the file anew.',
  },
  'upload.offset': {
    status: 409,
    zh: '请从第 {received} 字节继续上传。',
    en: 'The upload goes on at byte {received}.',
  },
  'upload.overrun': {
    status: 400,
    zh: '内容超过了声明的 {bytes} 字节。请重新上传这个文件。',
    en: 'There is more than the announced {bytes} bytes. Upload the file anew.',
  },
  'upload.damaged': {
    status: 400,
    zh: '收到的文件与原文件不一致（校验和不符）。请重新上传。',
    en: 'What arrived is not the file that was announced (its checksum differs). Upload it anew.',
  },
  'upload.too-large': {
    status: 413,
    zh: '文件太大（上限 {limit}）。请压缩后重新上传。',
    en: 'The file is too large (limit {limit}). Make it smaller and upload it again.',
  },
  'upload.too-many': {
    status: 429,
    zh: '这个邀请未完成的上传太多（上限 {most} 个，共 {limit}）。请等待其中一些完成。',
    en: 'This invite has too many uploads on their way (limit {most}, {limit} together). Wait for some of them.',
  },
  'disk.full': {
    status: 507,
    zh: '服务器磁盘空间不足，文件没有保存。请保留原文件并联系运维人员，稍后会自动重试。',
    en: 'The disk of the server is full and the file was not kept. Keep it, tell the operator, and try again later.',
  },
  'files.away': {
    status: 503,
    zh: '图片存储暂时没有响应。请保留原文件，稍后会自动重试。',
    en: 'The store of pictures does not answer. Keep the file; try again shortly.',
  },
} as const satisfies Record<string, Sentence>;
