import { rounded, sum } from '../../../shared/decimal.ts';
import type { Language } from '../../../shared/refusals.ts';
import type { ExplainedBallot, ExplainedItem } from '../../../shared/scoring/explain.ts';
import type { Marks } from '../../../shared/tour/judging/ballots.ts';
import type { ScoringRule } from '../../../shared/tour/judging/scoring-rule.ts';
import type { Rubric } from '../../../shared/tour/setup/rubric.ts';

/** How an item's score came about, in sentences: what was averaged, what was dropped, what else was done. No figures of marks. */
export function averageWords(item: ExplainedItem, rule: ScoringRule, language: Language): readonly string[] {
  const zh = language === 'zh';
  const count = item.ballots.length;
  const ofLock =
    item.lockedAt === undefined
      ? []
      : [
          zh
            ? `有效票数按锁定时的评委人数计：应有 ${item.expected} 张，达到 ${item.quorum} 张计分。`
            : `The quorum is that of the panel when the item was locked: ${item.quorum} of ${item.expected}.`,
        ];
  if (item.score === null)
    return [
      zh
        ? `收到 ${count} 张有分数的打分票，达到 ${item.quorum} 张才计分。`
        : `${count} ballots with marks; ${item.quorum} are needed before a score counts.`,
      ...ofLock,
    ];
  const high = item.ballots.filter(({ dropped }) => dropped === 'high').length;
  const low = item.ballots.filter(({ dropped }) => dropped === 'low').length;
  const kept = count - high - low;
  const average = rule.average === 'median' ? (zh ? '中位数' : 'median') : zh ? '平均数' : 'mean';
  const how =
    rule.countBy === 'criterion'
      ? zh
        ? `${count} 张打分票逐项计算：每个打分项各自取${average}、乘以权重、四舍五入后相加。`
        : `${count} ballots, criterion by criterion: the ${average} of each, weighted, rounded and added up.`
      : high + low > 0
        ? zh
          ? `共 ${count} 张打分票，去掉 ${high} 个最高分、${low} 个最低分，其余 ${kept} 张取${average}，保留 ${rule.itemDigits} 位小数。`
          : `${count} ballots, the ${high} highest and ${low} lowest dropped; the ${average} of the other ${kept}, with ${rule.itemDigits} digits.`
        : zh
          ? `共 ${count} 张打分票，取${average}，保留 ${rule.itemDigits} 位小数。`
          : `The ${average} of ${count} ballots, with ${rule.itemDigits} digits.`;
  const also: string[] = [];
  const drops = rule.average === 'trimmed' ? rule.dropHigh + rule.dropLow : 0;
  if (drops > 0 && count < rule.trimFrom)
    also.push(
      rule.smallPanel === 'closest-two' && count === 3
        ? zh
          ? `不足 ${rule.trimFrom} 张，不按最高、最低去分：三张取最接近的两张。`
          : `Fewer than ${rule.trimFrom}, so highest and lowest are not dropped: the closest two of three count.`
        : zh
          ? `不足 ${rule.trimFrom} 张，不去最高、最低分，全部计入。`
          : `Fewer than ${rule.trimFrom}, so none is dropped: all count.`,
    );
  // By what was done, not by what the rule says: rules of the first edition may name what they did not do.
  if (item.spreads !== undefined) {
    also.push(
      zh
        ? '计算前已按每位评委的宽严做了校正，只与同一评分表的各项相比，校正后的票保留 6 位小数。'
        : 'Before that, strict and mild judges were evened out among items of the same rubric, to 6 digits.',
    );
    const asTheyAre = item.ballots.filter(({ judgeId }) => !hasSpread(item.spreads, judgeId)).length;
    if (asTheyAre > 0)
      also.push(
        zh
          ? `其中 ${asTheyAre} 张没有校正：其评委给各项的分都相同，或只打了一项，看不出宽严，按原分计入。`
          : `${asTheyAre} of them count as they are: their judges gave the same everywhere, or marked one item only.`,
      );
  }
  if (rule.severity.mode === 'group' && item.item.kind === 'stop')
    also.push(zh ? '之后按组做了二次平均校正。' : 'After that, groups of stops were evened out.');
  if (item.recusedByRule.length > 0)
    also.push(
      zh
        ? `来自本县（市、区）的 ${item.recusedByRule.length} 位评委回避，不计入。`
        : `${item.recusedByRule.length} judges of the own area do not count.`,
    );
  return [how, ...also, ...ofLock];
}

/** Whether a judge's ballots differ among each other: who gives the same everywhere cannot be evened out. */
const hasSpread = (spreads: ExplainedItem['spreads'], judgeId: string): boolean =>
  /[1-9]/.test(spreads?.own.get(judgeId)?.deviation ?? '0');

/** At most so many digits, without zeros at the end. */
const short = (value: string, digits = 3): string => rounded(value, digits, 'half-up').replace(/\.?0+$/, '');

/**
 * The same in figures, with the marks themselves: `84.31 = (61.5 + … ) ÷ 50`, what was dropped, and what groups made
 * of it. Empty where nothing counts yet, or where the rule counts by criterion: then each criterion shows its own.
 */
export function averageFigures(
  item: ExplainedItem,
  rule: ScoringRule,
  language: Language,
): readonly string[] {
  if (item.score === null || rule.countBy === 'criterion') return [];
  const zh = language === 'zh';
  const kept = item.ballots.filter(({ dropped }) => dropped === undefined).map(({ counts }) => counts);
  const dropped = item.ballots.flatMap((one) => (one.dropped ? [one.counts] : []));
  const score = item.beforeEvening ?? item.score;
  const middle = [kept[Math.ceil(kept.length / 2) - 1], kept[Math.floor(kept.length / 2)]];
  const [low = '', high = ''] = middle;
  const how =
    rule.average !== 'median'
      ? `${score} = ${sum(kept)} ÷ ${kept.length}`
      : low === high || kept.length % 2 === 1
        ? `${score} = ${low}`
        : `${score} = (${low} + ${high}) ÷ 2`;
  const without = zh ? '去掉' : 'dropped';
  const figures = [
    dropped.length === 0 ? how : `${how}${zh ? '，' : ', '}${without} ${dropped.join(zh ? '、' : ', ')}`,
  ];
  if (item.evening !== undefined) {
    const { items } = item.evening;
    const [overall, group] = [short(item.evening.overall, 6), short(item.evening.group, 6)];
    figures.push(
      zh
        ? `${item.score} = ${score} × ${overall} ÷ ${group}（各站平均 ÷ 本组 ${items} 站平均）`
        : `${item.score} = ${score} × ${overall} ÷ ${group} (mean of all stops ÷ mean of the ${items} of its group)`,
    );
  }
  return figures;
}

/** A ballot's total in figures: `9.5 × 6 + 8 × 4`. */
export const totalFigures = ({ criteria }: Rubric, marks: Marks): string =>
  criteria.map(({ id, weight }) => `${marks[id] ?? '–'} × ${weight}`).join(' + ');

/** How a ballot's total was evened out, in figures: `81.2 ≈ 80.1 + 4.2 × (70 − 71.3) ÷ 5.1`; empty where it was not. */
export function evenedFigures({ spreads }: ExplainedItem, ballot: ExplainedBallot): string {
  const own = spreads?.own.get(ballot.judgeId);
  if (spreads === undefined || own === undefined || ballot.counts === ballot.total) return '';
  const off = `(${ballot.total} − ${short(own.mean)}) ÷ ${short(own.deviation)}`;
  return `≈ ${short(spreads.all.mean)} + ${short(spreads.all.deviation)} × ${off}`;
}
