import type { StopStatus } from '../../shared/tour/stops.ts';

/** What the map says. */
export interface MapWords {
  readonly map: string;
  readonly stops: string;
  readonly pictures: string;
  readonly controls: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly whole: string;
  readonly follow: string;
  readonly twoFingers: string;
  readonly wheel: string;
  readonly convoy: string;
  readonly convoyLost: string;
  readonly leading: string;
  readonly north: string;
  readonly status: Readonly<Record<StopStatus | 'off', string>>;
  stop(number: number, name: string, status: StopStatus | 'off'): string;
  /** What the first of so many pictures of one place shows. */
  picture(alt: string, count: number): string;
  distance(metres: number): string;
}

const zh: MapWords = {
  map: '拉练地图',
  stops: '各站点，用方向键逐站查看',
  pictures: '现场图片，用方向键逐处查看',
  controls: '地图操作',
  zoomIn: '放大',
  zoomOut: '缩小',
  whole: '看全程',
  follow: '跟随车队',
  twoFingers: '用两根手指移动地图',
  wheel: '按住 Ctrl 键并滚动，可缩放地图',
  convoy: '车队位置',
  convoyLost: '车队最后的位置，暂时没有信号',
  leading: '领先',
  north: '北',
  status: { planned: '未到', 'on-the-way': '正前往', arrived: '已到达', left: '已离开', off: '已取消' },
  stop: (number, name, status) => `第 ${number} 站 ${name} ${zh.status[status]}`,
  picture: (alt, count) => (count > 1 ? `${alt}，此处共 ${count} 张图片` : `图片：${alt}`),
  distance: (metres) => (metres >= 1000 ? `${metres / 1000} 公里` : `${metres} 米`),
};

const en: MapWords = {
  map: 'Map of the tour',
  stops: 'Stops; arrow keys go from stop to stop',
  pictures: 'Pictures; arrow keys go from place to place',
  controls: 'Map controls',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Whole tour',
  follow: 'Follow the convoy',
  twoFingers: 'Use two fingers to move the map',
  wheel: 'Hold Ctrl and scroll to zoom the map',
  convoy: 'The convoy',
  convoyLost: "The convoy's last known place; no signal just now",
  leading: 'leading',
  north: 'N',
  status: {
    planned: 'not yet visited',
    'on-the-way': 'on the way there',
    arrived: 'arrived',
    left: 'left',
    off: 'cancelled',
  },
  stop: (number, name, status) => `Stop ${number}, ${name}, ${en.status[status]}`,
  picture: (alt, count) => (count > 1 ? `${alt}; ${count} pictures here` : `Picture: ${alt}`),
  distance: (metres) => (metres >= 1000 ? `${metres / 1000} km` : `${metres} m`),
};

/** The map's words in the page's language. */
export function mapWords(language: 'zh' | 'en'): MapWords {
  return language === 'zh' ? zh : en;
}
