// The margin beside a paragraph: a bar for each passage, as tall as its lines, with the codes of its themes at the top.
// Drawn only near the window, drawn anew when the window changes its width. Fills [data-bars] of a section.

import { make } from "annotate/elements";
import { assignLanes } from "annotate/lanes";

const STEP = 7; // pixels from one bar to the next
const LABEL = 13; // pixels that a code needs so that two do not touch
const MOST = 5; // bars side by side; deeper ones share the last place

export class Bars {
  constructor(store, sheet) {
    Object.assign(this, { store, sheet });
    sheet.watch((paragraph, isNear) => isNear && this.draw(paragraph));
    new ResizeObserver(() => this.drawNear()).observe(sheet.element);
  }

  drawNear() {
    for (const paragraph of this.sheet.near) this.draw(paragraph);
  }

  draw(paragraph) {
    const margin = this.sheet.section(paragraph).querySelector("[data-bars]");
    const passages = this.store.passagesOf(paragraph);
    if (!passages.length && !margin.firstChild) return;
    const lanes = assignLanes(passages);
    const top = this.sheet.text(paragraph).getBoundingClientRect().top;
    const boxes = passages.map(({ start, end }) => this.sheet.range(paragraph, start, end).getBoundingClientRect());
    const bars = passages.map((passage, at) => this.#bar(passage, boxes[at], top, lanes.get(passage.id)));
    const labels = this.#labels(passages, boxes, top);
    margin.replaceChildren(...bars, ...labels);
  }

  #bar(passage, box, top, lane) {
    const unsure = passage.unsure.length ? " sheet-bar-unsure" : "";
    const bar = make("span", `sheet-bar chip-hue-${this.#hue(passage)}${unsure}`);
    bar.style.top = `${box.top - top + 3}px`;
    bar.style.height = `${Math.max(box.height - 6, 6)}px`;
    bar.style.insetInlineEnd = `${Math.min(lane, MOST) * STEP}px`;
    return bar;
  }

  /** Codes from top to bottom, each pushed down far enough not to lie on the one above. */
  #labels(passages, boxes, top) {
    const used = passages.length ? Math.min(Math.max(...assignLanes(passages).values()), MOST) + 1 : 0;
    let free = -Infinity;
    return passages.map((passage, at) => {
      const [first, ...more] = passage.themes.map((slug) => this.store.themes.get(slug)?.code ?? slug);
      const label = make("span", "sheet-code", more.length ? `${first} +${more.length}` : first);
      free = Math.max(free, boxes[at].top - top + 2);
      label.style.top = `${free}px`;
      label.style.insetInlineEnd = `${used * STEP + 3}px`;
      free += LABEL;
      return label;
    });
  }

  #hue(passage) {
    return this.store.themes.get(passage.themes[0])?.hue ?? 1;
  }
}
