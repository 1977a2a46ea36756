/** The words of the bar of places, in Chinese: the shape that English has to fill. */
export const zh = {
  /** What places are called, by what they are called in addresses. */
  places: {
    now: '现在',
    scores: '打分',
    result: '成绩',
    meeting: '总结会',
    setup: '设置',
    public: '公开',
    problems: '问题',
    log: '日志',
  },
  bar: {
    label: '各个位置',
    waiting: (count: number) => `${count} 项待办`,
    alarms: (count: number) => `${count} 项警报`,
    loading: (name: string) => `正在打开“${name}”`,
    failed: (name: string) => `“${name}”没有取到`,
    failedWhy: '可能是网络断了，也可能是服务器刚更新过。已填写的内容都还在。',
    again: '再试一次',
    reload: '重新载入本页',
    reloadLoses: '重新载入会丢掉还没提交的内容：请先到原处提交。',
    noDialog: '没有打开：相关文件没有取到。请检查网络后再试一次。',
    unknown: (asked: string) => `没有“${asked}”这个位置`,
    unknownWhy: '链接可能不完整，或者是别的版本的。可以去：',
  },
  keys: {
    title: '键盘操作',
    places: (names: readonly string[]) => `依次打开${names.join('、')}`,
    stealth: '隐身：隐去一切能看出谁先谁后的内容',
    help: '显示这份说明',
    bar: '在位置栏里移动，回车打开',
    matrix: '在打分表里移动，回车打开',
    close: '关闭最上面的窗口',
    single: '用单个按键操作',
    singleWhy: '用语音输入、或容易误触按键时，可以关掉；其余操作不受影响。',
  },
};
