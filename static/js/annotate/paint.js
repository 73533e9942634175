// Paints passages over the text with the CSS Custom Highlight API, without touching the DOM: one tint, an underline
// lane for each overlapping passage, dashed where unsure. Only paragraphs near the window are painted. Styles:
// sheet.css (::highlight(tint-3), ::highlight(line-3-1), ::highlight(line-3-1-unsure)). No data- attributes.

import { assignLanes } from "annotate/lanes";

const LANES = 4; // more underlines would run into the next line of text: deeper passages show in bars and chips

export class Paint {
  constructor(store, sheet) {
    Object.assign(this, { store, sheet });
    this.painted = new Map();
    sheet.watch((paragraph, isNear) => (isNear ? this.draw(paragraph) : this.clear(paragraph)));
  }

  /** Paints a paragraph anew. */
  draw(paragraph) {
    this.clear(paragraph);
    const length = this.sheet.length(paragraph);
    const spans = this.store.passagesOf(paragraph).filter((passage) => !this.store.isWhole(passage, length));
    const lanes = assignLanes(spans);
    const ranges = spans.flatMap((passage) => this.#rangesOf(passage, lanes.get(passage.id)));
    for (const [highlight, range] of ranges) highlight.add(range);
    this.painted.set(paragraph, ranges);
    this.sheet.section(paragraph).classList.toggle("sheet-deep", Math.max(0, ...lanes.values()) > 1);
  }

  clear(paragraph) {
    for (const [highlight, range] of this.painted.get(paragraph) ?? []) highlight.delete(range);
    this.painted.delete(paragraph);
  }

  /** Everything, also what is far away: before printing. */
  drawAll() {
    for (const paragraph of this.sheet.sections.keys()) this.draw(paragraph);
  }

  #rangesOf(passage, lane) {
    const hue = this.store.themes.get(passage.themes[0])?.hue ?? 1;
    const range = this.sheet.range(passage.paragraph, passage.start, passage.end);
    const unsure = passage.unsure.length ? "-unsure" : "";
    const names = lane < LANES ? [`tint-${hue}`, `line-${hue}-${lane + 1}${unsure}`] : [`tint-${hue}`];
    return names.map((name) => [highlight(name), range]);
  }
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
