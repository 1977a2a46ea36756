import type { FilmWarning } from './film.ts';

/** What is said to whoever sends a film that is taken, but that not everybody sees or hears. */
export const FILM_WARNINGS: Readonly<Record<FilmWarning, { readonly zh: string; readonly en: string }>> = {
  'video.hevc': {
    zh: '这段视频的编码是 HEVC（H.265），一部分手机和电脑看不到画面。最好导出为 H.264；iPhone 可在“设置 → 相机 → 格式”中选“兼容性最佳”再拍。',
    en: 'This video is coded as HEVC (H.265): some phones and computers will not show it. H.264 is better; on an iPhone choose Settings, Camera, Formats, Most Compatible.',
  },
  'video.silent': {
    zh: '这段视频的声音编码在浏览器中播放不了，观众只能看到画面。要有声音，请导出为 MP4（AAC）。',
    en: 'Browsers cannot play the sound of this video: viewers will see it without. For sound, export it as MP4 (AAC).',
  },
};
