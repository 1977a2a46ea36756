/** Characters that texts of a set-up may have; `draftText`: while they are being typed, so that what is too long can be told and cut. */
export const MOST_OF = {
  name: 120,
  englishName: 200,
  person: 80,
  post: 120,
  notice: 400,
  englishNotice: 600,
  figure: 20,
  draftText: 1_000,
} as const;
