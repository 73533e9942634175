// Finding a theme by typing: the <dialog data-palette> of templates/annotations/_palette.html, a combobox with listbox.
//
//   const palette = new Palette(dialog, {
//     find: (query) => find(index, query),          // the results of annotate/find; asked anew for every letter
//     onChoose: (theme, { whole, stay }) => {},      // tag; whole: the whole paragraph, stay: the palette stays open
//     recent: () => [slug, …],                       // used lately, the latest first (optional)
//     keyOf: (slug) => "1",                          // the key that tags it now (optional: the theme's own)
//     onAsk: () => {},                               // from the sentence that nothing matches (optional: no button)
//     language: "en",                                // the reader's (optional: the page's)
//   });
//   palette.open({ title: "“Solid strides…”", chosen: new Set(slugs) });   palette.mark(chosen)   palette.refresh()
//
// `chosen` are the themes the passage has; after a choice that stays, tell the new ones by mark(); refresh() when
// find() has more. Closing gives the focus back to where it was. Keys: ↑ ↓ PageUp PageDown Home End, Enter chooses,
// with Shift for the whole paragraph, with Ctrl or ⌘ staying open; Esc closes; nothing while an input method composes.
//
// Parts: data-palette-target -input -empty -ask -status -close, and -choose="tag|whole|stay" on buttons for the
// highlighted theme; annotate/listbox, annotate/option and annotate/preview name theirs.

import { Listbox } from "annotate/listbox";
import { fill } from "lib/fill";

const PAGE = 8; // options of a PageDown
const SPOKEN_AFTER = 350; // milliseconds of rest before the number of results is said
const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -Infinity, End: Infinity };
const CHOICES = {
  tag: { whole: false, stay: false },
  whole: { whole: true, stay: false },
  stay: { whole: false, stay: true },
};

export class Palette {
  constructor(dialog, { find, onChoose, recent = () => [], keyOf, onAsk, language = document.documentElement.lang }) {
    Object.assign(this, { dialog, find, onChoose, onAsk, recent, chosen: new Set() });
    this.input = this.#part("input");
    this.#part("ask").hidden = !onAsk;
    this.list = new Listbox(dialog, {
      keyOf: keyOf ?? ((slug, theme) => theme.key),
      language,
      themeOf: (slug) => this.themes.get(slug),
    });
    this.#listen();
  }

  get isOpen() {
    return this.dialog.open;
  }

  /** Shows it with an empty field. `title` says what will be tagged, `chosen` the slugs it has. */
  open({ title = "", chosen = new Set() } = {}) {
    this.#part("target").textContent = title;
    this.input.value = "";
    this.chosen = chosen;
    this.themes = new Map(this.find("").map(({ theme }) => [theme.slug, theme]));
    this.isComposing = false;
    if (!this.isOpen) this.dialog.showModal();
    this.input.focus();
    this.refresh();
  }

  close() {
    this.dialog.close();
  }

  /** The themes the passage has now. */
  mark(chosen) {
    this.chosen = chosen;
    this.list.mark(chosen);
  }

  /** Looks for what is typed, again. */
  refresh() {
    if (!this.isOpen) return;
    const results = this.find(this.input.value);
    this.list.show(results, { isAll: !this.input.value.trim(), recent: this.recent(), chosen: this.chosen });
    this.#part("empty").hidden = results.length > 0;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => this.#say("count", { n: results.length }), SPOKEN_AFTER);
  }

  #part(name) {
    return this.dialog.querySelector(`[data-palette-${name}]`);
  }

  #choose({ whole, stay }) {
    const found = this.list.active;
    if (!found) return;
    const theme = found.theme.is_retired ? found.instead : found.theme;
    if (!theme) {
      this.#say("gone", { code: found.theme.code });
      return;
    }
    if (!stay) this.close();
    this.onChoose(theme, { whole, stay });
    if (stay) this.input.select();
  }

  #ask() {
    this.close();
    this.onAsk();
  }

  #say(name, values) {
    const line = this.#part("status");
    line.textContent = fill(line.dataset[name], values);
  }

  #listen() {
    this.input.addEventListener("input", () => this.refresh());
    this.input.addEventListener("compositionstart", () => (this.isComposing = true));
    this.input.addEventListener("compositionend", () => (this.isComposing = false));
    this.dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.dialog.addEventListener("cancel", (event) => this.isComposing && event.preventDefault());
    this.dialog.addEventListener("click", (event) => this.#onClick(event));
    this.dialog.addEventListener("close", () => clearTimeout(this.saying));
    this.list.element.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.element.addEventListener("mousemove", (event) => this.#onPoint(event)); // moved, not merely lying there
  }

  #onKey(event) {
    event.stopPropagation(); // the keys of the text are not meant
    if (event.isComposing || event.keyCode === 229) return; // 229: Safari's Enter that ends a composition
    if (event.key === "Tab") this.#turn(event);
    if (event.target !== this.input || event.altKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.#choose(choiceOf(event));
    } else if (event.key in MOVES && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.list.move(MOVES[event.key]);
    }
  }

  /** Tab goes round inside. */
  #turn(event) {
    const all = this.dialog.querySelectorAll("input, button, a[href], [tabindex='0']");
    const stops = [...all].filter((each) => each.checkVisibility());
    if (event.target !== (event.shiftKey ? stops.at(0) : stops.at(-1))) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops.at(0)).focus();
  }

  #onClick(event) {
    const { target } = event;
    const button = target.closest("[data-palette-choose]");
    const place = this.list.placeOf(target);
    if (target === this.dialog || target.closest("[data-palette-close]")) this.close();
    else if (target.closest("[data-palette-ask]")) this.#ask();
    else if (button) this.#choose(CHOICES[button.dataset.paletteChoose]);
    else if (place >= 0) {
      this.list.activate(place);
      this.#choose(choiceOf(event));
    }
  }

  #onPoint({ target }) {
    const place = this.list.placeOf(target);
    if (place >= 0 && place !== this.list.at) this.list.activate(place);
  }
}

function choiceOf(event) {
  return { whole: event.shiftKey, stay: event.ctrlKey || event.metaKey };
}
