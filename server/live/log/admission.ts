import { Compile, type Validator } from 'typebox/compile';
import type { TourEvent } from '../../../shared/tour/events.ts';
import { EVENTS } from '../../../shared/tour/events.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';

/** Compiled when an event of the type first comes. */
const compiled = new Map<TourEvent['type'], Validator>();

function validatorOf(type: TourEvent['type']): Validator {
  const ready = compiled.get(type);
  if (ready !== undefined) return ready;
  const validator: Validator = Compile(EVENTS[type]);
  compiled.set(type, validator);
  return validator;
}

/**
 * Why an event must not enter the log: its schema refuses it; undefined where it may. Commands are checked at the edge,
 * but not everything that is logged came over it as it is: what the server says by itself, for one.
 */
export function whyNotLogged(event: TourEvent): Refusal | undefined {
  const validator = validatorOf(event.type);
  const { type } = event;
  if (validator.Check(event)) return undefined;
  const [first] = validator.Errors(event);
  const where = `${type}${first?.instancePath ?? ''}`;
  return refuse('request.invalid', { where, what: first?.message ?? '' });
}
