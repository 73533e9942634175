// Paints passages over the text with the CSS Custom Highlight API, without touching the DOM: one tint, an underline
// lane for each overlapping passage, dashed where unsure; suggestions have dots and no tint. Only paragraphs near the
// window are painted. Styles: highlight.css (::highlight(tint-3), ::highlight(line-3-1), ::highlight(line-3-1-unsure),
// ::highlight(suggested-1)). No data- attributes.

import { assignLanes } from "annotate/lanes";
import { linesUnder } from "annotate/suggestions";

// In the reader's own colours browsers give every highlight one background, so that suggestions would look like tags.
const FORCED = matchMedia("(forced-colors: active)");
const LANES = 4; // more underlines would run into the next line of text: deeper passages show in bars and chips

export class Paint {
  constructor(store, sheet) {
    Object.assign(this, { store, sheet });
    this.painted = new Map();
    sheet.watch((paragraph, isNear) => (isNear ? this.draw(paragraph) : this.clear(paragraph)));
    FORCED.addEventListener("change", () => [...this.painted.keys()].forEach((paragraph) => this.draw(paragraph)));
  }

  /** Paints a paragraph anew. */
  draw(paragraph) {
    this.clear(paragraph);
    const length = this.sheet.length(paragraph);
    const spans = this.store.passagesOf(paragraph).filter((passage) => !this.store.isWhole(passage, length));
    const lanes = assignLanes(spans);
    const tints = tinted(spans, lanes).map((piece) => [`tint-${this.#hue(piece.passage)}`, piece]);
    const lines = spans.flatMap((passage) => this.#line(passage, lanes.get(passage.id)));
    const shown = FORCED.matches ? [] : this.store.suggestionsOf(paragraph);
    const suggested = shown.filter((each) => !this.store.isWhole(each, length));
    const dots = linesUnder(suggested, spans).filter(({ lane }) => lane < LANES);
    const dotted = dots.map((span) => [`suggested-${span.lane + 1}`, span]);
    const range = ({ start, end }) => this.sheet.range(paragraph, start, end);
    const ranges = [...tints, ...lines, ...dotted].map(([name, span]) => [highlight(name), range(span)]);
    for (const [highlight, range] of ranges) highlight.add(range);
    this.painted.set(paragraph, ranges);
    const deepest = Math.max(0, ...lanes.values(), ...dots.map(({ lane }) => lane));
    this.sheet.section(paragraph).classList.toggle("sheet-deep", deepest > 1);
  }

  clear(paragraph) {
    for (const [highlight, range] of this.painted.get(paragraph) ?? []) highlight.delete(range);
    this.painted.delete(paragraph);
  }

  /** Everything, also what is far away: before printing. */
  drawAll() {
    for (const paragraph of this.sheet.sections.keys()) this.draw(paragraph);
  }

  #line(passage, lane) {
    const name = `line-${this.#hue(passage)}-${lane + 1}${passage.unsure.length ? "-unsure" : ""}`;
    return lane < LANES ? [[name, passage]] : [];
  }

  #hue({ themes }) {
    return this.store.themes.get(themes[0])?.hue ?? 1;
  }
}

/** Which tint goes where, [{start, end, passage}]: none lies on another, the passage of the first lane has it. */
function tinted(passages, lanes) {
  const edges = [...new Set(passages.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const byLane = passages.toSorted((a, b) => lanes.get(a.id) - lanes.get(b.id));
  const pieces = [];
  for (const [at, start] of edges.slice(0, -1).entries()) {
    const passage = byLane.find((each) => each.start <= start && start < each.end);
    if (passage && pieces.at(-1)?.passage === passage) pieces.at(-1).end = edges[at + 1];
    else if (passage) pieces.push({ start, end: edges[at + 1], passage });
  }
  return pieces;
}

/** The registered highlight of that name, made at its first use. */
export function highlight(name, priority = name.startsWith("line") ? 1 : 0) {
  if (!CSS.highlights.has(name)) {
    const made = new Highlight();
    made.priority = priority;
    CSS.highlights.set(name, made);
  }
  return CSS.highlights.get(name);
}
