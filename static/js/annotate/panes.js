// The two side panes: [data-pane="map"] and [data-pane="themes"]. A button [data-pane-toggle="map"] folds and unfolds
// its pane, on narrow screens as a drawer over the text; what was folded stays folded (localStorage, this browser
// only).

const NARROW = matchMedia("(max-width: 60rem)");

export class Panes {
  constructor(page) {
    this.page = page;
    for (const button of page.querySelectorAll("[data-pane-toggle]")) {
      const name = button.dataset.paneToggle;
      button.addEventListener("click", () => this.toggle(name));
      this.#set(name, !NARROW.matches && remembered(name) !== "folded");
    }
    NARROW.addEventListener("change", () => {
      for (const name of ["map", "themes"]) this.#set(name, !NARROW.matches && remembered(name) !== "folded");
    });
  }

  toggle(name) {
    const isOpen = this.#pane(name).hidden;
    this.#set(name, isOpen);
    if (!NARROW.matches) remember(name, isOpen ? "open" : "folded");
    if (NARROW.matches && isOpen) this.#pane(name).focus();
  }

  show(name) {
    if (this.#pane(name).hidden) this.toggle(name);
  }

  /** Closes the drawers of a narrow screen; true where one was open. */
  close() {
    const open = ["map", "themes"].filter((name) => NARROW.matches && !this.#pane(name).hidden);
    for (const name of open) this.#set(name, false);
    return open.length > 0;
  }

  #pane(name) {
    return this.page.querySelector(`[data-pane="${name}"]`);
  }

  #set(name, isOpen) {
    this.#pane(name).hidden = !isOpen;
    this.page.classList.toggle(`annotate-without-${name}`, !isOpen);
    this.page.querySelector(`[data-pane-toggle="${name}"]`).setAttribute("aria-expanded", String(isOpen));
  }
}

function remembered(name) {
  try {
    return localStorage.getItem(`tifa pane ${name}`);
  } catch {
    return null; // storage is switched off: every page starts with both panes
  }
}

function remember(name, state) {
  try {
    localStorage.setItem(`tifa pane ${name}`, state);
  } catch {
    // see above
  }
}
