import type { BallotWords } from './words.ts';

/** The words of a ballot's form in English. */
export const en: BallotWords = {
  unmarked: 'No mark',
  range: (min, max, step) => `${min} to ${max} in steps of ${step}`,
  weight: (weight) => `weight ${weight}`,
  less: (label) => `${label}: one step down`,
  more: (label) => `${label}: one step up`,
  keypad: (label) => `${label}: type a mark`,
  slider: (label) => `${label}: slider`,
  clear: 'Clear',
  erase: 'Erase',
  done: 'Done',
  next: 'Next',
  wrong: { 'no-number': 'Type a number', 'out-of-range': 'Out of range', 'off-step': 'Not on the step' },
  total: 'Total',
  of: (max) => `of ${max}`,
  soFar: (missing) => `${missing} still without a mark`,
  comment: 'Comment (optional)',
  undo: 'Undo',
  send: 'Send',
};
