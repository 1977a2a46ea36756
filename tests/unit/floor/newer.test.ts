import { describe, expect, test } from 'vitest';
import { judged } from '../../support/floor/allowed.ts';
import { newerInDocument } from '../../support/floor/documents.ts';
import { newerInScript } from '../../support/floor/script-findings.ts';
import { newerInStyle } from '../../support/floor/style-findings.ts';

const inScript = (code: string) => newerInScript(code, 'module').map(({ what }) => what);
const inStyle = (css: string) => newerInStyle(css).map(({ what }) => what);

describe('what is newer than the floor in a script', () => {
  test.each([
    ['class A { #a() {} }', 'syntax: private methods'],
    ['class A { static { f(); } }', 'syntax: static blocks'],
    ['class A { #a; has(b) { return #a in b; } }', 'syntax: #name in'],
    ['class A { #a; of(b) { return b?.#a; } }', 'syntax: ?.#name'],
    ['await f();', 'syntax: await outside of functions'],
    ['for await (const a of b) f(a);', 'syntax: await outside of functions'],
    ['export { a as "b c" }; const a = 1;', 'syntax: names of modules that are strings'],
    ['a?.b(...c, d);', 'syntax: arguments after a spread behind ?.'],
    ['a?.(...c, d);', 'syntax: arguments after a spread behind ?.'],
    ['a?.b.c(...d, e);', 'syntax: arguments after a spread behind ?.'],
    ['f(/(?<=a)b/);', 'syntax: look behind in a pattern'],
    ['f(/(?<!a)b/u);', 'syntax: look behind in a pattern'],
    ['new RegExp("(?<=a)b");', 'syntax: look behind in a pattern'],
    ['f(/a/d);', 'syntax: flags d and v of a pattern'],
    ['RegExp(a, "gv");', 'syntax: flags d and v of a pattern'],
    ['f(/[a--b]/v);', 'syntax: Invalid regular expression flag'],
    ['using a = b;', 'syntax: Unexpected token'],
    ['import a from "./a.json" with { type: "json" };', 'syntax: Unexpected token'],
    ['@a class B {}', "syntax: Unexpected character '@'"],
  ])('%s', (code, what) => {
    expect(inScript(code)).toEqual([what]);
  });

  test.each([
    ...['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with'],
    ...['isWellFormed', 'union', 'isSubsetOf', 'transfer', 'getOrInsert', 'toBase64'],
    ...['showModal', 'showPopover', 'startViewTransition', 'checkVisibility', 'throwIfAborted', 'roundRect'],
  ])('the method %s', (name) => {
    expect(inScript(`a.${name}(1);`)).toEqual([`.${name}()`]);
    expect(inScript(`a?.b?.${name}?.(1);`)).toEqual([`.${name}()`]);
    expect(inScript(`a["${name}"](1);`)).toEqual([`.${name}()`]);
    expect(inScript(`a.${name}.call(b, 1);`)).toEqual([`.${name}()`]);
    // Names that a script gives to its own things, or asks for.
    expect(inScript(`a.${name} === undefined; f({ ${name}: 1 }, '${name}' in a);`)).toEqual([]);
  });

  test.each([
    ['Object.hasOwn(a, b);', '.hasOwn()'],
    ['a.every(Object.hasOwn);', '.hasOwn()'],
    ['const { hasOwn } = Object;', '.hasOwn()'],
    ['Object.groupBy(a, b);', '.groupBy()'],
    ['Array.fromAsync(a);', '.fromAsync()'],
    ['Promise.withResolvers();', '.withResolvers()'],
    ['URL.canParse(a);', 'URL.canParse'],
    ['window.URL.canParse(a);', 'URL.canParse'],
    ['AbortSignal.timeout(1);', 'AbortSignal.timeout'],
    ['AbortSignal.any([a]);', 'AbortSignal.any'],
    ['crypto.randomUUID();', '.randomUUID()'],
    ['new Intl.Segmenter("zh");', 'Intl.Segmenter'],
    ['structuredClone(a);', 'structuredClone'],
    ['globalThis.structuredClone(a);', 'structuredClone'],
    ['const { structuredClone: copy } = window;', 'structuredClone'],
    ['requestIdleCallback(a);', 'requestIdleCallback'],
    ['new BroadcastChannel("a");', 'BroadcastChannel'],
    ['a.pipeThrough(new CompressionStream("gzip"));', 'CompressionStream'],
    ['a instanceof HTMLDialogElement;', 'HTMLDialogElement'],
    ['navigator.locks.request("a", b);', 'navigator.locks'],
    ['self.navigator.share(a);', 'navigator.share'],
    ['Temporal.Now.instant();', 'Temporal'],
    ['new GPUBuffer();', 'GPUBuffer'],
    ['a.devicePixelContentBoxSize[0];', '.devicePixelContentBoxSize'],
    ['a.inert = true;', '.inert'],
    ['a.values().map(b);', '.map() of iterators'],
    ['a.matchAll(b).toArray();', '.toArray() of iterators'],
    ['a.addEventListener("scrollend", b);', 'event scrollend'],
    ['addEventListener("click", b, { signal });', 'listeners with a signal'],
    ['a.addEventListener("click", b, { signal: c.signal });', 'listeners with a signal'],
    ['new Worker(a, { type: "module" });', 'workers that are modules'],
    ['new Intl.DateTimeFormat("zh", { timeZoneName: "shortOffset" });', 'setting timeZoneName:shortOffset'],
    ['new Intl.NumberFormat("zh", { roundingMode: "floor" });', 'setting roundingMode'],
    ['f(`<div popover></div>`);', 'attribute popover'],
    ['f("<dialog inert></dialog>");', 'attribute inert'],
  ])('%s', (code, what) => {
    expect(new Set(inScript(code))).toEqual(new Set([what]));
  });

  test('nothing that the floor has, nor what a script calls so itself', () => {
    const old = [
      'class A { b = 1; static c = 2; d() { return this.b?.e ?? 1; } }',
      'a ||= b; a &&= c; a ??= 1_000n; try { f(); } catch { g(); }',
      'async function h() { for await (const i of j) await k(i); }',
      'f(/(?<year>\\d+)\\p{L}(?!x)/gimsuy, [..."ab"].flat().flatMap((x) => x), "a".replaceAll("b", "c"));',
      'a?.b(c, ...d); Promise.any([a]); new WeakRef(a); Promise.allSettled(a); import.meta.url; import("./a.js");',
      'Object.keys(a).map(f); Object.entries(a).filter(f); Array.from(a.values()).map(f);',
      'const structuredClone = (one) => one; structuredClone(a); ((scheduler) => scheduler(1))(b);',
      'CSS.escape(a); new Worker(a); a.addEventListener("click", b, { passive: true }); fetch(a, { signal });',
      'f("structuredClone", { Temporal: 1 }, a.Temporal, "<b title=\\"inert\\">inert popover</b>");',
    ];
    expect(old.flatMap(inScript)).toEqual([]);
  });

  test('a plain script may hold nothing of modules', () => {
    expect(newerInScript('import "./a.js";', 'script').map(({ what }) => what)).toEqual([
      "syntax: 'import' and 'export' may appear only with 'sourceType: module'",
    ]);
  });
});

describe('what is newer than the floor in style', () => {
  test.each([
    ['@container (width > 1px) { a { color: red } }', '@container'],
    ['@layer a { b { color: red } }', '@layer'],
    ['@property --a { syntax: "*"; inherits: false }', '@property'],
    ['@media (width >= 600px) { a { color: red } }', '@media with ranges'],
    ['@media (scripting: enabled) { a { color: red } }', '@media (scripting)'],
    ['a { b & { color: red } }', 'nesting'],
    ['a:has(b) { color: red }', ':has'],
    [':where(a, b) { color: red }', ':where'],
    [':is(a, b) { color: red }', ':is'],
    [':focus-visible { color: red }', ':focus-visible'],
    ['a:hover, a:focus-visible { color: red }', ':focus-visible in a list with others'],
    [
      'a::-webkit-slider-thumb, a::-moz-range-thumb { color: red }',
      '::-moz-range-thumb in a list with others',
    ],
    ['a:not(b, c) { color: red }', ':not() with a list or a combination'],
    ['a:not(b c) { color: red }', ':not() with a list or a combination'],
    ['a:nth-child(2 of b) { color: red }', ':nth-child(… of …)'],
    ['a { color: color-mix(in srgb, red, blue) }', 'color-mix()'],
    ['a { color: oklch(1 0 0) }', 'oklch()'],
    ['a { color: rgb(from red r g b) }', 'colours made from colours'],
    ['a { width: round(1px, 2px) }', 'round()'],
    ['a { height: 100dvh }', 'unit dvh'],
    ['a { height: calc(100svh - .5px) }', 'unit svh'],
    ['a { width: 1.5cqw }', 'unit cqw'],
    ['a { inset: 0 }', 'inset'],
    ['a { margin-inline: 1px }', 'margin-inline'],
    ['a { aspect-ratio: 1 }', 'aspect-ratio'],
    ['a { rotate: 1deg }', 'rotate'],
    ['a { accent-color: red }', 'accent-color'],
    ['a { user-select: none }', 'user-select'],
    ['a { overflow: clip }', 'overflow: clip'],
    ['a { overflow-wrap: anywhere }', 'overflow-wrap: anywhere'],
    ['a { width: fit-content }', 'width: fit-content'],
    ['a { grid-template-rows: subgrid }', 'grid-template-rows: subgrid'],
    ['@font-face { font-family: a; size-adjust: 90% }', '@font-face size-adjust'],
    ['summary { display: flex }', 'an arrow of its own beside that of the browser'],
  ])('%s', (css, what) => {
    expect(inStyle(css)).toEqual([what]);
  });

  test('not where something older stands in for it', () => {
    const old = [
      'a { color: red; color: color-mix(in srgb, red, blue) }',
      'a { height: 100vh; height: 100dvh }',
      'a { width: -moz-fit-content; width: fit-content }',
      'a { -webkit-user-select: none; user-select: none }',
      '@supports (color: color-mix(in srgb, red, red)) { a { color: color-mix(in srgb, var(--a), red) } }',
      '@supports (height: 100svh) { :root { --a: 100svh } }',
      '@supports selector(:has(a)) { a:has(b) { color: red } }',
      '.a.s1234 { aspect-ratio: 1 } @supports not (aspect-ratio: 1) { .b.s1234 { height: 1px } }',
      'summary { display: flex } summary::-webkit-details-marker { display: none }',
    ];
    expect(old.map(inStyle)).toEqual(old.map(() => []));
  });

  test('but where what stands in for it does not', () => {
    const newer = [
      // With a variable in it, a value is known to be wrong too late.
      'a { color: red; color: color-mix(in srgb, var(--a), red) }',
      ':root { --a: red; --a: color-mix(in srgb, red, red) }',
      'a { color: color-mix(in srgb, red, blue); color: red }',
      '@supports not (color: color-mix(in srgb, red, red)) { a { color: color-mix(in srgb, red, red) } }',
      '@supports (display: grid) { a { color: color-mix(in srgb, red, red) } }',
      '@supports (display: grid) or (color: color-mix(in srgb, red, red)) { a { color: color-mix(in srgb, red, red) } }',
    ];
    expect(newer.map(inStyle)).toEqual(newer.map(() => ['color-mix()']));
    expect(
      inStyle('.a.s1234 { aspect-ratio: 1 } @supports not (aspect-ratio: 1) { .b.s5678 { height: 1px } }'),
    ).toEqual(['aspect-ratio']);
  });

  test('nothing that the floor has', () => {
    const old = `
      @media (min-width: 720px) and (prefers-reduced-motion: reduce) { a:not(.b):hover::before { content: "a:has(b)" } }
      a[href$=":is(a)"], ul > li:nth-child(2n + 1) { width: clamp(1rem, 10vw, min(3em, 40%)); color: #5e2aad80 }
      @keyframes a { from { opacity: 0 } to { transform: translateY(-.5px) rotate(.25turn) } }
      @font-face { font-family: a; src: url("a.woff2?1dvh") format("woff2"); font-display: swap }
      a { gap: 1px; background: rgb(1 2 3 / 50%) url(data:image/png;base64,1svh) no-repeat; --a: 1px }
    `;
    expect(inStyle(old)).toEqual([]);
  });
});

describe('what is newer than the floor in a document', () => {
  test('its scripts, styles and attributes; its data and texts are none of these', () => {
    const html = `<!doctype html><head><style>a:has(b) { color: red }</style><script>structuredClone(a)</script>
      <script type="module">await f()</script><script type="application/json">{"a":"b.at(1)"}</script>
      <script src="a.js"></script></head><body style="inset:0"><p inert title="popover">structuredClone(a)</p></body>`;
    expect(newerInDocument(html).map(({ what }) => what)).toEqual([
      'structuredClone',
      'syntax: await outside of functions',
      ':has',
      'inset',
      'attribute inert',
    ]);
  });
});

test('what is allowed is allowed in its own place only, and has to be needed', () => {
  const allowed = [
    { what: 'Notification', where: 'page', because: 'asked for' },
    { what: /^::-moz-/, where: 'style', because: 'of one maker' },
    { what: 'inset', where: 'style', because: 'gone by now' },
  ] as const;
  const found = [
    { what: 'Notification', place: 'page' },
    { what: 'Notification', place: 'alone' },
    { what: '::-moz-range-thumb', place: 'style' },
    { what: ':has', place: 'style' },
  ] as const;
  expect(judged(found, allowed)).toEqual({ refused: [found[1], found[3]], unneeded: [allowed[2]] });
});
