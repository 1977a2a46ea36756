import { PLAIN_RULE, type ScoringRule } from '../../shared/tour/judging/scoring-rule.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import { roadLines } from './drive/road.ts';
import { networkFigures } from './meeting/programme.ts';
import { madeUpNotice } from './posts/posts.ts';
import { areas } from './tour/areas.ts';
import { routineScores } from './tour/ballots.ts';
import { judges } from './tour/judges.ts';
import { brands, outlets, prizes } from './tour/people.ts';
import { roadShowRubric, rubrics } from './tour/rubric.ts';
import { roadShows } from './tour/schedule.ts';
import { stopKinds, stops } from './tour/stops.ts';
import { words } from './words.ts';

const SHANGHAI_MS = 8 * 3_600_000;

/** The id of an area's talk in the road-show. */
export const talkOf = (areaId: string): string => `talk-${areaId}`;

/** On-site scores, the road-show and routine work; that they count 60, 20 and 20 percent is made up. */
export const demoRule: ScoringRule = {
  ...PLAIN_RULE,
  weights: { onSite: '60', roadShow: '20', routine: '20' },
  tieBreaks: ['on-site', 'road-show', 'digits'],
};

/** Routine-work scores, known to the organiser before the tour. Made up. */
export const demoRoutine = Object.entries(routineScores).map(([areaId, score]) => ({ areaId, score }));

/** The tour of July 2022 as the organiser would set it up. */
export const demoSetup: Setup = {
  name: words(
    '十堰市2022年新时代文明实践暨“六个十堰”品牌创建拉练会',
    'Shiyan 2022: judged tour of civility practice and the six Shiyan brands',
  ),
  shortName: words('十堰拉练', 'Shiyan tour'),
  timeZone: 'Asia/Shanghai',
  notice: madeUpNotice,
  days: roadLines.map(({ day, polyline }) => ({ number: day, date: `2022-07-0${6 + day}`, road: polyline })),
  areas: areas.map(({ id, name, shortName, seat: [lat, lon], outline }) => ({
    id,
    name,
    shortName,
    seat: [lat, lon],
    ...(outline === undefined ? {} : { outline: [...outline] }),
  })),
  stops: stops.map((stop) => ({
    id: stop.id,
    number: stop.number,
    name: stop.name,
    areaId: stop.areaId,
    day: stop.day,
    plannedAt: stop.plannedArrival,
    plannedLeaveAt: stop.plannedDeparture,
    position: [stop.position[0], stop.position[1]],
    kindId: stop.kind,
    brandId: stop.brandId,
    rubricId: stop.rubricId,
  })),
  talks: roadShows.map(({ areaId, beginsAtUnixMs }) => {
    const area = areas.find((one) => one.id === areaId);
    const at = new Date(beginsAtUnixMs + SHANGHAI_MS).toISOString();
    return {
      id: talkOf(areaId),
      name: words(`${area?.shortName.zh}路演`, `Road-show of ${area?.shortName.en}`),
      areaId,
      day: Number(at.slice(8, 10)) - 6,
      plannedAt: at.slice(11, 16),
      rubricId: roadShowRubric.id,
    };
  }),
  kinds: Object.entries(stopKinds).map(([id, name]) => ({ id, name })),
  brands: brands.map(({ id, name }) => ({ id, name })),
  rubrics: [...rubrics, roadShowRubric].map(({ id, name, criteria }) => ({
    id,
    name,
    // Weights of a rubric sum to 10, so that a ballot of full marks has 100.
    criteria: criteria.map(({ id: criterion, label, min, max, step, weightPercent }) => ({
      id: criterion,
      label,
      min,
      max,
      step,
      weight: String(weightPercent / 10),
    })),
  })),
  outlets: outlets.map(({ id, name, colour }) => ({ id, name, colour })),
  prizes: prizes.map(({ id, name, count, amountYuan }) => ({
    id,
    name,
    places: count,
    moneyYuan: amountYuan,
  })),
  figures: [...networkFigures],
};

/** Everyone aboard judges. */
export const demoJudges = judges.map(({ id, name, post, areaId }) => ({
  id,
  name: name.zh,
  post: post.zh,
  ...(areaId === undefined ? {} : { areaId }),
}));
