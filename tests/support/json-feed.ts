import { Type } from 'typebox';

/**
 * JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) as a schema, member by member: nothing is in a feed that
 * the specification does not know, but for extensions, whose names begin with `_`.
 */
const only = <T extends Parameters<typeof Type.Object>[0]>(members: T) =>
  Type.Object(members, { additionalProperties: false, patternProperties: { '^_[a-z]': {} } });
const url = Type.String({ pattern: '^https?://[^\\s]+$' });
/** RFC 3339. */
const date = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$',
});
const text = Type.String({ minLength: 1 });
const authors = Type.Array(
  only({ name: Type.Optional(text), url: Type.Optional(url), avatar: Type.Optional(url) }),
  {
    minItems: 1,
  },
);

const Attachment = only({
  url,
  mime_type: Type.String({ pattern: '^[a-z]+/[a-z0-9.+-]+$' }),
  title: Type.Optional(text),
  size_in_bytes: Type.Optional(Type.Number({ minimum: 0 })),
  duration_in_seconds: Type.Optional(Type.Number({ minimum: 0 })),
});

const Item = only({
  id: text,
  url: Type.Optional(url),
  external_url: Type.Optional(url),
  title: Type.Optional(text),
  content_html: text,
  content_text: Type.Optional(text),
  summary: Type.Optional(text),
  image: Type.Optional(url),
  banner_image: Type.Optional(url),
  date_published: Type.Optional(date),
  date_modified: Type.Optional(date),
  authors: Type.Optional(authors),
  tags: Type.Optional(Type.Array(text)),
  language: Type.Optional(text),
  attachments: Type.Optional(Type.Array(Attachment)),
});

/** The schema of a JSON Feed 1.1. */
export const JsonFeed = only({
  version: Type.Literal('https://jsonfeed.org/version/1.1'),
  title: text,
  home_page_url: Type.Optional(url),
  feed_url: Type.Optional(url),
  description: Type.Optional(text),
  user_comment: Type.Optional(text),
  next_url: Type.Optional(url),
  icon: Type.Optional(url),
  favicon: Type.Optional(url),
  authors: Type.Optional(authors),
  language: Type.Optional(text),
  expired: Type.Optional(Type.Boolean()),
  items: Type.Array(Item),
});
