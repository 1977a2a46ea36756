import { type Static, Type } from 'typebox';
import { exactly, plainText } from '../../schema.ts';

/** What somebody said, with who said it: the person's function stands beside the name. */
export const Quote = exactly({
  kind: Type.Literal('quote'),
  words: plainText(1000, 1),
  person: plainText(60, 1),
  function: Type.Optional(plainText(80, 1)),
});
export type Quote = Static<typeof Quote>;

/** The quote as one line of plain text, for feeds and previews. */
export const quoteText = ({ words, person, function: office }: Quote): string =>
  `“${words}”——${office === undefined ? '' : `${office} `}${person}`;
