// What can be done with the tag that was clicked: [data-picked] is a toolbar under its chip, each button has
// data-command. Keys do the same on the chip itself.

export class Picked {
  constructor(bar, sheet) {
    Object.assign(this, { bar, sheet, chip: null });
    document.addEventListener("pointerdown", (event) => {
      if (!bar.contains(event.target) && !event.target.closest("[data-passage]")) this.hide();
    });
    bar.addEventListener("click", () => this.hide());
  }

  show(chip) {
    this.chip = chip;
    chip.closest("[data-chips]").after(this.bar);
    this.bar.hidden = false;
  }

  hide() {
    this.bar.hidden = true;
  }
}
