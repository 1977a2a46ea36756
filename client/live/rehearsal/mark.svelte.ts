import type { Language } from '../../../shared/refusals.ts';
import { markOf } from '../../../shared/rehearsal-mark.ts';
import type { TourStore } from '../tour-store.svelte.ts';

/** Marks the page as soon as it is known that its tour is a dress rehearsal; it stays marked. Pages that the server renders come with it. */
export function markRehearsal(store: TourStore, language: Language): void {
  $effect.root(() => {
    $effect(() => {
      if (store.tour.setup?.rehearsalOf === undefined || document.querySelector('.rehearsal-mark') !== null)
        return;
      const mark = document.createElement('aside');
      mark.className = 'rehearsal-mark';
      // The edge of a wall has more room than that of a phone.
      [, mark.dataset.page = ''] = location.pathname.split('/');
      mark.textContent = markOf(language);
      document.body.append(mark);
    });
  });
}
