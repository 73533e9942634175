// From places on the screen to spans of paragraphs, and back. A paragraph is a section with data-paragraph, and its
// text the one Text node of its .sheet-text. Never Selection.toString(): it returns what is rendered, not what is
// stored. Offsets are half-open code points; the index of a section is the TextIndex of its text.

import { TextIndex } from "annotate/offsets";

const indexes = new WeakMap(); // Text node → TextIndex

/** The Text node of a paragraph's section; null where the paragraph has no text. */
export function textOf(section) {
  return section.querySelector(":scope > .sheet-text")?.firstChild ?? null;
}

/** The TextIndex of a paragraph's section, made once. */
export function indexOf(section) {
  const node = textOf(section);
  if (!indexes.has(node)) indexes.set(node, new TextIndex(node.data));
  return indexes.get(node);
}

/** What a Range covers of the given sections (in document order): [{section, start, end}], one for each paragraph of
 *  whose text it covers anything. Ends in margins, chips or the next block (a triple click) are clamped to the text. */
export function spansOf(range, sections, index = indexOf) {
  const spans = [];
  for (let number = firstReached(range, sections); number < sections.length; number += 1) {
    const [section, node] = [sections[number], textOf(sections[number])];
    if (!node) continue;
    if (range.comparePoint(node, 0) > 0) break;
    // The text is one node, and the range reaches it: an end that is not in it lies outside, before or after all of it.
    const first = range.startContainer === node ? range.startOffset : 0;
    const last = range.endContainer === node ? range.endOffset : node.length;
    const [start, end] = [index(section).toCp(first, "floor"), index(section).toCp(last, "ceil")];
    if (start < end) spans.push({ section, start, end });
  }
  return spans;
}

/** The place in a text nearest to a point of the viewport, {section, offset}, or null where no text is. */
export function caretAt(x, y, index = indexOf) {
  const [node, u16] = pointAt(x, y);
  const section = node?.parentElement?.closest("[data-paragraph]");
  return section && node === textOf(section) ? { section, offset: index(section).toCp(u16) } : null;
}

/** A Range over [start, end) of a paragraph, to be painted or measured. */
export function rangeOf(section, start, end, index = indexOf(section)) {
  const range = document.createRange();
  range.setStart(textOf(section), index.toU16(start));
  range.setEnd(textOf(section), index.toU16(end));
  return range;
}

/** By halving, as a page may have thousands: the first section whose text does not end before the range begins. */
function firstReached(range, sections) {
  let [low, high] = [0, sections.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const node = textOf(sections[middle]) ?? sections[middle];
    if (range.comparePoint(node, node.length ?? 0) >= 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function pointAt(x, y) {
  if (document.caretPositionFromPoint) {
    const place = document.caretPositionFromPoint(x, y);
    return [place?.offsetNode, place?.offset];
  }
  const range = document.caretRangeFromPoint?.(x, y); // Safari
  return [range?.startContainer, range?.startOffset];
}
