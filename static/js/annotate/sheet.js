// The text on the page: one <section data-paragraph="id"> a paragraph, in it <p class="sheet-text"> with a single text
// node. Knows which element is which paragraph, converts offsets, tells which paragraphs are near the window, and draws
// what can wait until they are, or until the browser has nothing else to do.

import { indexOf, rangeOf } from "annotate/selection";

const NEAR = "800px"; // so far above and below the window passages are painted before they are seen
const SLICE = 8; // milliseconds at a time for what can wait

export class Sheet {
  constructor(element) {
    this.element = element;
    this.sections = new Map();
    for (const section of element.querySelectorAll("[data-paragraph]")) {
      this.sections.set(Number(section.dataset.paragraph), section);
    }
    this.near = new Set();
    this.watchers = new Set();
    this.observer = new IntersectionObserver((entries) => this.#onSight(entries), { rootMargin: `${NEAR} 0px` });
    for (const section of this.sections.values()) this.observer.observe(section);
  }

  /** Calls back with (paragraph id, is near) whenever a paragraph comes near the window or leaves it. */
  watch(watcher) {
    this.watchers.add(watcher);
  }

  /** Calls back with each paragraph id once: when it comes near the window, or else when there is time. */
  once(draw) {
    const waiting = new Set(this.sections.keys());
    const drawn = (paragraph) => waiting.delete(paragraph) && draw(paragraph);
    const drawSome = () => {
      const end = performance.now() + SLICE;
      for (const paragraph of waiting) {
        drawn(paragraph);
        if (performance.now() > end) break;
      }
      if (waiting.size) requestIdleCallback(drawSome);
    };
    this.watch((paragraph, isNear) => isNear && drawn(paragraph));
    requestIdleCallback(drawSome);
  }

  section(paragraph) {
    return this.sections.get(paragraph);
  }

  text(paragraph) {
    return this.section(paragraph).querySelector(".sheet-text");
  }

  /** The TextIndex of a paragraph: converts its code points to UTF-16 and back. */
  index(paragraph) {
    return indexOf(this.section(paragraph));
  }

  /** The paragraph id of whatever stands inside a section, else null. */
  paragraphOf(node) {
    const element = node instanceof Element ? node : node?.parentElement;
    const section = element?.closest("[data-paragraph]");
    return section ? Number(section.dataset.paragraph) : null;
  }

  range(paragraph, start, end) {
    return rangeOf(this.section(paragraph), start, end);
  }

  quote(paragraph, start, end) {
    return this.index(paragraph).slice(start, end);
  }

  length(paragraph) {
    return this.index(paragraph).length;
  }

  isNear(paragraph) {
    return this.near.has(paragraph);
  }

  language(paragraph) {
    return this.text(paragraph).lang || "en";
  }

  #onSight(entries) {
    for (const { target, isIntersecting } of entries) {
      const paragraph = Number(target.dataset.paragraph);
      if (isIntersecting) this.near.add(paragraph);
      else this.near.delete(paragraph);
      for (const watcher of this.watchers) watcher(paragraph, isIntersecting);
    }
  }
}
