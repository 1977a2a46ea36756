/** What an overlay can show: where the convoy is, headlines, three lines of standings, what is revealed now. */
export const OVERLAY_PARTS = ['lower-third', 'ticker', 'bug', 'reveal'] as const;
export type OverlayPart = (typeof OVERLAY_PARTS)[number];
