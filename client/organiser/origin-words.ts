import type { Language } from '../../shared/refusals.ts';
import type { ExplainedItem } from '../../shared/scoring/explain.ts';
import type { ScoringRule } from '../../shared/scoring/rule.ts';

/** How an item's score came about, in sentences: what was averaged, what was dropped, what else was done. No figures of marks. */
export function averageWords(item: ExplainedItem, rule: ScoringRule, language: Language): readonly string[] {
  const zh = language === 'zh';
  const count = item.ballots.length;
  if (item.score === null)
    return [
      zh
        ? `收到 ${count} 张有分数的选票，达到 ${item.quorum} 张才计分。`
        : `${count} ballots with marks; ${item.quorum} are needed before a score counts.`,
    ];
  const high = item.ballots.filter(({ dropped }) => dropped === 'high').length;
  const low = item.ballots.filter(({ dropped }) => dropped === 'low').length;
  const kept = count - high - low;
  const average = rule.average === 'median' ? (zh ? '中位数' : 'median') : zh ? '平均数' : 'mean';
  const how =
    rule.countBy === 'criterion'
      ? zh
        ? `${count} 张选票逐项计算：每个打分项各自取${average}、乘以权重、四舍五入后相加。`
        : `${count} ballots, criterion by criterion: the ${average} of each, weighted, rounded and added up.`
      : high + low > 0
        ? zh
          ? `共 ${count} 张选票，去掉 ${high} 个最高分、${low} 个最低分，其余 ${kept} 张取${average}，保留 ${rule.itemDigits} 位小数。`
          : `${count} ballots, the ${high} highest and ${low} lowest dropped; the ${average} of the other ${kept}, with ${rule.itemDigits} digits.`
        : zh
          ? `共 ${count} 张选票，取${average}，保留 ${rule.itemDigits} 位小数。`
          : `The ${average} of ${count} ballots, with ${rule.itemDigits} digits.`;
  const also: string[] = [];
  if (rule.severity.mode === 'z-score')
    also.push(
      zh ? '计算前已按每位评委的宽严做了校正。' : 'Before that, strict and mild judges were evened out.',
    );
  if (rule.severity.mode === 'group' && item.item.kind === 'stop')
    also.push(zh ? '之后按组做了二次平均校正。' : 'After that, groups of stops were evened out.');
  if (item.recusedByRule.length > 0)
    also.push(
      zh
        ? `来自本县（市、区）的 ${item.recusedByRule.length} 位评委回避，不计入。`
        : `${item.recusedByRule.length} judges of the own area do not count.`,
    );
  return [how, ...also];
}
