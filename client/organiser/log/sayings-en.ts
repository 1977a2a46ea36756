import { SCENES } from '../../../shared/tour/ceremony/scenes.ts';
import { PROBLEM_KINDS, SEVERITIES } from '../../i18n/glossary.ts';
import { eventsSaid, isReasonSaid } from './changes.ts';
import { type Sayings, said } from './saying.ts';

const why = (reason: string | undefined): string => (reason === undefined ? '' : `, because: ${reason}`);
const STATUS = {
  planned: 'The convoy has not set out for',
  'on-the-way': 'The convoy sets out for',
  arrived: 'The convoy arrives at',
  left: 'The convoy leaves',
} as const;
const MODE = { live: 'standings live', hidden: 'standings hidden', frozen: 'standings frozen' } as const;

/** What happened, in English. */
export const sayingsEn: Sayings = {
  'tour.setUp': ({ setup }) =>
    `Set-up saved: ${setup.days.length} days, ${setup.areas.length} areas, ${setup.stops.length} stops`,
  'stop.revised': ({ stop }, { item }) => `Stop revised: ${item(stop.id)}`,
  'stop.cancelled': ({ itemId, reason }, { item }) =>
    `${item(itemId)} cancelled${why(reason?.en ?? reason?.zh)}`,
  'stop.restored': ({ itemId }, { item }) => `${item(itemId)} restored`,
  'area.withdrawn': ({ areaId, reason }, { area }) =>
    `${area(areaId)} withdraws${why(reason?.en ?? reason?.zh)}`,
  'area.readmitted': ({ areaId }, { area }) => `${area(areaId)} takes part again`,
  'opening.set': ({ opening }) =>
    opening === 'on-arrival' ? 'Stops open for scoring on arrival' : 'Stops open for scoring at any time',
  'judges.announced': ({ text }) => `All judges told: ${text.en ?? text.zh}`,
  'announcement.withdrawn': () => 'Announcement to judges withdrawn',
  'announcement.known': ({ judgeId }, { judge }) => `Judge ${judge(judgeId)} knows an announcement`,
  'notice.given': ({ text }) => `Viewers told: ${text.en ?? text.zh}`,
  'notice.withdrawn': () => 'Notice to viewers withdrawn',
  'day.begun': ({ day }) => `Day ${day} begins`,
  'day.ended': ({ day }) => `Day ${day} ends`,
  'day.sealed': ({ day, seq }) => `Day ${day} sealed, up to line ${seq}`,
  'stop.marked': ({ stopId, status }, { item }) => `${STATUS[status]} ${item(stopId)}`,
  'item.locked': ({ itemId, reason }, { item }) => `${item(itemId)} locked${why(reason)}`,
  'item.reopened': ({ itemId, reason }, { item }) => `${item(itemId)} reopened${why(reason)}`,
  'judge.appointed': ({ judge }) => `Judge ${judge.name} appointed`,
  'judge.dismissed': ({ judgeId }, { judge }) => `Judge ${judge(judgeId)} dismissed`,
  'judge.reminded': ({ judgeId, itemIds }, { judge }) =>
    `Judge ${judge(judgeId)} reminded (${itemIds.length})`,
  'visibility.set': ({ visibility }, { time }) =>
    `Public: ${MODE[visibility.mode]}${visibility.mode === 'frozen' ? ` at ${time(visibility.fromUnixMs)}` : ''}`,
  'visibility.planned': ({ plan }, { time }) =>
    `Planned: ${MODE[plan.visibility.mode]} from ${time(plan.atUnixMs)} on`,
  'visibility.unplanned': () => 'Plan for the public dropped',
  'post.published': ({ postId, outletId, author }, { post, outlet }) =>
    `${outlet(outletId)}${author ? `, ${author},` : ''} publishes ${post(postId)}`,
  'post.corrected': ({ postId, note }, { post }) => `${post(postId)} corrected: ${note}`,
  'post.withdrawn': ({ postId, reason }, { post }) => `${post(postId)} withdrawn${why(reason)}`,
  'post.pinned': ({ postId }, { post }) => `${post(postId)} pinned`,
  'post.unpinned': ({ postId }, { post }) => `${post(postId)} unpinned`,
  'post.pictured': ({ postId }, { post }) => `A picture added to ${post(postId)}`,
  'post.awaitsFewer': ({ postId }, { post }) => `${post(postId)} waits for fewer pictures`,
  'post.described': ({ postId }, { post }) => `A picture of ${post(postId)} described`,
  'post.keyed': ({ postId }, { post }) => `${post(postId)} made a key moment`,
  'post.unkeyed': ({ postId }, { post }) => `${post(postId)} is no key moment any more`,
  'ballot.cast': ({ judgeId, itemId, marks }, names) =>
    `Judge ${names.judge(judgeId)} scores ${names.item(itemId)}: ${names.marks(marks)}`,
  'ballot.amended': ({ judgeId, itemId, marks }, names) =>
    `Judge ${names.judge(judgeId)} amends ${names.item(itemId)}: ${names.marks(marks)}`,
  'rule.set': ({ reason }) => `Scoring rule changed${why(reason)}`,
  'routine.scored': ({ areaId, score, reason }, { area }) =>
    `Routine-work score of ${area(areaId)}${score === null ? ' cleared' : `: ${score}`}${why(reason)}`,
  'area.adjusted': ({ areaId, points, reason }, { area }) =>
    `${area(areaId)} adjusted by ${points}${why(reason)}`,
  'adjustment.revoked': ({ reason }) => `An adjustment revoked${why(reason)}`,
  'problem.noted': ({ judgeId, itemId, kind, severity, text }, { judge, item }) =>
    `Judge ${judge(judgeId)} notes a problem at ${item(itemId)} (${PROBLEM_KINDS.en[kind]}, ${SEVERITIES.en[severity]}): ${text}`,
  'problem.revised': ({ judgeId, text }, { judge }) => `Judge ${judge(judgeId)} revises a problem: ${text}`,
  'problem.withdrawn': ({ judgeId }, { judge }) => `Judge ${judge(judgeId)} withdraws a problem`,
  'moments.ruled': ({ rule }) =>
    rule.kinds.length === 0 ? 'No posts by rule any more' : 'Rule for posts that publish themselves changed',
  'result.finalised': ({ reason }) => `Result made final${why(reason)}`,
  'result.reopened': ({ reason }) => `Result reopened${why(reason)}`,
  'consent.set': ({ consent, reason }) =>
    `A second organiser’s consent ${consent === 'none' ? 'is not asked any more' : 'is asked'} for what changes the result${why(reason)}`,
  'change.proposed': ({ change, who }, names) =>
    `${who.name} proposes: ${eventsSaid(change)
      .map((event) => said(sayingsEn, event, names))
      .join('; ')}${isReasonSaid(change) ? '' : why(change.reason)}`,
  'change.agreed': ({ who }) => `${who.name} agrees to the change, which takes effect`,
  'change.declined': ({ who, reason }) => `${who.name} declines the change${why(reason)}`,
  'change.withdrawn': () => 'The proposed change is withdrawn',
  'programme.set': ({ programme }) => `Programme of the meeting: ${programme.scenes.length} scenes`,
  'ceremony.begun': () => 'The ceremony begins',
  'ceremony.stepped': ({ picture }) =>
    `The hall sees: ${SCENES[picture.scene.kind].name.en}${picture.revealed.length > 0 ? ` (${picture.revealed.length} places revealed)` : ''}`,
  'ceremony.ended': () => 'The ceremony ends',
  'ceremony.stopped': ({ reason }) => `The ceremony stopped${why(reason)}`,
  'ceremony.told': ({ told }) =>
    told.state === 'opened' ? 'The whole result opened' : `The public told: ${told.revealed.length} places`,
  'hall.veiled': ({ veil }) =>
    veil === null
      ? 'The hall sees the picture again'
      : veil === 'black'
        ? 'The hall is black'
        : 'The hall sees the clock',
  'hall.told': ({ message }) =>
    message === null ? 'Line in the hall taken off' : `Line in the hall: ${message}`,
  'clock.settled': () => 'The server’s clock settled',
};
