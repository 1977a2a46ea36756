import type { SuggestedMoment } from '../../shared/desk.ts';
import type { ShownStandings } from '../../shared/scoring/standings.ts';
import { cutText } from '../../shared/text.ts';
import { stopsOff } from '../../shared/tour/conduct/falling-out.ts';
import type { ProposedMoment } from '../../shared/tour/posts/moments.ts';
import { placeMoments } from '../../shared/tour/posts/place-moments.ts';
import { MOST_TEXT, MOST_TITLE } from '../../shared/tour/posts/posts.ts';
import { areaNamed } from '../../shared/tour/setup/contest.ts';
import type { Setup, Stop } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { clockOf, dateOf } from './tour-clock.ts';

/** What the words are made of: a viewer's tour and a viewer's standings, so that they cannot tell more. */
export interface MomentBasis {
  readonly tour: Tour;
  readonly setup: Setup;
  readonly standings: ShownStandings;
}

/** How many areas a result names. */
const NAMED_AREAS = 3;

/** A moment with a title and a text in the language of the coverage, said of what the log holds and no more. */
export function suggest(moment: ProposedMoment, basis: MomentBasis): SuggestedMoment {
  const stop = basis.setup.stops.find(({ id }) => id === moment.stopId);
  const brandId = stop?.brandId;
  const { title, text } = wordsOf(moment, stop, basis);
  // Made of names, each of which may be as long as a title: what is longer than a post may say would be refused.
  const words = { title: cutText(title, MOST_TITLE, '…'), text: cutText(text, MOST_TEXT, '…') };
  return { ...moment, ...words, ...(brandId !== undefined && { brandId }) };
}

interface Words {
  readonly title: string;
  readonly text: string;
}

function wordsOf(moment: ProposedMoment, stop: Stop | undefined, basis: MomentBasis): Words {
  const { tour, setup } = basis;
  const { day = 0, at } = moment;
  const when = clockOf(at, setup.timeZone);
  switch (moment.feature.what) {
    case 'day-begins': {
      const stops = stopsOf(setup, day);
      const first = stops[0];
      const plan = first && `今天计划走访 ${stops.length} 个点位，第一站是${placeOf(setup, first)}。`;
      return {
        title: `第 ${day} 天 · 出发`,
        text: `${dateOf(at, setup.timeZone)} ${when}，${setup.shortName.zh}车队出发，开始第 ${day} 天的行程。${plan ?? ''}`,
      };
    }
    case 'arrival':
      return {
        title: `抵达${titleOf(stop)}`,
        text: `${when}，车队抵达${stop && placeOf(setup, stop)}。${brandOf(setup, stop)}`,
      };
    case 'departure': {
      const { arrivedAt } = tour.stops[stop?.id ?? ''] ?? {};
      const minutes = arrivedAt === undefined ? 0 : Math.round((at - arrivedAt) / 60_000);
      const stayed = minutes > 0 ? `，在现场停留 ${minutes} 分钟` : '';
      const next =
        stop &&
        stopsOf(setup, stop.day).find(({ id, number }) => number > stop.number && !stopsOff(tour).has(id));
      const onwards = next === undefined ? '' : `下一站：${placeOf(setup, next)}。`;
      return {
        title: `离开${titleOf(stop)}`,
        text: `${when}，车队离开${stop && placeOf(setup, stop)}${stayed}。${onwards}`,
      };
    }
    case 'road-show': {
      const talk = setup.talks?.find(({ id }) => moment.feature.momentId === `road-show.${id}`);
      const area = areaName(setup, moment.areaId);
      return {
        title: `路演 · ${area}`,
        text: `按日程，${talk?.plannedAt ?? when} 轮到${area}登台路演：${talk?.name.zh ?? ''}。`,
      };
    }
    case 'day-ends': {
      const seen = stopsOf(setup, day).filter(({ id }) => tour.stops[id]?.arrivedAt !== undefined).length;
      return {
        title: `第 ${day} 天 · 行程结束`,
        text: `${dateOf(at, setup.timeZone)} ${when}，第 ${day} 天的行程结束，当天走访 ${seen} 个点位。`,
      };
    }
    case 'place':
      return placeWords(moment, basis);
    case 'result':
      return { title: '成绩公布', text: resultText(basis) };
  }
}

/** The first areas with their scores, as far as the public sees them. */
function resultText({ tour, setup, standings }: MomentBasis): string {
  const over = tour.told === null ? '全部行程已经结束' : '总结会已经揭晓全部名次';
  const rows = standings.mode === 'live' ? standings.rows : [];
  const named = rows.filter(({ rank }) => rank !== null && rank <= NAMED_AREAS);
  if (standings.mode !== 'live' || named.length === 0) return `${over}，成绩见排行榜。`;
  const by = standings.by === 'total' ? '总分' : '现场打分';
  const lines = named.map(
    ({ rank, areaId, score }) => `第 ${rank} 名：${areaName(setup, areaId)}，${score} 分`,
  );
  return `${over}，按${by}排名：\n${lines.join('\n')}\n完整名次见排行榜。`;
}

/** A place of the result, as far as everybody is told. */
function placeWords({ feature, at }: ProposedMoment, { tour, setup }: MomentBasis): Words {
  const { place } = placeMoments(tour.told).find(({ of }) => feature.momentId === `place.${of}`) ?? {};
  if (place?.areas === undefined) return { title: '名次揭晓', text: '' };
  const { rank, areas, prizeId } = place;
  const name = (areaId: string): string => areaNamed(tour, areaId)?.name.zh ?? '';
  const prize = setup.prizes.find(({ id }) => id === prizeId)?.name.zh ?? `第 ${rank} 名`;
  const shared = areas.length > 1 ? `，${areas.length} 家并列` : '';
  const lines = areas.map(
    ({ areaId, score }) => `${name(areaId)}${score === undefined ? '' : `，${score} 分`}`,
  );
  return {
    title: `${prize}揭晓：${areas.map(({ areaId }) => name(areaId)).join('、')}`,
    text: `${clockOf(at, setup.timeZone)}，${setup.shortName.zh}总结会揭晓${prize}（第 ${rank} 名${shared}）：\n${lines.join('\n')}`,
  };
}

const stopsOf = (setup: Setup, day: number): readonly Stop[] =>
  setup.stops.filter((stop) => stop.day === day).sort((a, b) => a.number - b.number);

const areaName = (setup: Setup, areaId: string | undefined): string =>
  setup.areas.find(({ id }) => id === areaId)?.name.zh ?? '';

/** `第 12 站 · 水坪镇新时代文明实践所`. */
const titleOf = (stop: Stop | undefined): string =>
  stop === undefined ? '' : `第 ${stop.number} 站 · ${stop.name.zh}`;

/** `竹溪县水坪镇新时代文明实践所（第 12 站）`; the area only where the name does not begin with it. */
function placeOf(setup: Setup, stop: Stop): string {
  const area = areaName(setup, stop.areaId);
  return `${stop.name.zh.startsWith(area) ? '' : area}${stop.name.zh}（第 ${stop.number} 站）`;
}

function brandOf(setup: Setup, stop: Stop | undefined): string {
  const brand = setup.brands.find(({ id }) => id === stop?.brandId)?.name.zh;
  return brand === undefined ? '' : `本站展示的品牌：${brand}。`;
}
