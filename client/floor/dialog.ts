import './dialog.css';

/** What a dialog that is open here stands on. */
interface Opened {
  readonly backdrop: HTMLElement;
  /** What had the focus before. */
  readonly before: Element | null;
  readonly release: () => void;
}

const opened = new Map<HTMLElement, Opened>();
const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex="-1"]';

const uppermost = (): HTMLElement | undefined => [...opened.keys()].pop();

function showModal(this: HTMLElement): void {
  if (opened.has(this)) return;
  const backdrop = document.createElement('div');
  backdrop.className = 'floor-backdrop';
  // As in a dialog of the browser, a press beside it is a press on the dialog itself.
  backdrop.addEventListener('click', () => this.dispatchEvent(new Event('pointerdown')));
  document.body.append(backdrop);
  this.setAttribute('open', '');
  this.setAttribute('role', 'dialog');
  this.setAttribute('aria-modal', 'true');
  this.classList.add('floor-dialog');
  // A page may take a dialog away without closing it.
  const watcher = new MutationObserver(() => {
    if (!this.isConnected) leave(this);
  });
  watcher.observe(document.body, { childList: true, subtree: true });
  const release = (): void => {
    watcher.disconnect();
    backdrop.remove();
  };
  opened.set(this, { backdrop, before: document.activeElement, release });
  this.querySelector<HTMLElement>(FOCUSABLE)?.focus();
}

/** Takes away what was put up for a dialog, and gives the focus back. */
function leave(dialog: HTMLElement): boolean {
  const one = opened.get(dialog);
  if (one === undefined) return false;
  opened.delete(dialog);
  one.release();
  if (one.before instanceof HTMLElement) one.before.focus();
  return true;
}

function close(this: HTMLElement): void {
  this.removeAttribute('open');
  this.classList.remove('floor-dialog');
  if (leave(this)) this.dispatchEvent(new Event('close'));
}

/**
 * Teaches `<dialog>` to a browser that does not know it (Safari before 15.4, Firefox before 98), as far as the pages
 * use it: `showModal`, `close`, the events `cancel` and `close`, and the focus that stays inside.
 */
export function teachDialogs(): void {
  Object.assign(HTMLUnknownElement.prototype, { showModal, close });
  addEventListener('keydown', (event) => {
    const dialog = uppermost();
    if (event.key !== 'Escape' || dialog === undefined) return;
    event.preventDefault();
    if (dialog.dispatchEvent(new Event('cancel', { cancelable: true }))) close.call(dialog);
  });
  addEventListener('focusin', ({ target }) => {
    const dialog = uppermost();
    if (dialog === undefined || (target instanceof Node && dialog.contains(target))) return;
    dialog.querySelector<HTMLElement>(FOCUSABLE)?.focus();
  });
}
