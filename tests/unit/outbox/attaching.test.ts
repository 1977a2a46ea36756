import { expect, test } from 'vitest';
import { Attaching } from '../../../client/desk/pictures/attaching-now.ts';

test('a sheet is handed over only when every picture chosen for it is on it, however one of them fails', async () => {
  const attaching = new Attaching();
  const happened: string[] = [];
  let first = (): void => undefined;
  let second = (): void => undefined;
  const failing = attaching.during(
    'a',
    new Promise((_, reject) => (first = () => reject(new Error('gone')))),
  );
  failing.catch(() => happened.push('first'));
  void attaching
    .during('a', new Promise<void>((resolve) => (second = resolve)))
    .then(() => happened.push('second'));
  const handed = attaching.ended('a').then(() => happened.push('handed'));
  await attaching.ended('b');
  first();
  await Promise.resolve();
  second();
  await handed;
  expect(happened).toEqual(['first', 'second', 'handed']);
});
