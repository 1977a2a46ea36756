import type { RubricFault } from '../../../../shared/rubrics/rubric-faults.ts';
import type { RubricsWords } from './zh.ts';

/** A fault in a sentence that says what to do; of the points, see the sum. */
export function faultWords({ fault: own, fields }: RubricsWords, fault: RubricFault): string {
  switch (fault.kind) {
    case 'nameless':
    case 'empty':
      return own[fault.kind];
    case 'long-name':
    case 'label-long':
      return own.longName(fault.length, fault.most);
    case 'many':
      return own.many(fault.count, fault.most);
    case 'label-missing':
      return own.labelMissing;
    case 'label-twice':
      return own.labelTwice(fault.label);
    case 'no-figure':
      return own.noFigure(fields[fault.field]);
    case 'range':
      return own.range;
    case 'zero':
      return own.zero(fields[fault.field]);
    case 'step-misses':
      return own.stepMisses(fault.min, fault.max, fault.step);
    case 'points':
      return '';
  }
}
