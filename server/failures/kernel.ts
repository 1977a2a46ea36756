/** Versions that are told apart: each stands for itself and those up to the next. The lists bound how many there are. */
const CHROMIUM = [
  49, 57, 61, 66, 70, 74, 78, 80, 83, 86, 89, 92, 95, 98, 101, 104, 107, 109, 110, 114, 118, 122, 126, 130,
  138,
] as const;
const WEBKIT = [10, 11, 12, 13, 14, 15, 16, 17, 18, 26] as const;
const GECKO = [52, 60, 68, 78, 91, 102, 115, 128, 140] as const;

const BOTS = /bot\b|spider|crawl|slurp|preview|headlesschrome.*lighthouse|facebookexternalhit/i;

/**
 * The kernel of a browser by its User-Agent, one of {@link KERNELS}: family and the oldest version of its step, such as
 * `chromium-86` for 86 to 88. WeChat, QQ, UC and 360 wear the version of the Chromium that they are made of; everything
 * on an iPhone is the system's WebKit, whatever it calls itself. `wechat`: WeChat that says no more. Undefined for
 * programs that read pages: nobody sits before them.
 */
export function kernelOf(userAgent: string): string | undefined {
  if (BOTS.test(userAgent)) return undefined;
  const ios = /\((?:iPhone|iPad|iPod)[^)]*\bOS (\d{1,2})_/.exec(userAgent);
  if (ios) return stepOf('webkit', WEBKIT, ios[1]);
  const gecko = /\bGecko\/\S+ Firefox\/(\d{1,3})/.exec(userAgent);
  if (gecko) return stepOf('gecko', GECKO, gecko[1]);
  // The last Edge of its own kind called itself Chrome too.
  const chromium = /\bEdge\/\d/.test(userAgent) ? null : /\bChrom(?:e|ium)\/(\d{1,3})\b/.exec(userAgent);
  if (chromium) return stepOf('chromium', CHROMIUM, chromium[1]);
  const safari = /\bMacintosh\b.*\bVersion\/(\d{1,2})\b.*\bSafari\//.exec(userAgent);
  if (safari) return stepOf('webkit', WEBKIT, safari[1]);
  return /\bMicroMessenger\//.test(userAgent) ? 'wechat' : 'other';
}

function stepOf(family: string, steps: readonly number[], version: string | undefined): string {
  const step = steps.filter((one) => one <= Number(version)).at(-1);
  return step === undefined ? `${family}-old` : `${family}-${step}`;
}

const named = (family: string, steps: readonly number[]): readonly string[] => [
  `${family}-old`,
  ...steps.map((step) => `${family}-${step}`),
];

/** Every kernel that there can be in a count. */
export const KERNELS: readonly string[] = [
  ...named('chromium', CHROMIUM),
  ...named('webkit', WEBKIT),
  ...named('gecko', GECKO),
  'wechat',
  'other',
];
