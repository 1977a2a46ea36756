import { expect, test } from 'vitest';
import { assetsOf } from '../../server/render/assets.ts';

test('what a page says of its own stands after what it shares with others, and so over it', () => {
  const manifest = {
    'judge.ts': { file: 'judge.js', css: ['judge.css'], imports: ['shared'], dynamicImports: ['later'] },
    shared: { file: 'shared.js', css: ['shared.css'], imports: ['base'] },
    base: { file: 'base.js', css: ['base.css'] },
    later: { file: 'later.js', css: ['later.css'] },
  };
  expect(assetsOf(manifest, 'judge.ts').styles).toEqual(['/base.css', '/shared.css', '/judge.css']);
});

test('a page that the build does not know is noticed when the server starts, not by its readers', () => {
  expect(() => assetsOf({}, 'client/clock/main.ts')).toThrow(
    'client/clock/main.ts: name it in vite.config.ts',
  );
});
