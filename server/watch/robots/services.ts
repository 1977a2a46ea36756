import { createHmac } from 'node:crypto';
import { cutText } from '../../../shared/text.ts';
import { pushAddress } from '../../push/addresses.ts';

/** Services whose groups have robots. */
export const ROBOT_KINDS = ['wecom', 'dingtalk', 'feishu'] as const;
export type RobotKind = (typeof ROBOT_KINDS)[number];

/** The hosts of these services. */
export const ROBOT_SERVICES = 'qyapi.weixin.qq.com,oapi.dingtalk.com,open.feishu.cn';

/** A robot: where it listens, and what its messages are signed with. */
export interface Robot {
  readonly kind: RobotKind;
  readonly address: string;
  readonly secret?: string;
}

interface Service {
  /** The robot's own name in an address of this service; undefined for any other address. */
  readonly tokenIn: (address: URL) => string | undefined;
  /** The message as the service wants it. */
  readonly request: (robot: Robot, text: string, nowUnixMs: number) => RobotRequest;
  /** Why an answer is no success: the service's words, '' where it has none; undefined where it took the message. */
  readonly fault: (answer: Readonly<Record<string, unknown>>) => string | undefined;
}

/** What is posted. */
export interface RobotRequest {
  readonly address: string;
  readonly body: unknown;
}

/** HMAC-SHA256 in Base64. */
const signed = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');

const MOST_WECOM_BYTES = 2048;

/** The beginning of a text that takes so many bytes at most. */
function cutBytes(text: string, most: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > most)
    cut = cutText(cut, [...cut].length - Math.ceil((Buffer.byteLength(cut) - most) / 4) - 1, '…');
  return cut;
}

const faultOf =
  (codes: readonly string[], words: readonly string[]) =>
  (answer: Readonly<Record<string, unknown>>): string | undefined => {
    if (codes.some((name) => answer[name] === 0)) return undefined;
    const said = words.map((name) => answer[name]).find((one) => typeof one === 'string');
    return typeof said === 'string' ? said : '';
  };

const oneOf = (query: URLSearchParams, name: string): string | undefined => {
  const all = query.getAll(name);
  return all.length === 1 && all[0] !== '' ? all[0] : undefined;
};

/**
 * What each service documents of its robots: 企业微信 «群机器人配置说明» (path 91770), 钉钉 «自定义机器人安全设置» (加签), 飞书
 * «自定义机器人使用指南» (签名校验).
 */
export const SERVICES: Readonly<Record<RobotKind, Service>> = {
  wecom: {
    tokenIn: ({ pathname, searchParams }) =>
      pathname === '/cgi-bin/webhook/send' ? oneOf(searchParams, 'key') : undefined,
    request: ({ address }, text) => ({
      address,
      body: { msgtype: 'text', text: { content: cutBytes(text, MOST_WECOM_BYTES) } },
    }),
    fault: faultOf(['errcode'], ['errmsg']),
  },
  dingtalk: {
    tokenIn: ({ pathname, searchParams }) =>
      pathname === '/robot/send' ? oneOf(searchParams, 'access_token') : undefined,
    // The secret signs `timestamp\nsecret`, and both go into the query; milliseconds.
    request: ({ address, secret }, text, nowUnixMs) => {
      const url = new URL(address);
      if (secret !== undefined) {
        url.searchParams.set('timestamp', String(nowUnixMs));
        url.searchParams.set('sign', signed(secret, `${nowUnixMs}\n${secret}`));
      }
      return { address: url.href, body: { msgtype: 'text', text: { content: text } } };
    },
    fault: faultOf(['errcode'], ['errmsg']),
  },
  feishu: {
    tokenIn: ({ pathname }) => /^\/open-apis\/bot\/v2\/hook\/([\w-]{8,80})$/.exec(pathname)?.[1],
    // `timestamp\nsecret` is the key, nothing is signed, and both go into the body; seconds.
    request: ({ address, secret }, text, nowUnixMs) => {
      const timestamp = String(Math.floor(nowUnixMs / 1000));
      const sign = secret === undefined ? {} : { timestamp, sign: signed(`${timestamp}\n${secret}`, '') };
      return { address, body: { ...sign, msg_type: 'text', content: { text } } };
    },
    fault: faultOf(['code', 'StatusCode'], ['msg', 'StatusMessage']),
  },
};

/**
 * The robot that an address is of; undefined for every address but those of robots on allowed hosts. `token`: what tells
 * it from other robots, and is as good as a password.
 */
export function robotAt(
  address: string,
  hosts: readonly string[],
): { readonly kind: RobotKind; readonly address: string; readonly token: string } | undefined {
  const allowed = pushAddress(address.trim(), hosts);
  if (allowed === undefined) return undefined;
  const url = new URL(allowed);
  for (const kind of ROBOT_KINDS) {
    const token = SERVICES[kind].tokenIn(url);
    if (token !== undefined) return { kind, address: allowed, token };
  }
  return undefined;
}
