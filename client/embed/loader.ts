/*
 * /embed.js: one script tag on somebody's page becomes a frame with the tour in it. Each tag is a frame
 * of its own. The frame has no rights but its own scripts and opening links: neither page can script the other.
 */

/** Heights to begin with, so that hardly anything moves when the frame says its own. */
const HEIGHTS: Readonly<Record<string, number>> = { feed: 900, map: 500, standings: 640, all: 1500 };
const HIGHEST = 20_000;

const script = document.currentScript as HTMLScriptElement | null;
const tour = script?.dataset.tour;

if (script && tour) {
  const query = new URLSearchParams();
  for (const name of ['show', 'outlet', 'post', 'accent', 'theme', 'lang']) {
    const value = script.dataset[name];
    if (value) query.set(name, value.replace('#', ''));
  }
  const frame = document.createElement('iframe');
  frame.src = `${new URL(script.src).origin}/embed/${encodeURIComponent(tour)}?${query}`;
  frame.title = script.dataset.lang === 'en' ? 'Live coverage' : '拉练直播';
  frame.loading = 'lazy';
  frame.setAttribute('sandbox', 'allow-scripts allow-popups allow-popups-to-escape-sandbox');
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  const { style } = frame;
  Object.assign(style, { display: 'block', width: '100%', border: '0', colorScheme: 'normal' });
  style.height = `${HEIGHTS[script.dataset.show ?? 'all'] ?? 900}px`;
  addEventListener('message', ({ source, origin, data }) => {
    // Only this frame, and only while it is what was put there: a sandboxed page has no origin.
    if (source !== frame.contentWindow || origin !== 'null' || data?.lalian !== 'embed') return;
    if (data.height > 0 && data.height < HIGHEST) style.height = `${Math.ceil(data.height)}px`;
    if (typeof data.title === 'string') frame.title = [...data.title].slice(0, 200).join('');
  });
  script.after(frame);
}
