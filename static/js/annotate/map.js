// The map of paragraphs: one link for each that is to be read, drawn by its state; the one under the cursor is marked.
// Fills <ol data-map>; its class is the state. [data-go-to] is the form that goes to a paragraph by its number. One Tab
// stop: the arrows of the text and "go to" lead everywhere as well.

import { listed, make } from "annotate/elements";

export class ParagraphMap {
  /** `words`: map_<state> for each state; `onGo(paragraph)`; `onLeave()` when nobody wants to go anywhere. */
  constructor(list, form, { store, words, onGo, onLeave }) {
    Object.assign(this, { list, store, words, field: form.querySelector("input") });
    this.links = new Map(store.codable.map((paragraph) => [paragraph.id, this.#link(paragraph)]));
    list.replaceChildren(...[...this.links.values()].map(listed));
    list.addEventListener("click", (event) => {
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
    const [{ offsetTop: top, offsetHeight: height }, pane] = [this.here, this.list.parentElement];
    if (top < pane.scrollTop || top + height > pane.scrollTop + pane.clientHeight) pane.scrollTop = top - height * 3;
  }

  #link({ id, ordinal }) {
    return make("a", "map-place", "", { href: `#p${ordinal}`, tabIndex: -1, data: { to: id, ordinal } });
  }
}
