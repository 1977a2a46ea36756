/** The words of what wants a decision, in Chinese: the shape that English has to fill. */
export const zh = {
  now: {
    nothing: '现在没有需要决定的事',
    nothingNext: '车队离开点位、评委反映问题或有点位可以锁定时，会先出现在这里。',
    at: '车队正在这里',
    left: (time: string) => `${time} 离开`,
    ballots: (given: number, expected: number) => `${given} / ${expected} 张打分票`,
    lacking: (count: number) => `还差 ${count} 人`,
    complete: '已收齐',
    open: '查看',
    remindAll: (count: number) => `提醒 ${count} 人`,
    lock: '锁定',
    toLock: (count: number) => `${count} 个点位或路演已收齐，可以锁定`,
    lackingItems: (count: number) => `${count} 个点位或路演还差打分票`,
    problems: (count: number) => `评委反映了 ${count} 个问题`,
    grave: (count: number) => `其中 ${count} 个严重`,
    routineMissing: (count: number) => `${count} 个县（市、区）的平时工作分还没录入`,
    meeting: {
      finalise: '成绩已齐全，可以定稿',
      begin: '成绩已定稿，揭晓仪式可以开始',
      running: '揭晓仪式正在进行',
      open: '仪式已结束，全部成绩还没有向公众公开',
    },
    more: (count: number) => `另有 ${count} 个`,
  },
};
