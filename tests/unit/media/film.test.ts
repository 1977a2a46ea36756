import { describe, expect, test } from 'vitest';
import { lookAtFilm } from '../../../shared/media/film.ts';
import { tellingSamples } from '../../../shared/media/film-traces.ts';
import { FILM_PLACE, type FilmForm, film } from '../../support/films.ts';

/** A look at a film of which the first `arrived` bytes are here. */
const look = (file: Buffer, arrived = file.length) =>
  lookAtFilm({
    bytes: file.length,
    read: async (from, to) => file.subarray(Math.min(from, arrived), Math.min(to, arrived)),
  });

describe('a film that is still coming', () => {
  test.each([{ isFast: true }, { isFast: false }])(
    'is never called broken for what has not come: %o',
    async (form) => {
      for (const more of [{}, { codec: 'hvc1' }, { brand: 'qt  ' }] satisfies FilmForm[]) {
        const file = film({ ...form, ...more });
        for (let arrived = 0; arrived <= file.length; arrived += 7) {
          const { kind } = await look(file, arrived);
          expect(['unseen', 'plays']).toContain(kind);
        }
        expect((await look(file)).kind).toBe('plays');
      }
    },
  );

  test('is known by its table of contents as soon as that is here, and not before', async () => {
    const fast = film({ codec: 'apcn', bytes: 5000, isFast: true });
    const table = fast.indexOf('mdat');
    expect((await look(fast, table)).kind).toBe('other-codec');
    expect((await look(fast, table - 100)).kind).toBe('unseen');
  });

  test('is broken where a box says that it reaches beyond the end', async () => {
    const file = film({ bytes: 5000 }).subarray(0, 4000);
    expect((await look(file, 100)).kind).toBe('broken');
  });

  test('of rubbish is never more than broken', async () => {
    for (let seed = 1; seed < 300; seed += 1) {
      const file = film({ isFast: seed % 2 === 0 });
      // One byte of the whole is another.
      const at = (seed * 7919) % file.length;
      file[at] = (file[at] ?? 0) ^ ((seed * 31) % 255) ^ 1;
      const found = await look(file);
      if (found.kind === 'plays')
        for (const { from, to } of tellingSamples(found.moov)) expect(to).toBeGreaterThan(from);
    }
  });
});

test('what a track of places keeps is found where it lies', async () => {
  const file = film();
  const found = await look(file);
  if (found.kind !== 'plays') throw new Error(found.kind);
  const parts = tellingSamples(found.moov);
  expect(parts.map(({ from, to }) => file.toString('latin1', from, to))).toEqual([FILM_PLACE]);
});
