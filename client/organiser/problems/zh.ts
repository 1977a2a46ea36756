import { PROBLEM_KINDS, SEVERITIES } from '../../i18n/glossary.ts';

/** The words of problems, in Chinese: the shape that English has to fill. */
export const zh = {
  problems: {
    count: (count: number) => `${count} 个问题`,
    none: '评委还没有反映问题',
    noneNext: '评委在打分页写下的问题只发给组织方，会即时出现在这里。',
    export: '导出 CSV',
    kind: PROBLEM_KINDS.zh,
    severity: SEVERITIES.zh,
    withdrawn: '评委已撤回',
    picture: (number: number) => `图片 ${number}`,
    columns: ['县（市、区）', '站', '点位', '类别', '程度', '内容', '图片数', '评委', '时间', '状态'],
    valid: '有效',
    file: '问题清单',
  },
};
