// Where words and visible characters begin and end, for selections and for steps of the cursor. Text is a TextIndex of
// annotate/offsets, offsets are half-open code points. Pure: knows no element and no data- attribute.
// Browsers cut Chinese differently, so the segmenter only proposes (a double click, a step); it decides nothing.

// What turns into one another when it is copied, or cannot be seen; the server trims and searches by the same set.
const BLANK = /[\s\u0085\u00ad\u200b\u2060\ufeff]/;
// Between two words these make one of them: high-standard, 1990’s; a zero width space is not seen at all.
const JOINER = /^['’＇\-‐‑\u200b]$/;
const HAN = /\p{Script=Han}/u;

const segmenters = new Map(); // making one takes longer than a step of the cursor may
const cuts = new WeakMap(); // TextIndex → Map(segmenter → the text cut by it)

/** What a coder meant by a selection: no white space at its ends, whole words if `isSnapped`, whole visible characters.
 *  [start, end), or null where nothing but white space was chosen. */
export function settle(text, start, end, { language, isSnapped = false } = {}) {
  const kept = trim(text, start, end);
  if (!kept || !isSnapped) return kept && growToGraphemes(text, ...kept);
  return growToGraphemes(text, ...trim(text, ...snapToWords(text, ...kept, language)));
}

/** [start, end) without white space at its ends, or null where nothing else is in it. */
export function trim(text, start, end) {
  let [first, last] = [text.toU16(start), text.toU16(end)];
  while (first < last && BLANK.test(text.text[first])) first += 1;
  while (last > first && BLANK.test(text.text[last - 1])) last -= 1;
  return first < last ? [text.toCp(first), text.toCp(last)] : null;
}

/** [start, end) grown to the ends of the words it begins and ends in. Between Han characters it stays exact: each of
 *  them is a word where words are counted. */
export function snapToWords(text, start, end, language) {
  const [first, last] = [text.toU16(start), text.toU16(end)];
  const [from] = (isExact(text, start) ? null : wordOver(text, first, language)) ?? [first];
  const [, to] = (isExact(text, end) ? null : wordOver(text, last - 1, language)) ?? [first, last];
  return [text.toCp(from), text.toCp(to)];
}

/** The word at an offset, or else the one that ends there; empty, [at, at), where there is none. */
export function wordAt(text, at, language) {
  const u16 = text.toU16(at);
  const [first, last] = wordOver(text, u16, language) ?? wordOver(text, u16 - 1, language) ?? [u16, u16];
  return [text.toCp(first), text.toCp(last)];
}

/** The next end of a word to the right (direction 1), or the next beginning of one to the left (-1). */
export function stepWord(text, at, direction, language) {
  let place = text.toU16(at);
  for (;;) {
    const next = direction > 0 ? place : place - 1;
    const piece = pieceOver(text, next, "word", language);
    if (!piece) return direction > 0 ? text.length : 0;
    const [first, last] = wordOver(text, next, language) ?? [];
    if (last) return text.toCp(direction > 0 ? last : first);
    place = direction > 0 ? endOf(piece) : piece.index;
  }
}

/** [start, end) grown so that it cuts no visible character: a flag, a family of emoji, a letter with its accents. */
export function growToGraphemes(text, start, end) {
  if (start >= end) return [start, end];
  const first = pieceOver(text, text.toU16(start), "grapheme");
  const last = pieceOver(text, text.toU16(end) - 1, "grapheme");
  return [text.toCp(first.index), text.toCp(endOf(last))];
}

/** The edge of the next visible character to the right (direction 1) or to the left (-1). */
export function stepCharacter(text, at, direction) {
  const place = text.toU16(at);
  const piece = pieceOver(text, direction > 0 ? place : place - 1, "grapheme");
  if (!piece) return at;
  return text.toCp(direction > 0 ? endOf(piece) : piece.index);
}

/** The word that covers a UTF-16 offset, as [first, last) in UTF-16, or null. */
function wordOver(text, u16, language) {
  const piece = pieceOver(text, u16, "word", language);
  if (!piece) return null;
  if (!piece.isWordLike) return joins(text, piece, language) ? wordOver(text, piece.index - 1, language) : null;
  let [first, last] = [piece.index, endOf(piece)];
  for (let joint; (joint = jointOver(text, first - 1, language)); ) {
    first = pieceOver(text, joint.index - 1, "word", language).index;
  }
  for (let joint; (joint = jointOver(text, last, language)); ) {
    last = endOf(pieceOver(text, endOf(joint), "word", language));
  }
  return [first, last];
}

function jointOver(text, u16, language) {
  const piece = pieceOver(text, u16, "word", language);
  return piece && joins(text, piece, language) ? piece : null;
}

function joins(text, piece, language) {
  if (!JOINER.test(piece.segment)) return false;
  const isWord = (u16) => pieceOver(text, u16, "word", language)?.isWordLike;
  return isWord(piece.index - 1) && isWord(endOf(piece));
}

/** Whether an offset stands beside a Han character. */
function isExact(text, at) {
  return HAN.test(text.slice(Math.max(0, at - 1), Math.min(text.length, at + 1)));
}

function endOf(piece) {
  return piece.index + piece.segment.length;
}

/** The piece of the text that covers a UTF-16 offset; undefined outside the text. */
function pieceOver(text, u16, granularity, language = "und") {
  if (u16 < 0) return undefined;
  const name = `${granularity} ${language}`;
  if (!segmenters.has(name)) segmenters.set(name, new Intl.Segmenter(language || "und", { granularity }));
  if (!cuts.has(text)) cuts.set(text, new Map());
  const own = cuts.get(text);
  if (!own.has(name)) own.set(name, segmenters.get(name).segment(text.text));
  return own.get(name).containing(u16);
}
