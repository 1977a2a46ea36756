/** What may not begin a line, what a piece ends with for good, and what may not end a line. */
const CLOSING = /^[，。！？；：、）》」』”’…—·％%,.!?;:)\]-]+$/;
const CLOSED = /[，。！？；：、）》」』”’…\s]$/;
const OPENING = /[（《「『“‘([]$/;
/** Letters that belong to what follows them. */
const LINKS = /^[和与及暨或新老红]+$/;
/** What ends the name of a place: the next letter is of another one. */
const PLACE_ENDS = /[省市州县区镇乡村]$/;
const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff]/;
/** Single letters join what stands before them up to so many: most names and terms are no longer. */
const TOGETHER = 4;
const LONGEST_WORD = 6;

/** Not to be had in browsers of before 2021: then Chinese is broken between any two letters. */
const words =
  typeof Intl === 'object' && 'Segmenter' in Intl
    ? new Intl.Segmenter('zh', { granularity: 'word' })
    : undefined;

const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 400;

/**
 * The pieces of a text that a line may break between: words, with the marks that belong to them and the space behind
 * them. All of them together are the text. No Latin word is broken, and no Chinese one that a dictionary knows; names
 * that it does not know are kept together as well as can be.
 */
export function phrasesOf(text: string): readonly string[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  const pieces = (text.match(/\S*\s*/g) ?? []).flatMap((token) =>
    token === '' ? [] : CHINESE.test(token) ? joined(segmentsOf(token)) : [token],
  );
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, pieces);
  return pieces;
}

const segmentsOf = (token: string): readonly string[] =>
  words === undefined
    ? (token.match(/[\u2e80-\u9fff\uf900-\ufaff]|[^\u2e80-\u9fff\uf900-\ufaff\s]+|\s+/g) ?? [])
    : [...words.segment(token)].flatMap(({ segment }) =>
        // What a dictionary takes for a word of so many letters is none.
        lettersIn(segment) > LONGEST_WORD ? [...segment] : [segment],
      );

/** Puts the segments of a dictionary together into what is read as one. */
function joined(segments: readonly string[]): readonly string[] {
  const pieces: string[] = [];
  segments.forEach((segment, at) => {
    const last = pieces.at(-1);
    const isOwn = isSingle(segment) && !isSingle(segments[at - 1]) && beginsName(segments, at);
    if (last !== undefined && belongsTo(last, segment, isOwn)) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  });
  return pieces;
}

const isSingle = (segment: string | undefined): boolean =>
  segment !== undefined && CHINESE.test(segment) && [...segment].length === 1;

/** Three single letters and more that no dictionary knows are a name or a term of their own: `拉练会`. */
const beginsName = (segments: readonly string[], at: number): boolean =>
  !PLACE_ENDS.test(segments[at] ?? '') &&
  [0, 1, 2].every((ahead) => isSingle(segments[at + ahead]) && !LINKS.test(segments[at + ahead] ?? ''));

function belongsTo(last: string, segment: string, isOwn: boolean): boolean {
  if (/^\s/.test(segment) || CLOSING.test(segment) || OPENING.test(last) || LINKS.test(last)) return true;
  // Of Latin beside Chinese only figures are kept with it.
  if (!CHINESE.test(segment)) return !CHINESE.test(last) && !/\s$/.test(last);
  if (words === undefined || isOwn || LINKS.test(segment) || OPENING.test(segment) || CLOSED.test(last))
    return false;
  const [before, own] = [lettersIn(last), lettersIn(segment)];
  if (/\d$/.test(last)) return own === 1;
  if (before > 1 && PLACE_ENDS.test(last)) return false;
  return (own === 1 || isSingle(last)) && before + own <= TOGETHER;
}

/** The Chinese letters of a piece, what stands before a mark or a link that opens it not counted. */
const lettersIn = (text: string): number =>
  [...text.replace(/^.*[（《「『“‘]|^[和与及暨或新老红]/, '')].filter((letter) => CHINESE.test(letter))
    .length;
