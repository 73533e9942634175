// The margin beside a paragraph: a bar for each passage, as tall as its lines, with the codes of its themes at the top.
// Drawn only near the window, drawn anew when the window changes its width. Adds [data-bars] to a section that has any.

import { make } from "annotate/elements";
import { assignLanes } from "annotate/lanes";

const STEP = 7; // pixels from one bar to the next
const LABEL = 13; // pixels that a code needs so that two do not touch
const MOST = 5; // bars side by side; deeper ones share the last place

export class Bars {
  constructor(store, sheet) {
    Object.assign(this, { store, sheet });
    this.waiting = new Set();
    sheet.watch((paragraph, isNear) => isNear && this.draw(paragraph));
    new ResizeObserver(([entry]) => this.#onSize(entry.contentRect.width)).observe(sheet.element);
  }

  /** Draws a paragraph with the next frame. */
  draw(paragraph) {
    if (!this.waiting.size) requestAnimationFrame(() => this.drawAll(this.waiting));
    this.waiting.add(paragraph);
  }

  /** Draws paragraphs now: measures all before it changes any, so that the browser lays them out once. */
  drawAll(paragraphs) {
    const measured = [...paragraphs].map((paragraph) => this.#measure(paragraph));
    this.waiting.clear();
    for (const each of measured) this.#write(each);
  }

  /** Lines break elsewhere only when the width changes; the height changes with every tag, and while one scrolls. */
  #onSize(width) {
    if (width === this.width) return;
    this.width = width;
    for (const paragraph of this.sheet.near) this.draw(paragraph);
  }

  /** Its passages with their boxes, measured from the top of its text. */
  #measure(paragraph) {
    const passages = this.store.passagesOf(paragraph);
    if (!passages.length) return { paragraph, passages, boxes: [] };
    const { top } = this.sheet.text(paragraph).getBoundingClientRect();
    const boxOf = ({ start, end }) => this.sheet.range(paragraph, start, end).getBoundingClientRect();
    const boxes = passages.map(boxOf).map((box) => ({ top: box.top - top, height: box.height }));
    return { paragraph, passages, boxes };
  }

  #write({ paragraph, passages, boxes }) {
    const there = this.sheet.section(paragraph).querySelector("[data-bars]");
    if (!passages.length && !there) return;
    const margin = there ?? this.#add(paragraph);
    const lanes = assignLanes(passages);
    const used = Math.min(Math.max(-1, ...lanes.values()), MOST) + 1;
    const bars = passages.map((passage, at) => this.#bar(passage, boxes[at], lanes.get(passage.id)));
    margin.replaceChildren(...bars, ...this.#labels(passages, boxes, used * STEP + 3));
  }

  #add(paragraph) {
    const margin = make("div", "sheet-bars", "", { data: { bars: "" }, ariaHidden: "true" });
    this.sheet.text(paragraph).before(margin);
    return margin;
  }

  #bar(passage, box, lane) {
    const unsure = passage.unsure.length ? " sheet-bar-unsure" : "";
    const bar = make("span", `sheet-bar chip-hue-${this.#hue(passage)}${unsure}`);
    bar.style.top = `${box.top + 3}px`;
    bar.style.height = `${Math.max(box.height - 6, 6)}px`;
    bar.style.insetInlineEnd = `${Math.min(lane, MOST) * STEP}px`;
    return bar;
  }

  /** Codes from top to bottom, each pushed down far enough not to lie on the one above. */
  #labels(passages, boxes, beside) {
    let free = -Infinity;
    return passages.map((passage, at) => {
      const [first, ...more] = passage.themes.map((slug) => this.store.themes.get(slug)?.code ?? slug);
      const label = make("span", "sheet-code", more.length ? `${first} +${more.length}` : first);
      free = Math.max(free, boxes[at].top + 2);
      label.style.top = `${free}px`;
      label.style.insetInlineEnd = `${beside}px`;
      free += LABEL;
      return label;
    });
  }

  #hue(passage) {
    return this.store.themes.get(passage.themes[0])?.hue ?? 1;
  }
}
