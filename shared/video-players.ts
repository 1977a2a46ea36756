/** A host of films whose pages cannot stand in a frame: its player can. */
interface Player {
  readonly host: string;
  /** Where the film's name stands in the address of its page. */
  readonly page: RegExp;
  /** The player's own host and its address for a film. */
  readonly playerHost: string;
  readonly address: (film: string) => string;
}

const PLAYERS: readonly Player[] = [
  {
    host: 'bilibili.com',
    page: /\/video\/(BV\w+)/,
    playerHost: 'player.bilibili.com',
    address: (film) => `https://player.bilibili.com/player.html?bvid=${film}&autoplay=0`,
  },
  {
    host: 'v.qq.com',
    page: /\/(?:page|cover\/\w+)\/(\w+)\.html/,
    playerHost: 'v.qq.com',
    address: (film) => `https://v.qq.com/txp/iframe/player.html?vid=${film}`,
  },
  {
    host: 'youku.com',
    page: /\/id_([\w=]+)/,
    playerHost: 'player.youku.com',
    address: (film) => `https://player.youku.com/embed/${film}`,
  },
];

const isOf = (host: string, of: string): boolean => host === of || host.endsWith(`.${of}`);

/** The host of an address, without `www.`: `bilibili.com`. '' for what is no address. */
export function hostOf(link: string): string {
  return URL.canParse(link) ? new URL(link).hostname.replace(/^www\./, '') : '';
}

/** The address of a film in a frame: its host's player where that is known, else the page itself. */
export function playerOf(link: string): string {
  const host = hostOf(link);
  for (const player of PLAYERS) {
    const film = isOf(host, player.host) ? player.page.exec(link)?.[1] : undefined;
    if (film !== undefined) return player.address(film);
  }
  return link;
}

/** What pages may put into a frame where films of these hosts are allowed: sources for a content security policy. */
export function framesOf(hosts: readonly string[]): readonly string[] {
  const players = PLAYERS.filter(({ host }) =>
    hosts.some((allowed) => isOf(host, allowed) || isOf(allowed, host)),
  );
  const all = [
    ...hosts.flatMap((host) => [host, `*.${host}`]),
    ...players.map(({ playerHost }) => playerHost),
  ];
  return [...new Set(all)].map((host) => `https://${host}`);
}
