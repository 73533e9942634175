// What can be done with the tag that was clicked: [data-picked] is a toolbar under its chip, each button has
// data-command. Keys do the same on the chip itself. The bar goes with its tag, and gives the keyboard back to it.

import { sameChip } from "annotate/chips";

export class Picked {
  constructor(bar, { store, cursor }) {
    Object.assign(this, { bar, store, cursor, chip: null });
    document.addEventListener("pointerdown", (event) => {
      if (!bar.contains(event.target) && !event.target.closest("[data-passage]")) this.hide();
    });
    bar.addEventListener("click", () => this.hide());
    store.onChange(() => !bar.hidden && !this.#isThere() && this.hide());
  }

  show(chip) {
    this.chip = chip;
    chip.closest("[data-chips]").after(this.bar);
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
    const { passage: id, theme } = this.chip.dataset;
    const themes = this.store.passage(id)?.themes;
    return Boolean(themes) && (theme ? themes.includes(theme) : !themes.length);
  }

  #giveBack() {
    if (this.chip.isConnected) this.chip.focus({ preventScroll: true });
    else this.cursor.focus();
  }
}
