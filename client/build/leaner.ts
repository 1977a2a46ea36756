import type { Plugin } from 'vite';
import { leanerLeaflet } from './leaflet.ts';
import { withoutMethods } from './methods.ts';

/** How a Socket.IO socket sends with acknowledgements, and whom it tells of it. */
const SENDING = [
  '_registerAckCallback',
  '_addToQueue',
  'emitWithAck',
  'send',
  'compress',
  'volatile',
  'timeout',
  'onAny',
  'prependAny',
  'offAny',
  'listenersAny',
  'onAnyOutgoing',
  'prependAnyOutgoing',
  'offAnyOutgoing',
  'listenersAnyOutgoing',
];

/** Parts of packages and of the fold that a page cannot reach, said so that the bundler may leave them out. */
const UNREACHABLE: readonly {
  readonly file: RegExp;
  /** In the builds of these names only. */
  readonly only?: readonly string[];
  readonly without: (code: string, id: string) => string;
}[] = [
  {
    // Pages of viewers fold what everybody may see (shared/audience.ts); the rest never reaches them.
    file: /\/shared\/tour\/index\.ts$/,
    only: ['client', 'embed'],
    without: (code) => {
      const folds =
        /\bevolve(Locks|Judges|MomentRule|Ballots|Rules|Routine|Adjustments|Reminders|Problems)\(tour, event[^)]*\)/g;
      if (code.match(folds)?.length !== 9)
        throw new Error('The fold has changed: say anew what viewers never see');
      return code.replace(folds, 'tour');
    },
  },
  { file: /\/leaflet\/src\/(?!core\/Browser).*\.js$/, without: leanerLeaflet },
  {
    // The state of a viewer's page is raw: what it shows is replaced as a whole, never changed inside.
    file: /\/svelte\/src\/internal\/client\/proxy\.js$/,
    only: ['client', 'embed'],
    without: () => `
      export function proxy(value) {
        if (typeof value === 'object' && value !== null) throw new Error('A viewer\\'s page has raw state only');
        return value;
      }
      export const get_proxied_value = proxy;
      export const is = Object.is;`,
  },
  {
    // A line is opened once and never again: the connection decides when to come back, with a new line.
    file: /\/socket\.io-client\/build\/esm\/manager\.js$/,
    without: (code) => withoutMethods(code, ['reconnect', 'onreconnect']),
  },
  {
    file: /\/socket\.io-client\/build\/esm\/contrib\/backo2\.js$/,
    without: () => `
      export function Backoff() {}
      Backoff.prototype.reset = Backoff.prototype.setMin = Backoff.prototype.setMax = Backoff.prototype.setJitter = () => {};`,
  },
  {
    // It only listens.
    file: /\/socket\.io-client\/build\/esm\/socket\.js$/,
    without: (code) => withoutMethods(code, SENDING),
  },
  {
    // There is no other transport to go up to.
    file: /\/engine\.io-client\/build\/esm\/socket\.js$/,
    without: (code) => withoutMethods(code, ['_probe']),
  },
  {
    // The page speaks WebSocket only; where that does not get through, it polls on its own.
    file: /\/engine\.io-client\/build\/esm\/transports\/index\.js$/,
    without: () => "import { WS } from './websocket.js';\nexport const transports = { websocket: WS };",
  },
  // What goes over the line is JSON: nothing in it is ever binary.
  {
    file: /\/socket\.io-parser\/build\/esm\/is-binary\.js$/,
    without: () => 'export const isBinary = () => false;\nexport const hasBinary = isBinary;',
  },
  {
    file: /\/socket\.io-parser\/build\/esm\/binary\.js$/,
    without: () =>
      'export const deconstructPacket = (packet) => ({ packet, buffers: [] });\nexport const reconstructPacket = (packet) => packet;',
  },
  {
    file: /\/engine\.io-parser\/build\/esm\/contrib\/base64-arraybuffer\.js$/,
    without: () => 'export const decode = () => new ArrayBuffer(0);',
  },
];

/** Leaves out of the pages what they cannot reach. */
export const leaner = (): Plugin => ({
  name: 'leaner',
  apply: 'build',
  applyToEnvironment: ({ config }) => config.consumer === 'client',
  transform(code, id) {
    const { name } = this.environment;
    const part = UNREACHABLE.find(({ file, only }) => file.test(id) && only?.includes(name) !== false);
    return part && { code: part.without(code, id), map: null };
  },
});
