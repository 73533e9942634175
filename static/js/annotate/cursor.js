// Where the coder is: a unit (by default a sentence) of a codable paragraph, or a selection that grows from it by word,
// character or sentence, also over several paragraphs. Painted as ::highlight(cursor) and ::highlight(selection); the
// section under the cursor has the class sheet-here, the focus and the one Tab stop of the text. No data- attributes.

import { highlight } from "annotate/paint";
import { stepCharacter, stepWord, trim } from "annotate/words";

const STEPS = { word: stepWord, character: stepCharacter };

export class Cursor {
  /** `unit` is sentence, paragraph or document; `onMove()` is called when the cursor or the selection changed. */
  constructor({ store, sheet, unit, onMove }) {
    Object.assign(this, { store, sheet, onMove });
    this.hasSentences = unit === "sentence";
    this.order = store.codable.map((paragraph) => paragraph.id);
    this.places = new Map(this.order.map((id, place) => [id, place]));
    this.paragraph = null;
    this.sentence = 0;
    this.selection = null;
  }

  /** The sentences of a paragraph as [start, end]; with larger units the whole paragraph is the only one. */
  units(paragraph) {
    const { sentences } = this.store.byId.get(paragraph);
    return this.hasSentences && sentences.length ? sentences : [[0, this.sheet.length(paragraph)]];
  }

  /** What a theme key tags: the selection, one span a paragraph without outer white space, else the unit. */
  spans() {
    return this.selection ? this.#spansOf(this.selection) : [this.unit()];
  }

  #spansOf(selection) {
    const [first, last] = this.#sorted(selection);
    const from = this.places.get(first.paragraph);
    const spans = this.order.slice(from, this.places.get(last.paragraph) + 1).map((paragraph) => {
      const start = paragraph === first.paragraph ? first.at : 0;
      const end = paragraph === last.paragraph ? last.at : this.sheet.length(paragraph);
      const kept = trim(this.sheet.index(paragraph), start, end);
      return kept && { paragraph, start: kept[0], end: kept[1] };
    });
    return spans.filter(Boolean);
  }

  unit() {
    const [start, end] = this.units(this.paragraph)[this.sentence];
    return { paragraph: this.paragraph, start, end };
  }

  /** The words of the first span. */
  quote() {
    const [span] = this.spans();
    return span ? this.sheet.quote(span.paragraph, span.start, span.end) : "";
  }

  /** Gives the keyboard back to the text. */
  focus() {
    this.sheet.section(this.paragraph)?.focus({ preventScroll: true });
  }

  /** Rest on the unit of a codable paragraph that holds a code point; `quietly` leaves the focus where it is. */
  goTo(paragraph, at = 0, { quietly = false } = {}) {
    if (!this.places.has(paragraph)) return false;
    const units = this.units(paragraph);
    const found = units.findIndex(([, end]) => at < end);
    this.#rest(paragraph, found < 0 ? units.length - 1 : found, quietly);
    return true;
  }

  /** Scrolls the unit out from under what came up over it; not back to it from where the coder looks at the text. */
  keepInSight() {
    const range = this.paragraph !== null && this.#range();
    if (!range) return;
    const { top, bottom } = range.getBoundingClientRect();
    if (bottom > 0 && top < innerHeight) this.#reveal(this.sheet.section(this.paragraph));
  }

  moveParagraph(step) {
    const next = this.order[this.places.get(this.paragraph) + step];
    if (next !== undefined) this.#rest(next, 0);
    return next !== undefined;
  }

  moveUnit(step) {
    const next = this.sentence + step;
    if (next >= 0 && next < this.units(this.paragraph).length) {
      this.#rest(this.paragraph, next);
      return true;
    }
    const beside = this.order[this.places.get(this.paragraph) + step];
    if (beside === undefined) return false;
    this.#rest(beside, step > 0 ? 0 : this.units(beside).length - 1);
    return true;
  }

  /** Move the free end of the selection, which begins as the unit, by a word, character or sentence. Where nothing
   *  would be left of it, it is the unit again, or stays as it was where it must stay in its paragraph. */
  extend(by, step) {
    const selection = this.selection ?? this.#begin(step);
    const moved = this.#stepped(selection.focus, by, step, selection);
    const isAllowed = moved && (!this.keepsInside || moved.paragraph === this.paragraph);
    if (!isAllowed) return;
    const next = { ...selection, focus: moved };
    if (this.#spansOf(next).length) this.#select(next);
    else if (!this.keepsInside) this.clear();
  }

  /** Which end of the selection moves: start or end. */
  get freeEnd() {
    return this.#compare(this.selection.anchor, this.selection.focus) <= 0 ? "end" : "start";
  }

  /** Select spans that a mouse or a passage gave: [{paragraph, start, end}] in reading order. */
  select(spans, { quietly = false } = {}) {
    const known = spans.filter(({ paragraph }) => this.places.has(paragraph));
    if (!known.length) return false;
    const [first, last] = [known[0], known.at(-1)];
    this.goTo(first.paragraph, first.start, { quietly });
    const anchor = { paragraph: first.paragraph, at: first.start };
    this.#select({ anchor, focus: { paragraph: last.paragraph, at: last.end } });
    return true;
  }

  /** Let the selection reach to a point, as Shift+click does; false where nothing is to be tagged. */
  reachTo(paragraph, start, end) {
    if (!this.places.has(paragraph)) return false;
    const { paragraph: own, start: first, end: last } = this.unit();
    const origin = this.selection?.anchor ?? { paragraph: own, at: first };
    const isBefore = this.#compare({ paragraph, at: start }, origin) < 0;
    const anchor = this.selection || !isBefore ? origin : { paragraph: own, at: last }; // the unit stays selected
    this.#select({ anchor, focus: { paragraph, at: isBefore ? start : end } });
    return true;
  }

  /** From now on the other end of the selection moves; true where that is its beginning. */
  turn() {
    const { anchor, focus } = this.selection ?? this.#begin(-1);
    this.#select({ anchor: focus, focus: anchor });
    return this.freeEnd === "start";
  }

  clear() {
    if (!this.selection) return false;
    this.selection = null;
    this.#paint();
    this.onMove();
    return true;
  }

  #rest(paragraph, sentence, quietly = false) {
    const old = this.sheet.section(this.paragraph);
    Object.assign(this, { paragraph, sentence, selection: null });
    const section = this.sheet.section(paragraph);
    if (old !== section) {
      old?.classList.remove("sheet-here");
      old?.setAttribute("tabindex", "-1");
      section.classList.add("sheet-here");
      section.setAttribute("tabindex", "0");
    }
    this.#paint();
    this.onMove();
    if (!quietly) section.focus({ preventScroll: true }); // last, as revealing: both make the browser lay out
    this.#reveal(section);
  }

  #select(selection) {
    this.selection = selection;
    this.#paint();
    this.onMove();
  }

  /** The first step of an extension: forwards from where the unit begins, backwards from where it ends. */
  #begin(step) {
    const { paragraph, start, end } = this.unit();
    return { anchor: { paragraph, at: start }, focus: { paragraph, at: step > 0 ? start : end } };
  }

  #stepped(point, by, step, selection) {
    const { paragraph, at } = point;
    const next = by === "sentence" ? this.#sentenceEdge(point, step, selection) : this.#edge(point, by, step);
    if (next !== at && next !== null) return { paragraph, at: next };
    const beside = this.order[this.places.get(paragraph) + step];
    if (beside === undefined) return null;
    const border = { paragraph: beside, at: step > 0 ? 0 : this.sheet.length(beside) };
    return this.#stepped(border, by, step, selection);
  }

  #edge({ paragraph, at }, by, step) {
    return STEPS[by](this.sheet.index(paragraph), at, step, this.sheet.language(paragraph));
  }

  #sentenceEdge(point, step, { anchor }) {
    const isAfter = this.#compare(point, anchor) > 0 || (step > 0 && this.#compare(point, anchor) === 0);
    const edges = this.units(point.paragraph).map(([start, end]) => (isAfter ? end : start));
    const found = step > 0 ? edges.find((edge) => edge > point.at) : edges.findLast((edge) => edge < point.at);
    return found ?? null;
  }

  #compare(a, b) {
    return this.places.get(a.paragraph) - this.places.get(b.paragraph) || a.at - b.at;
  }

  #sorted({ anchor, focus }) {
    return this.#compare(anchor, focus) <= 0 ? [anchor, focus] : [focus, anchor];
  }

  #paint() {
    const [cursor, selection] = [highlight("cursor", -1), highlight("selection", 2)];
    cursor.clear();
    selection.clear();
    const into = this.selection ? selection : cursor;
    for (const { paragraph, start, end } of this.spans()) into.add(this.sheet.range(paragraph, start, end));
  }

  #range() {
    const { paragraph, start, end } = this.unit();
    return this.sheet.range(paragraph, start, end);
  }

  /** Scrolls so far that the unit, and what stands under its paragraph, can be seen. */
  #reveal(section) {
    section.scrollIntoView({ block: "nearest" });
    const { top, bottom } = this.#range().getBoundingClientRect();
    const style = getComputedStyle(document.documentElement);
    const above = parseFloat(style.scrollPaddingTop) || 0;
    const below = innerHeight - (parseFloat(style.scrollPaddingBottom) || 0);
    if (top < above) scrollBy(0, top - above);
    else if (bottom > below) scrollBy(0, Math.min(bottom - below, top - above));
  }
}
