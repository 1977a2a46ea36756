import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
  pictureSizes,
  pictureSvg,
  renderPicture,
  sceneNames,
} from '../../../server/demo/pictures/pictures.ts';

test('every scene can be drawn in every light and shape, the same each time', () => {
  expect(sceneNames.length).toBeGreaterThanOrEqual(12);
  for (const scene of sceneNames) {
    for (const light of ['morning', 'noon', 'dusk', 'rain', 'night'] as const) {
      for (const shape of ['wide', 'standard', 'portrait'] as const) {
        const ref = { scene, light, seed: 5, shape };
        const svg = pictureSvg(ref);
        expect(svg).toBe(pictureSvg(ref));
        expect(svg).not.toMatch(/NaN|undefined|Infinity|<text/);
      }
    }
  }
});

test('another seed gives another picture', () => {
  const ref = { scene: 'convoy', light: 'noon', shape: 'wide' } as const;
  expect(pictureSvg({ ...ref, seed: 1 })).not.toBe(pictureSvg({ ...ref, seed: 2 }));
});

test('a picture is a JPEG of its shape’s size and under 400 KB', async () => {
  const bytes = await renderPicture({ scene: 'tea', light: 'noon', seed: 1, shape: 'portrait' });
  const { format, width, height } = await sharp(bytes).metadata();
  expect({ format, width, height }).toEqual({ format: 'jpeg', ...pictureSizes.portrait });
  expect(bytes.length).toBeLessThan(400 * 1024);
});
