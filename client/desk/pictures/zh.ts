import { FILM_WARNINGS } from '../../../shared/media/film-warnings.ts';

/** The words of pictures and films, in Chinese: the shape that English has to fill. */
export const zh = {
  photo: {
    name: (at: number) => `图片 ${at}`,
    alt: '画面说明',
    altPlaceholder: (proposed: string) =>
      `画面里有什么？看不见图片的读者靠它。不填先用“${proposed}”，以后可补`,
    altEn: '画面说明（英文，可不填）',
    caption: '图说（可不填）',
    details: '取景点、时间和地点',
    focus: '取景点：轻点画面里最重要的地方。图片被裁切时它总在画面内。',
    focusAt: (x: number, y: number) => `取景点，横 ${x}%，竖 ${y}%。方向键移动。`,
    focusClear: '恢复居中',
    taken: '拍摄信息',
    tellsTime: (time: string) => `公开拍摄时间：${time}`,
    tellsPlace: '公开拍摄地点，图片会出现在地图上',
    place: (lat: string, lon: string) => `北纬 ${lat}，东经 ${lon}`,
    tellsTimeUnknown: '照片里如有拍摄时间，就公开',
    tellsPlaceUnknown: '照片里如有拍摄地点，就公开并放到地图上',
    takenUnknown: '照片传到服务器后才知道它记了什么；现在可以先选好。',
    takenNothing: '这张照片没有记下时间和地点。',
    earlier: '前移',
    later: '后移',
    remove: '移除',
    pause: '暂停',
    resume: '继续',
    again: '重试',
    state: {
      kept: '已送达',
      waiting: '等待送出',
      paused: '已暂停',
      looking: '服务器处理中',
      sent: (percent: number) => `已传 ${percent}%`,
    },
    noPreview: '暂无预览',
    notPicture: (name: string) =>
      `“${name}”不是可用的图片，没有加入。可用 JPEG、PNG、WebP、AVIF、HEIC、GIF。`,
    otherKind: (name: string, what: string) =>
      `“${name}”是 ${what} 文件，没有加入。请另存为 JPEG、PNG 或 HEIC 后再选；视频请在“视频”中添加。`,
    tooLarge: (name: string) => `“${name}”超过 40 MB，也无法在本机缩小，没有加入。`,
    unreadable: (name: string) => `读不到“${name}”，没有加入。请在相册里打开它一次，再重新选择。`,
    unreadableNow: '本机现在读不到这个文件。可以再试一次；还是不行，就移除后重新选择。',
    lost: '本机上的文件已不在。请移除后重新选择。',
  },
  film: {
    broken: (name: string) => `“${name}”不完整，或者不是视频，没有加入。请重新导出为 MP4（H.264）后再选。`,
    otherKind: (name: string, what: string) =>
      `“${name}”是 ${what} 文件，手机上播放不了，没有加入。请导出为 MP4（H.264）后再选。`,
    otherCodec: (name: string, codec: string) =>
      `“${name}”的编码是 ${codec}，手机和浏览器播放不了，没有加入。请导出为 MP4（H.264）后再选。`,
    warnings: {
      'video.hevc': FILM_WARNINGS['video.hevc'].zh,
      'video.silent': FILM_WARNINGS['video.silent'].zh,
    },
  },
  describe: {
    heading: '补画面说明',
    how: '看不见图片的读者靠它了解画面。补上不算更正，读者看不到改动记录。',
    list: '待补画面说明',
    count: (count: number) => `${count} 张图片缺画面说明`,
    do: '保存',
  },
};
