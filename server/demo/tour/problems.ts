import type { ProblemKind, Severity } from '../../../shared/tour/judging/problems.ts';

/** What a judge of the demo noted at a stop; only the organiser sees it. */
export interface DemoProblem {
  readonly id: string;
  readonly stopId: string;
  /** Which of the judges, from 0. */
  readonly judge: number;
  /** When, as a share of the time the convoy is there. */
  readonly share: number;
  readonly kind: ProblemKind;
  readonly severity: Severity;
  readonly text: string;
}

const problem = (
  stopId: string,
  judge: number,
  share: number,
  kind: ProblemKind,
  severity: Severity,
  text: string,
): DemoProblem => ({
  ...{ id: `demo-problem-${stopId}-${judge}`, stopId, judge, share, kind, severity, text },
});

/** Made up, as the stops are. */
export const problems: readonly DemoProblem[] = [
  problem('s02', 4, 0.45, 'site', 'minor', '宣传栏里还是去年的值班表，联系电话已经停用，请更换。'),
  problem('s06', 11, 0.6, 'records', 'major', '志愿服务台账只有签到，没有时长和内容，六月以后是空白。'),
  problem('s09', 23, 0.4, 'service', 'minor', '便民服务点没有写开放时间，下午来的居民不知道几点有人。'),
  problem('s13', 2, 0.75, 'activity', 'major', '活动以拍照为主，问了三位居民，都说平时没有参加过。'),
  problem('s16', 37, 0.5, 'site', 'grave', '活动室只有一个出口，门前堆着桌椅，人多时不安全，请当天清开。'),
  problem('s16', 18, 0.55, 'site', 'major', '活动室后门锁着，疏散通道被桌椅挡住。'),
  problem('s20', 29, 0.7, 'records', 'minor', '积分兑换记录里有两页没有签名。'),
  problem('s21', 7, 0.6, 'service', 'major', '“点单”系统里有九单超过半个月没有人接，没有说明原因。'),
  problem('s24', 15, 0.45, 'activity', 'minor', '活动计划贴在墙上，七月的场次没有写地点。'),
  problem('s27', 40, 0.5, 'site', 'major', '实践站门口的坡道太陡，轮椅上不去。'),
  problem('s31', 9, 0.65, 'records', 'minor', '志愿者名册和系统里的人数对不上，差六人。'),
  problem('s35', 33, 0.4, 'service', 'major', '饮水机旁没有温度提示，孩子伸手就能碰到开水。'),
];
