import type { Words } from '../zh.ts';

/** What a kind of device is called: `iPhone 微信`. */
export const deviceName = (
  kind: string | undefined,
  { log, people }: Pick<Words, 'log' | 'people'>,
): string =>
  kind === undefined
    ? people.unknownDevice
    : kind
        .split(' ')
        .map((part) => log.devices[part] ?? part)
        .join(' ');
