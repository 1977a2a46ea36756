import type { CourseFault } from '../../../../shared/itinerary/course-faults.ts';
import type { StopsWords } from './zh.ts';

/** A fault of a stop or talk in a sentence that says what to do. `numberOf`: a stop's number by its id. */
export function stopFaultWords(
  { fault: own }: StopsWords,
  fault: CourseFault,
  numberOf: (stopId: string) => number,
): string {
  switch (fault.kind) {
    case 'long-name':
      return own.long(fault.length, fault.most);
    case 'far':
      return own.far(fault.km);
    case 'twice':
    case 'same-place':
    case 'too-early':
      return own[fault.kind](numberOf(fault.other));
    case 'no-stops':
      return '';
    default:
      return own[fault.kind];
  }
}
