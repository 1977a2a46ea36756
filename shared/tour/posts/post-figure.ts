import { type Static, Type } from 'typebox';
import { exactly, plainText } from '../../schema.ts';

/** A big number and what it means: `3761`, `个`, `全市文明实践点`. The number is shown as it was typed. */
export const Figure = exactly({
  kind: Type.Literal('figure'),
  value: plainText(20, 1),
  unit: Type.Optional(plainText(12, 1)),
  meaning: plainText(120, 1),
});
export type Figure = Static<typeof Figure>;

/** The figure as one line of plain text, for feeds and previews. */
export const figureText = ({ value, unit = '', meaning }: Figure): string => `${value}${unit}：${meaning}`;
