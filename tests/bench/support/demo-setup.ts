import { roadLines } from '../../../server/demo/drive/road.ts';
import { madeUpNotice } from '../../../server/demo/posts/posts.ts';
import { areas } from '../../../server/demo/tour/areas.ts';
import { judges } from '../../../server/demo/tour/judges.ts';
import { brands, outlets, prizes } from '../../../server/demo/tour/people.ts';
import { rubrics } from '../../../server/demo/tour/rubric.ts';
import { stopKinds, stops } from '../../../server/demo/tour/stops.ts';
import type { Actor } from '../../../shared/tour/actor.ts';
import type { Judge } from '../../../shared/tour/judging/judges.ts';
import type { Setup } from '../../../shared/tour/setup/setup.ts';

/** Who sets the tour up. */
export const organiser: Actor = { role: 'organiser', id: 'bench' };

/** The set-up of the demo's tour: ten areas with outlines, 40 stops, three days with roads. */
export const demoSetup: Setup = {
  name: { zh: '十堰市新时代文明实践拉练', en: 'Shiyan civility practice tour' },
  shortName: { zh: '文明实践拉练', en: 'Civility tour' },
  timeZone: 'Asia/Shanghai',
  notice: madeUpNotice,
  days: roadLines.map(({ day, polyline }) => ({ number: day, date: `2022-07-0${6 + day}`, road: polyline })),
  areas: areas.map(({ id, name, shortName, seat, outline }) => ({
    ...{ id, name, shortName, seat: [seat[0], seat[1]] },
    ...(outline === undefined ? {} : { outline: [...outline] }),
  })),
  stops: stops.map((stop) => ({
    ...{ id: stop.id, number: stop.number, name: stop.name, areaId: stop.areaId, day: stop.day },
    plannedAt: stop.plannedArrival,
    plannedLeaveAt: stop.plannedDeparture,
    position: [stop.position[0], stop.position[1]],
    ...{ kindId: stop.kind, brandId: stop.brandId, rubricId: stop.rubricId },
  })),
  kinds: Object.entries(stopKinds).map(([id, name]) => ({ id, name })),
  brands: brands.map(({ id, name }) => ({ id, name })),
  rubrics: rubrics.map(({ id, name, criteria }) => ({
    ...{ id, name },
    criteria: criteria.map(({ id, label, min, max, step, weightPercent }) => ({
      ...{ id, label, min, max, step },
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
};

/** The demo's 52 judges. */
export const demoJudges: Judge[] = judges.map(({ id, name, post, areaId }) => ({
  ...{ id, name: name.zh, post: post.zh },
  ...(areaId === undefined ? {} : { areaId }),
}));
