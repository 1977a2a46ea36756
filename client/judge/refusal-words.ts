/** A refusal's sentence with the item's name in the place of its id, which only programs know. */
export const withName = (sentence: string, itemId: string, name: string): string =>
  sentence.replace(/(点位 |[Ss]top |：|: )([\w-]+)/gu, (whole, before: string, id: string) =>
    id === itemId ? before + name : whole,
  );
