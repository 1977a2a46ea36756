/** A sentence for the reader, in both languages. `{name}` stands for a detail of the refusal. */
export interface Sentence {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 408 | 413 | 415 | 417 | 429 | 431 | 501 | 503 | 507;
  readonly zh: string;
  readonly en: string;
}
