// What can be done with the tag or suggestion that was clicked: [data-picked] is a toolbar under its chip, each button
// has data-command, and data-of (passage, suggestion) where it is for one of them. Keys do the same on the chip itself.
// The bar goes with what it is for, and gives the keyboard back to it.

import { sameChip } from "annotate/chips";

export class Picked {
  constructor(bar, { store, cursor }) {
    Object.assign(this, { bar, store, cursor, chip: null });
    document.addEventListener("pointerdown", (event) => {
      if (!bar.contains(event.target) && !event.target.closest("[data-passage], [data-suggestion]")) this.hide();
    });
    bar.addEventListener("click", () => this.hide());
    store.onChange(() => !bar.hidden && !this.#isThere() && this.hide());
  }

  show(chip) {
    this.chip = chip;
    chip.closest("[data-chips]").after(this.bar);
    for (const button of this.bar.querySelectorAll("[data-of]")) button.hidden = !(button.dataset.of in chip.dataset);
    this.bar.hidden = false;
  }

  /** True where it was there. */
  hide() {
    if (this.bar.hidden) return false;
    this.chip = sameChip(this.bar.closest("[data-paragraph]"), this.chip) ?? this.chip;
    if (this.bar.contains(document.activeElement)) this.#giveBack();
    this.bar.hidden = true;
    return true;
  }

  #isThere() {
    const { passage: id, theme, suggestion } = this.chip.dataset;
    if (suggestion) return this.bar.closest("[data-paragraph]").querySelector(`[data-suggestion="${suggestion}"]`);
    const themes = this.store.passage(id)?.themes;
    return Boolean(themes) && (theme ? themes.includes(theme) : !themes.length);
  }

  #giveBack() {
    if (this.chip.isConnected) this.chip.focus({ preventScroll: true });
    else this.cursor.focus();
  }
}
