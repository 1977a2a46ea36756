/** The words of what leaves the house, in Chinese: the shape that English has to fill. */
export const zh = {
  outside: {
    archive: '下载静态存档（ZIP）',
    archiveWhat: '观众能看到的全部内容：动态与图片、地图回放、榜单。解压后双击即可打开，也可放到任何网站。',
    embed: '嵌入代码',
    embedWhat: '把直播放进任何网页，选好样式后复制一行代码。',
  },
};
