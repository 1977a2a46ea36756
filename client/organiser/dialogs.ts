import { fetchedAnew } from './places/fetching.ts';

const load = () => import('./Dialogs.svelte');

/** Fetches the dialogs: they come after the page, or with the first of them that is opened. */
export const fetchDialogs = () => fetchedAnew(load);
