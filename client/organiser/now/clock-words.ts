import type { Language } from '../../../shared/refusals.ts';

const zh = {
  title: '服务器时钟有误',
  leapt: (minutes: number) =>
    `服务器的时钟突然${minutes > 0 ? '快' : '慢'}了 ${Math.abs(minutes)} 分钟。拉练暂按跳变之前的时间继续。`,
  ahead: (time: string) => `记录的最后一件事标着 ${time}，比现在还晚：此前服务器的时钟快了，或者现在慢了。`,
  what: '冻结榜单、定时公开、定时发稿暂停；打分和报道照常接收，一条不丢。请先把服务器时间校准；若现在的时间已经无误，点下面的按钮，标着将来时间的事都改记为此刻。',
  settle: (time: string) => `现在是 ${time}，时间无误，从此继续`,
  settled: '已确认，从现在的时间继续',
};

const en: typeof zh = {
  title: "The server's clock is wrong",
  leapt: (minutes: number) =>
    `The server's clock leapt ${Math.abs(minutes)} min ${minutes > 0 ? 'ahead' : 'back'}. The tour goes on by the time before.`,
  ahead: (time: string) =>
    `The last thing on record is dated ${time}, which is later than now: the server's clock was ahead, or is behind.`,
  what: 'Freezing the board, planned changes and scheduled posts are held; ballots and posts are taken as ever, none is lost. Set the server right first. If its time is right now, press the button: what is dated ahead then counts as of this moment.',
  settle: (time: string) => `It is ${time} and the time is right: go on from here`,
  settled: 'Settled: the tour goes on by the present time',
};

/** What the organiser is told of the server's clock, in a language. */
export const clockWords = (language: Language): typeof zh => (language === 'en' ? en : zh);
