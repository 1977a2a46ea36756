/** The words of a ballot's form, in Chinese; they give the shape of every other language. */
export const zh = {
  unmarked: '未打',
  range: (min: string, max: string, step: string) => `${min} 到 ${max}，每步 ${step}`,
  weight: (weight: string) => `权重 ${weight}`,
  less: (label: string) => `${label} 减一步`,
  more: (label: string) => `${label} 加一步`,
  keypad: (label: string) => `${label} 键盘输入`,
  slider: (label: string) => `${label} 滑块`,
  clear: '清除',
  erase: '退格',
  done: '确定',
  next: '下一项',
  wrong: { 'no-number': '请输入数字', 'out-of-range': '超出范围', 'off-step': '不符合步长' },
  total: '合计',
  of: (max: string) => `满分 ${max}`,
  soFar: (missing: number) => `还有 ${missing} 项未打`,
  comment: '评语（可不填）',
  undo: '撤销',
  send: '送出',
};

/** Every word of a ballot's form. */
export type BallotWords = typeof zh;
