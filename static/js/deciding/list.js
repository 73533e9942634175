// The differences on the page: which row has the keyboard, which comes next. [data-list] holds them; a row is
// [data-cell] with its form [data-decide], in a [data-paragraph]; data-state says open, reopened, decided or agreed,
// [data-sending] that it is decided here and not yet saved (and what stood there before).

const OPEN = new Set(["open", "reopened"]);

export class List {
  constructor(element) {
    this.element = element;
  }

  get cells() {
    return [...this.element.querySelectorAll("[data-cell]")];
  }

  /** The row that has the keyboard or had it last; else the first that is open. */
  get current() {
    const known = this.id && document.getElementById(this.id);
    return known || this.cells.find(isOpen) || this.cells[0] || null;
  }

  /** The row around an element becomes the one that Tab comes back to. */
  enter(element) {
    const cell = element.closest?.("[data-cell]");
    if (!cell || !this.element.contains(cell)) return;
    for (const other of this.element.querySelectorAll("[data-cell][tabindex='0']")) other.tabIndex = -1;
    cell.tabIndex = 0;
    this.id = cell.id;
  }

  focus(cell) {
    if (!cell) return;
    this.enter(cell);
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest" });
  }

  /** The row `step` further on, null at the end. */
  beside(cell, step) {
    const { cells } = this;
    return cells[cells.indexOf(cell) + step] ?? null;
  }

  /** The first row of the paragraph `step` further on. */
  paragraph(cell, step) {
    const all = [...this.element.querySelectorAll("[data-paragraph]")].filter((each) => firstOf(each));
    const here = all.indexOf(cell?.closest("[data-paragraph]"));
    const there = all[here + step];
    return there ? firstOf(there) : null;
  }

  /** The next row that is open behind this one, else the first that is; null where all are decided. */
  nextOpen(cell) {
    const { cells } = this;
    const open = (each) => each !== cell && isOpen(each);
    return cells.slice(cells.indexOf(cell) + 1).find(open) ?? cells.find(open) ?? null;
  }

  /** How many open rows stand behind this one. */
  openBehind(cell) {
    const { cells } = this;
    return cells.slice(cells.indexOf(cell) + 1).filter(isOpen).length;
  }
}

export function isOpen(cell) {
  return OPEN.has(cell.dataset.state) && !cell.hasAttribute("data-sending");
}

function firstOf(paragraph) {
  return paragraph.querySelector("[data-cell]");
}
