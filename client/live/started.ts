import { tick } from 'svelte';

/**
 * Tells the guard (`client/guard`) that the page runs: to be called once everything is there that its reader needs. What
 * throws while the page is drawn for the first time comes before it.
 */
export async function pageStarted(): Promise<void> {
  await tick();
  document.dispatchEvent(new Event('lalian-started'));
}
