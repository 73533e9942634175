// The map of paragraphs: one link for each that is to be read, drawn by its state; the one under the cursor is marked.
// Fills [data-map] with lists of a hundred, of which browsers lay out only what is seen; the class of a link is the
// state. [data-go-to] is the form that goes to a paragraph by its number. One Tab stop: the arrows of the text and "go
// to" lead everywhere as well.

import { listed, make } from "annotate/elements";

const RUN = 100; // links in a list

export class ParagraphMap {
  /** `words`: map_<state> for each state; `onGo(paragraph)`; `onLeave()` when nobody wants to go anywhere. */
  constructor(box, form, { store, words, onGo, onLeave }) {
    Object.assign(this, { box, store, words, field: form.querySelector("input") });
    this.links = new Map(store.codable.map((paragraph) => [paragraph.id, this.#link(paragraph)]));
    box.replaceChildren(...runsOf([...this.links.values()]));
    box.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      onGo(Number(link.dataset.to));
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const wanted = this.field.valueAsNumber;
      const near = (each) => Math.abs(each.ordinal - wanted);
      const sorted = Number.isFinite(wanted) ? store.codable.toSorted((a, b) => near(a) - near(b)) : [];
      if (sorted.length) onGo(sorted[0].id);
      else onLeave();
    });
    this.field.addEventListener("keydown", (event) => event.key === "Escape" && onLeave());
    this.field.addEventListener("blur", () => (this.field.value = this.here?.dataset.ordinal ?? ""));
  }

  /** Asks for the number of a paragraph; the nearest one that is to be read is meant. */
  ask() {
    this.field.value = "";
    this.field.focus();
  }

  draw(paragraph) {
    const link = this.links.get(paragraph);
    if (!link) return;
    const state = this.store.stateOf(paragraph);
    link.className = `map-place map-place-${state}`;
    link.setAttribute("aria-label", `¶ ${link.dataset.ordinal}: ${this.words[`map_${state}`]}`);
    link.title = link.getAttribute("aria-label");
  }

  enter(paragraph) {
    if (this.here) {
      this.here.removeAttribute("aria-current");
      this.here.tabIndex = -1;
    }
    this.here = this.links.get(paragraph);
    this.here.setAttribute("aria-current", "true");
    this.here.tabIndex = 0;
    requestAnimationFrame(() => this.#reveal(this.box.parentElement)); // measuring now would lay out the page twice
  }

  #reveal(pane) {
    const { top, bottom, height } = this.here.getBoundingClientRect();
    const seen = pane.getBoundingClientRect();
    if (top < seen.top || bottom > seen.bottom) pane.scrollTop += top - seen.top - height * 3;
  }

  #link({ id, ordinal }) {
    return make("a", "map-place", "", { href: `#p${ordinal}`, tabIndex: -1, data: { to: id, ordinal } });
  }
}

function runsOf(links) {
  const starts = links.map((_link, at) => at).filter((at) => at % RUN === 0);
  return starts.map((at) => {
    const run = make("ol", "map-list");
    run.append(...links.slice(at, at + RUN).map(listed));
    return run;
  });
}
