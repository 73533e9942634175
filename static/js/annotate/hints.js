// Four keys to try on the real text, shown under the first paragraph of a document that nobody has begun; each is
// crossed off when it was done. [data-hints] holds them, each [data-hint] names what it waits for; [data-hints-close]
// puts them away.

export class Hints {
  constructor(box, sheet, store) {
    this.box = box;
    const first = store.codable[0];
    const isFresh = !store.state.passage.size && !store.state.reading.size;
    if (!box || !first || !isFresh) return;
    sheet.section(first.id).append(box);
    box.hidden = false;
    box.querySelector("[data-hints-close]").addEventListener("click", () => {
      box.hidden = true;
      sheet.section(first.id).focus();
    });
  }

  /** Crosses a hint off; the last one takes the box away. */
  did(name) {
    const hint = this.box?.querySelector(`[data-hint="${name}"]`);
    if (!hint || this.box.hidden) return;
    hint.classList.add("hints-done");
    if (!this.box.querySelector("[data-hint]:not(.hints-done)")) this.box.hidden = true;
  }
}
