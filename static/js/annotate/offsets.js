// Counts in a text as the server does. Passages are half-open spans of Unicode code points; the browser counts UTF-16
// units, of which an astral character (an emoji, a rare Han character) takes two. This is the only place that converts.
// Pure: knows no element and no data- attribute.

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

export class TextIndex {
  #pairs; // where each surrogate pair begins, in UTF-16 units, ascending

  /** `text` is a paragraph exactly as stored; it must not change afterwards. */
  constructor(text) {
    this.text = text;
    this.#pairs = PAIR.test(text) ? pairsOf(text) : null; // most paragraphs have none: then both counts are the same
    this.length = text.length - (this.#pairs?.length ?? 0);
  }

  /** The UTF-16 offset of a code point offset from 0 to `length`. */
  toU16(cp) {
    return this.#pairs ? cp + firstIndex(this.#pairs, (at, number) => at - number >= cp) : cp;
  }

  /** The code point offset of a UTF-16 offset; inside a pair, `side` says which way it gives: "floor" or "ceil". */
  toCp(u16, side = "floor") {
    if (!this.#pairs) return u16;
    const before = firstIndex(this.#pairs, (at) => at >= u16);
    const isInside = before > 0 && this.#pairs[before - 1] === u16 - 1;
    return u16 - before + (isInside && side === "ceil" ? 1 : 0);
  }

  /** The words between two code point offsets: what is sent as a passage's quote. */
  slice(start, end) {
    return this.text.slice(this.toU16(start), this.toU16(end));
  }
}

function pairsOf(text) {
  const found = [];
  for (let at = text.search(PAIR); at < text.length; at += 1) {
    if (text.codePointAt(at) > 0xffff) found.push(at++);
  }
  return Uint32Array.from(found);
}

/** By halving: the index of the first item for which `isThere` holds, given that it holds for all that follow. */
function firstIndex(items, isThere) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isThere(items[middle], middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
