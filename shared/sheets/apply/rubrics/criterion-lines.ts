import { compare, isOnStep, isPositive, quotient, times } from '../../../decimal.ts';
import type { Criterion } from '../../../tour/setup/rubric.ts';
import { type Figure, figureIn } from '../../cells/figure.ts';
import { narrow } from '../../cells/plain.ts';
import { type Read, read, wrong } from '../../cells/read.ts';
import type { RubricField } from '../../tables/rubrics.ts';
import type { LineReader } from '../line-reader.ts';

/** What a mark steps by where nobody says it, and what it may go up to where only its share is said. */
const [USUAL_STEP, USUAL_MOST] = ['0.5', '100'];
const PLACES = 6;
const RANGE = /^(\d+(?:\.\d+)?)\s*[-~～–—至]\s*(\d+(?:\.\d+)?)\s*分?$/;

/** The numbers of a criterion. */
export type Scale = Pick<Criterion, 'min' | 'max' | 'step' | 'weight'>;

const plain = (value: string): string =>
  value.includes('.') ? value.replace(/0+$/, '').replace(/\.$/, '') : value;

/** A decimal that is not below zero, and no share of a hundred. */
function pointsIn(text: string): Read<string> {
  const figure = figureIn(text);
  if (!figure.ok) return figure;
  const { decimal, percent } = figure.value;
  if (percent) return wrong('figure.percent', { text: narrow(text) });
  return decimal.startsWith('-') ? wrong('figure.negative', { text: decimal }) : read(plain(decimal));
}

/** The most of a mark, or its least and its most: `20分`, `0-20`. */
function mostIn(text: string): Read<{ readonly min?: string; readonly max: string }> {
  const range = RANGE.exec(narrow(text));
  if (range === null) {
    const max = pointsIn(text);
    return max.ok ? read({ max: max.value }) : max;
  }
  const [min, max] = [figureIn(range[1] ?? ''), figureIn(range[2] ?? '')];
  return min.ok && max.ok
    ? read({ min: plain(min.value.decimal), max: plain(max.value.decimal) })
    : wrong('figure.none', { text });
}

/** A share of a hundred, with its sign or without. */
function shareIn(text: string): Read<string> {
  const figure = figureIn(text);
  if (!figure.ok) return figure;
  return figure.value.decimal.startsWith('-')
    ? wrong('figure.negative', { text: figure.value.decimal })
    : read(plain(figure.value.decimal));
}

const itself = (text: string): string => text;

/** What a criterion is marked by, from its line; undefined where that cannot be told (then that is kept). */
export function scaleIn(
  line: LineReader<RubricField>,
  was: Criterion | undefined,
): (Scale & { readonly percent?: string }) | undefined {
  const most = line.take('max', mostIn, ({ min, max }) => (min === undefined ? max : `${min}–${max}`));
  const percent = line.take('percent', shareIn, (share) => `${share}%`);
  const min = line.take('min', pointsIn, itself) ?? most?.min ?? was?.min ?? '0';
  const step = line.take('step', pointsIn, itself) ?? was?.step ?? USUAL_STEP;
  const factor = line.take('weight', pointsIn, itself);
  const max = most?.max ?? was?.max ?? (percent === undefined ? undefined : USUAL_MOST);
  if (max === undefined) {
    line.lacks('max');
    return undefined;
  }
  if (!isPositive(max) || compare(min, max) > 0) {
    line.wrong('max', 'criterion.range', { min, max });
    return undefined;
  }
  if (!isPositive(step)) {
    line.wrong('step', 'criterion.weight');
    return undefined;
  }
  if (!isOnStep(max, min, step)) {
    line.wrong(line.says('step') ? 'step' : 'max', 'criterion.step', { min, max, step });
  }
  const weight =
    factor ??
    (percent === undefined ? (was?.weight ?? '1') : plain(quotient(percent, max, PLACES, 'half-up')));
  if (!isPositive(weight)) {
    line.wrong(factor === undefined ? 'percent' : 'weight', 'criterion.weight');
    return undefined;
  }
  if (factor === undefined && percent !== undefined && compare(times(weight, max), percent) !== 0) {
    line.wrong('percent', 'criterion.inexact', { percent, max });
    return undefined;
  }
  const scale = { min, max, step, weight };
  return { ...(was === undefined ? scale : asBefore(scale, was)), ...(percent !== undefined && { percent }) };
}

/** Figures that are what they were stay as they were written: `9.50` and `9.5` are one. */
const asBefore = (scale: Scale, was: Scale): Scale => {
  const kept = (now: string, then: string): string => (compare(now, then) === 0 ? then : now);
  return {
    min: kept(scale.min, was.min),
    max: kept(scale.max, was.max),
    step: kept(scale.step, was.step),
    weight: kept(scale.weight, was.weight),
  };
};

/** The figure of a cell of a sum. */
export const sumIn = (text: string): Figure | undefined => {
  const figure = figureIn(text);
  return figure.ok ? figure.value : undefined;
};
