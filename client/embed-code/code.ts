/** What an outlet chooses for its embed; '' is the default. */
export interface Choice {
  readonly show: 'all' | 'feed' | 'map' | 'standings';
  readonly outlet: string;
  readonly theme: 'auto' | 'light' | 'dark';
  readonly accent: string;
  readonly lang: 'zh' | 'en';
}

/** The attributes of the script tag, in the order in which they are written. */
export function attributesOf(
  origin: string,
  tour: string,
  choice: Choice,
): readonly (readonly [string, string])[] {
  const { show, outlet, theme, accent, lang } = choice;
  return [
    ['src', `${origin}/embed.js`],
    ['data-tour', tour],
    ['data-show', show],
    ...(outlet === '' ? [] : ([['data-outlet', outlet]] as const)),
    ...(accent === '' ? [] : ([['data-accent', accent]] as const)),
    ['data-theme', theme],
    ['data-lang', lang],
  ];
}

/** The tag to paste. Names and values hold nothing that HTML would read otherwise: ids, a colour, an origin. */
export const tagOf = (attributes: readonly (readonly [string, string])[]): string =>
  `<script ${attributes.map(([name, value]) => `${name}="${value}"`).join(' ')} async></script>`;
