/** Lets the browser ask before the page is left, while that would lose something. */
export function askOnLeaving(wouldLose: () => boolean): void {
  addEventListener('beforeunload', (event) => {
    if (!wouldLose()) return;
    event.preventDefault();
    // Browsers before 2023 ask only where this is set.
    event.returnValue = true;
  });
}
