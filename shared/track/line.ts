/** The machine that reads fixes in order and draws the line: device, jumps, thinning. */
import type { Fix } from './fix.ts';
import { isGlitch, reachable } from './jumps.ts';
import { exactEnough } from './order.ts';
import { type Thinned, type TrackPoint, thin } from './thinning.ts';

/** A device keeps the line until it was silent for so long; then whichever reports first has it. */
export const HAND_OVER_MS = 60_000;
/** So many fixes in a row that agree with each other outvote the place where the line ended. */
const OUTVOTING_FIXES = 3;

/** Where the machine stands. Small and plain, so that it can be kept and returned to. */
export interface LineState {
  readonly activeDeviceId: string | undefined;
  /** Newest exact enough fix of the active device. */
  readonly activeAtUnixMs: number;
  /** Newest exact enough fix of the active device: where the convoy is, as far as anybody says. */
  readonly lead: Fix | undefined;
  /** Newest fix that is believed. */
  readonly believed: Fix | undefined;
  /** Fixes that wait for their successors, oldest first; more than one only when in doubt. */
  readonly waiting: readonly Fix[];
  /** False: the waiting fixes cannot have been reached from the believed one. */
  readonly waitingReachable: boolean;
  readonly thinned: Thinned | undefined;
}

/** Before the first fix. */
export const LINE_START: LineState = {
  activeDeviceId: undefined,
  activeAtUnixMs: Number.NEGATIVE_INFINITY,
  lead: undefined,
  believed: undefined,
  waiting: [],
  waitingReachable: true,
  thinned: undefined,
};

/**
 * Takes the next fix in the order of `compareFixes`; pushes new points of the line onto `points`.
 *
 * The newest fix waits for its successor, without which a glitch cannot be told from a drive, so
 * the line ends one fix behind. A fix that cannot be reached from the believed one is dropped,
 * unless three in a row agree with each other: then the line goes on there, after a gap. The first
 * fix counts once the second agrees. Fixes of other devices are passed over while one is active.
 */
export function stepLine(state: LineState, fix: Fix, points: TrackPoint[]): LineState {
  if (!exactEnough(fix)) return state;
  const silentMs = fix.fixedAtUnixMs - state.activeAtUnixMs;
  if (state.activeDeviceId !== fix.deviceId && silentMs <= HAND_OVER_MS) return state;
  const heard = { ...state, activeDeviceId: fix.deviceId, activeAtUnixMs: fix.fixedAtUnixMs, lead: fix };
  const last = state.waiting.at(-1);
  if (last === undefined) return { ...heard, waiting: [fix] };
  const follows = reachable(last, fix);
  const { believed } = state;
  if (believed === undefined) {
    return follows ? believe(heard, fix, true, points) : { ...heard, waiting: [fix] };
  }
  if (state.waitingReachable) {
    if (isGlitch(believed, last, fix)) {
      return { ...heard, waiting: [fix], waitingReachable: reachable(believed, fix) };
    }
    return believe(heard, fix, true, points, follows);
  }
  if (reachable(believed, fix)) return { ...heard, waiting: [fix], waitingReachable: true };
  if (!follows) return { ...heard, waiting: [fix] };
  if (state.waiting.length + 1 < OUTVOTING_FIXES) return { ...heard, waiting: [...state.waiting, fix] };
  return believe(heard, fix, false, points);
}

/** Draws all that waits, as `next` confirmed it, and lets `next` wait in turn. */
function believe(
  state: LineState,
  next: Fix,
  driven: boolean,
  points: TrackPoint[],
  nextReachable = true,
): LineState {
  let { believed, thinned } = state;
  for (const [index, fix] of state.waiting.entries()) {
    const silentMs = believed === undefined ? 0 : fix.fixedAtUnixMs - believed.fixedAtUnixMs;
    const before = thinned?.point;
    thinned = thin(thinned, fix, state.waiting[index + 1] ?? next, driven || index > 0, silentMs);
    if (thinned.point !== before) points.push(thinned.point);
    believed = fix;
  }
  return { ...state, believed, thinned, waiting: [next], waitingReachable: nextReachable };
}
