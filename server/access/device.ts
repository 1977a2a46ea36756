const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['iphone', /\biPhone\b/],
  ['ipad', /\biPad\b/],
  // Before Android, whose name it also wears.
  ['harmony', /\b(?:HarmonyOS|OpenHarmony)\b/],
  ['android', /\bAndroid\b/],
  ['windows', /\bWindows\b/],
  ['mac', /\bMacintosh\b/],
  ['linux', /\b(?:Linux|X11|CrOS)\b/],
];

const APPS: readonly (readonly [string, RegExp])[] = [
  // Before WeChat, whose name it also wears.
  ['wecom', /\bwxwork\//i],
  ['wechat', /\bMicroMessenger\//],
  ['dingtalk', /\bDingTalk\//i],
  ['feishu', /\b(?:Lark|Feishu)\//i],
];

const first = (list: readonly (readonly [string, RegExp])[], userAgent: string): string | undefined =>
  list.find(([, sign]) => sign.test(userAgent))?.[0];

/**
 * What kind of device somebody uses, by its User-Agent: a system, and the app where a page is open in one, such as
 * `iphone wechat`; `program` for what is no browser. Few values: nobody is known by them.
 */
export function deviceOf(userAgent: string | undefined): string {
  if (userAgent === undefined) return 'program';
  const system = first(SYSTEMS, userAgent);
  if (system === undefined || !/^Mozilla\//.test(userAgent)) return 'program';
  const app = first(APPS, userAgent);
  return app === undefined ? system : `${system} ${app}`;
}

/** How the log names the session by which something came, and its device: `3fa2b1c0 iphone wechat`. */
export const viaOf = ({ number, device }: { readonly number: string; readonly device?: string }): string =>
  device === undefined ? number : `${number} ${device}`;
