import { Type } from 'typebox';

/** What is answered to everything that is refused. */
export const RefusalAnswer = Type.Object({
  code: Type.String(),
  message: Type.String({ description: "A sentence in the reader's language (Accept-Language)." }),
  details: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
});
