// A small bar at the end of what the mouse selected, with the likeliest themes: those used last, then those used most
// in this document, then the first of the codebook. [data-likely] is a toolbar; its [data-theme] buttons tag,
// [data-command] do the rest.

import { make } from "annotate/elements";

const LIKELY = 5;
const GAP = 6; // pixels below the selection

export class Likely {
  constructor(bar, { store, sheet, cursor, onChoose, onCommand }) {
    Object.assign(this, { bar, store, sheet, cursor });
    this.recent = [];
    bar.addEventListener("click", (event) => {
      const { theme, command } = event.target.closest("button")?.dataset ?? {};
      if (theme) onChoose(theme, { whole: event.shiftKey });
      if (!command) return;
      this.hide(); // first, so that what opens gives the keyboard back to the text
      onCommand(command);
    });
    bar.addEventListener("keydown", (event) => this.#onKey(event));
    addEventListener("resize", () => bar.hidden || this.show()); // the words are elsewhere then
    document.addEventListener("pointerdown", ({ target }) => bar.contains(target) || this.hide());
  }

  /** Remembers that a theme was used. */
  used(slug) {
    this.recent = [slug, ...this.recent.filter((each) => each !== slug)].slice(0, LIKELY);
  }

  show() {
    const span = this.cursor.spans().at(-1);
    if (!span) return;
    this.bar.querySelector("[data-likely-themes]").replaceChildren(...this.#themes().map(likelyButton));
    this.bar.hidden = false;
    const rects = this.sheet.range(span.paragraph, span.start, span.end).getClientRects();
    const end = rects[rects.length - 1];
    const { width } = this.bar.getBoundingClientRect();
    this.bar.style.top = `${end.bottom + scrollY + GAP}px`;
    this.bar.style.left = `max(8px, min(${end.right - 40}px, 100vw - ${width + 16}px))`;
  }

  /** True where it was there. */
  hide() {
    if (this.bar.hidden) return false;
    if (this.bar.contains(document.activeElement)) this.cursor.focus();
    this.bar.hidden = true;
    return true;
  }

  #themes() {
    const counts = new Map();
    for (const { themes } of this.store.state.passage.values()) {
      for (const slug of themes) counts.set(slug, (counts.get(slug) ?? 0) + 1);
    }
    const often = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
    const likely = new Set([...this.recent, ...often, ...this.store.themes.keys()]);
    const known = new Set([...likely].map((slug) => this.store.called(slug)));
    const themes = [...known].map((slug) => this.store.themes.get(slug)).filter((theme) => theme && !theme.is_retired);
    return themes.slice(0, LIKELY);
  }

  #onKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const buttons = [...this.bar.querySelectorAll("button")];
    buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
    event.preventDefault();
    event.stopPropagation();
  }
}

function likelyButton({ slug, code, label, hue }) {
  const more = { type: "button", title: label, data: { theme: slug } };
  const made = make("button", `tools-theme chip-hue-${hue}`, code, more);
  made.setAttribute("aria-label", `${code} ${label}`);
  return made;
}
