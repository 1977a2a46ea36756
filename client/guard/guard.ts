// biome-ignore-all lint/suspicious/noVar: this script has to run where nothing newer than ES5 does
// biome-ignore-all lint/complexity/useArrowFunction: as above
// biome-ignore-all lint/complexity/useOptionalChain: as above
// biome-ignore-all lint/style/useTemplate: as above
// biome-ignore-all lint/style/useConst: as above
/*
 * Stands first in every page that has scripts, inside the document itself, and watches over them: whatever keeps them
 * from running, the page stays what the server rendered, says so in one line, offers to load again, and tells the server
 * which page failed and how (shared/page-failures.ts) - no message, no address, no name.
 *
 * It must work where they do not: it is a classic script without imports, kept in ES5 and minified by itself
 * (client/build/guard.ts). Its words stand at its own tag: what did not start, what failed later, what did not load,
 * load again, close.
 */
(function () {
  /** A page that has not started by then has a reader who waits in vain. */
  var LIMIT_MS = 20000;
  /** What could not be told is told again after so long. */
  var AGAIN_MS = [10000, 60000, 600000];
  var tag = (document.currentScript || document.getElementsByTagName('script')[0]) as HTMLScriptElement;
  var page = tag.getAttribute('data-page');
  var words = (tag.getAttribute('data-words') || '').split('|');
  // An archive's files lie beside it, and there is nobody to tell.
  var isArchive = page === 'archive';
  var own = isArchive
    ? location.href.replace(/[?#].*/, '').replace(/[^/]*$/, '')
    : location.protocol + '//' + location.host + '/assets/';
  // An invite's page takes the secret out of the address: the tour stands before the dot, and is none.
  var tour =
    /^\/(?:t|judge|desk|organiser|screen|remote|embed)\/([a-z0-9-]{1,40})(?:\/|$)/.exec(location.pathname) ||
    /^#([a-z0-9-]{1,40})\./.exec(location.hash);
  var root: Element | null = null;
  var kept: Node | null = null;
  var bar: HTMLElement | null = null;
  var hasStarted = false;
  var wasRefused = false;
  var told = false;

  /** Extensions, input methods and browsers put scripts of their own into pages: those are not the page's failures. */
  function isOwn(text: string | undefined): boolean {
    return !!text && text.indexOf(own) >= 0;
  }

  function fail(failure: string): void {
    // The same error comes back at every frame: it is told once.
    if (told) return;
    told = true;
    if (!isArchive) report(failure);
    if (document.body) show(failure);
    else
      document.addEventListener('DOMContentLoaded', function () {
        show(failure);
      });
  }

  function report(failure: string): void {
    var message = '{"page":"' + page + '","failure":"' + failure + '"';
    if (tour) message += ',"tour":"' + tour[1] + '"';
    send(message + '}', 0);
  }

  /** A network that was cut took the script along: again when it may be back, whether the browser says so or not. */
  function send(message: string, tries: number): void {
    var request = new XMLHttpRequest();
    try {
      // As plain text, which a frame without an origin may send as well.
      request.open('POST', '/api/page-failures');
      request.onerror = function () {
        if (tries >= AGAIN_MS.length) return;
        var timer = setTimeout(retry, AGAIN_MS[tries]);
        function retry(): void {
          clearTimeout(timer);
          window.removeEventListener('online', retry);
          send(message, tries + 1);
        }
        window.addEventListener('online', retry);
      };
      request.send(message);
    } catch (_) {
      // What cannot be told changes nothing for the reader.
    }
  }

  function show(failure: string): void {
    // A page that took down what the server had rendered before it failed gets it back.
    if (!hasStarted && root && kept && !/\S/.test(root.textContent || '')) {
      root.textContent = '';
      while (kept.firstChild) root.appendChild(kept.firstChild);
    }
    // "Reading…" would stand there for ever.
    showOpening('none');
    // A wall says nothing of itself to the hall: its picture stays, and the organiser is told.
    if (bar || (page === 'screen' && hasStarted)) return;
    bar = document.createElement('div');
    bar.id = 'lalian-failed';
    bar.setAttribute('role', 'alert');
    // Its own styles, set by script: the page's style sheet may be what did not come.
    bar.style.cssText =
      'position:sticky;top:0;z-index:99;padding:10px 16px;font-size:16px;line-height:1.6;background:#1b1f23;color:#faf8f4';
    var sentence = hasStarted ? (failure === 'load' ? words[2] : words[1]) : words[0];
    bar.appendChild(document.createTextNode(sentence + ' '));
    bar.appendChild(button(words[3], again));
    if (hasStarted) bar.appendChild(button(words[4], clear));
    document.body.insertBefore(bar, document.body.firstChild);
  }

  function showOpening(display: string): void {
    var waiting = document.querySelectorAll('[data-opening]');
    var at = 0;
    for (; at < waiting.length; at += 1) (waiting[at] as HTMLElement).style.display = display;
  }

  function button(text: string | undefined, act: () => void): HTMLElement {
    var one = document.createElement('button');
    one.type = 'button';
    one.style.cssText =
      'min-height:44px;margin:-8px 8px -8px 0;padding:0 4px;border:0;background:none;color:inherit;font:inherit;font-weight:600;text-decoration:underline;cursor:pointer';
    one.appendChild(document.createTextNode(text || ''));
    one.onclick = act;
    return one;
  }

  function clear(): void {
    if (bar && bar.parentNode) bar.parentNode.removeChild(bar);
    bar = null;
  }

  function reload(): void {
    location.reload();
  }

  /**
   * Loads the page again, and really the new one: where the network has it, what the worker and the browser's cache keep
   * of the page is thrown away first. Without a network they stay, for they are all there is. Nothing else is touched:
   * what waits to be sent lies elsewhere.
   */
  function again(): void {
    if (isArchive || !window.fetch || !window.Promise) {
      reload();
      return;
    }
    // An answer that never comes must not hold up the reader.
    setTimeout(reload, 8000);
    fetch(location.href, { cache: 'reload' })
      .then(function (answer) {
        return answer.ok ? answer.text() : '';
      })
      .then(function (text) {
        // Not the page but some portal's: nothing better is to be had.
        if (text.indexOf('data-page="' + page + '"') < 0) return undefined;
        return Promise.all([forget(), fetchAnew(text)]);
      })
      .then(reload, reload);
  }

  /** Lets go of the worker that opens this page without signal, and of what it keeps. */
  function forget(): Promise<unknown> {
    try {
      // A sandboxed frame may not even ask.
      if (!navigator.serviceWorker || !navigator.serviceWorker.controller) return Promise.resolve();
      return Promise.all([
        navigator.serviceWorker.getRegistration().then(function (one) {
          return one && isOurs(one.scope) ? one.unregister() : false;
        }),
        caches.keys().then(function (names) {
          return Promise.all(
            names.map(function (name) {
              return name.indexOf('lalian-' + page + '-') === 0 ? caches.delete(name) : false;
            }),
          );
        }),
      ]);
    } catch (_) {
      return Promise.resolve();
    }
  }

  function isOurs(scope: string): boolean {
    return scope.replace(/\/$/, '').slice(-String(page).length - 1) === '/' + page;
  }

  /** Scripts are kept for a year: one that a portal or a cut line spoilt is fetched past the cache. */
  function fetchAnew(text: string): Promise<unknown> {
    var addresses = text.match(/\/assets\/[\w.-]+\.(?:js|css)/g) || [];
    return Promise.all(
      addresses.map(function (address) {
        return fetch(address, { cache: 'reload' }).catch(function () {
          return undefined;
        });
      }),
    );
  }

  window.addEventListener(
    'error',
    function (event) {
      var from = event.target as HTMLScriptElement | null;
      if (from && from.tagName === 'SCRIPT') {
        if (isOwn(from.src)) fail(wasRefused ? 'refused' : 'load');
      } else if (isOwn(event.filename))
        fail(event.error instanceof SyntaxError ? 'parse' : hasStarted ? 'later' : 'start');
    },
    // What does not load tells nobody above itself.
    true,
  );
  window.addEventListener('unhandledrejection', function (event) {
    var reason = (event.reason || {}) as { name?: string; message?: string; stack?: string };
    if (reason.name === 'AbortError') return;
    var text = reason.message + ' ' + reason.stack;
    if (/import\w* .*module|module script/i.test(text)) fail('load');
    else if (isOwn(text)) fail(hasStarted ? 'later' : 'start');
  });
  document.addEventListener('securitypolicyviolation', function (event) {
    if (/^script-src/.test(event.violatedDirective) && isOwn(event.blockedURI)) wasRefused = true;
  });
  document.addEventListener('lalian-started', function () {
    hasStarted = true;
    kept = null;
    told = false;
    showOpening('');
    clear();
  });
  document.addEventListener('readystatechange', function () {
    // The document is read and no module has run yet: what is there now is what the server rendered.
    if (document.readyState !== 'interactive') return;
    root = document.body.firstElementChild;
    kept = root && root.cloneNode(true);
    // Modules are older than nomodule in one Safari, which is too old as well.
    if (!isArchive && !('noModule' in tag)) fail('parse');
  });
  setTimeout(function () {
    if (!hasStarted) fail('late');
  }, LIMIT_MS);
})();
