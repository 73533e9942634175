// Finding a theme by typing: the <dialog data-palette> of templates/annotations/_palette.html, a combobox with a listbox.
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
// `chosen` are the themes the passage has; after a choice that stays, tell the new ones by mark(). refresh() when find()
// has more to find. Closing gives the focus back to where it was. Keys: ↑ ↓ PageUp PageDown Home End, Enter chooses, with
// Shift for the whole paragraph, with Ctrl or ⌘ staying open; Esc closes; nothing while an input method composes.
//
// Parts: data-palette-target -input -list (in it -recent-group, -recent, -all-heading, -all) -empty -ask -status -close, and
// -choose="tag|whole|stay" on buttons for the highlighted theme; annotate/option and annotate/preview name theirs.

import { Options } from "annotate/option";
import { Preview } from "annotate/preview";

const LATELY = 5; // themes used lately on top
const PAGE = 8; // options of a PageDown
const SPOKEN_AFTER = 350; // milliseconds of rest before the number of results is said
const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -Infinity, End: Infinity };

export class Palette {
  constructor(dialog, { find, onChoose, recent = () => [], keyOf, onAsk, language = document.documentElement.lang }) {
    Object.assign(this, { dialog, find, onChoose, onAsk, recent });
    for (const name of ["target", "input", "list", "empty", "status"]) this[name] = this.#part(name);
    this.options = new Options(dialog, { keyOf: keyOf ?? ((slug, theme) => theme.key), language });
    this.preview = new Preview(dialog, { language, themeOf: (slug) => this.#all().get(slug) });
    this.#part("ask").hidden = !onAsk;
    this.chosen = new Set();
    this.rows = []; // [{result, node}] as shown
    this.active = -1;
    this.#listen();
  }

  get isOpen() {
    return this.dialog.open;
  }

  /** Shows it with an empty field. `title` says what will be tagged, `chosen` the slugs it has. */
  open({ title = "", chosen = new Set() } = {}) {
    this.target.textContent = title;
    this.input.value = "";
    this.chosen = chosen;
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
    for (const { result, node } of this.rows) this.options.check(node, chosen.has(result.theme.slug));
  }

  /** Looks for what is typed, again. */
  refresh() {
    if (!this.isOpen) return;
    const results = this.find(this.input.value);
    this.rows = this.#grouped(results);
    this.mark(this.chosen);
    this.empty.hidden = results.length > 0;
    this.list.hidden = !results.length;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.list.scrollTop = 0;
    this.#activate(results.length ? 0 : -1);
    clearTimeout(this.saying);
    this.saying = setTimeout(() => this.#say("count", { n: results.length }), SPOKEN_AFTER);
  }

  #part(name) {
    return this.dialog.querySelector(`[data-palette-${name}]`);
  }

  #all() {
    return new Map(this.find("").map(({ theme }) => [theme.slug, theme]));
  }

  /** Puts the results into the list; without a query those used lately stand on top, under a heading. */
  #grouped(results) {
    const isAll = !this.input.value.trim();
    const lately = isAll ? this.recent().slice(0, LATELY) : [];
    const bySlug = new Map(lately.length ? results.map((result) => [result.theme.slug, result]) : []);
    const top = lately.map((slug) => bySlug.get(slug)).filter(Boolean);
    const rest = top.length ? results.filter((result) => !top.includes(result)) : results;
    const rows = [...top, ...rest].map((result) => ({ result, node: this.options.show(result, isAll) }));
    const nodes = rows.map((row) => row.node);
    this.#part("recent").replaceChildren(...nodes.slice(0, top.length));
    this.#part("all").replaceChildren(...nodes.slice(top.length));
    this.#part("recent-group").hidden = !top.length;
    this.#part("all-heading").hidden = !top.length;
    return rows;
  }

  #activate(at) {
    this.rows[this.active]?.node.setAttribute("aria-selected", "false");
    for (const node of this.list.querySelectorAll("[aria-selected=true]")) node.setAttribute("aria-selected", "false");
    this.active = at;
    const row = this.rows[at];
    if (!row) {
      this.input.removeAttribute("aria-activedescendant");
      return this.preview.clear();
    }
    row.node.setAttribute("aria-selected", "true");
    row.node.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", row.node.id);
    return this.preview.show(row.result.instead ?? row.result.theme);
  }

  #move(by) {
    const last = this.rows.length - 1;
    if (last < 0) return;
    const isStep = Math.abs(by) === 1;
    const to = this.active + by;
    if (isStep && to < 0) this.#activate(last);
    else if (isStep && to > last) this.#activate(0);
    else this.#activate(Math.min(last, Math.max(0, to)));
  }

  #choose(at, { whole, stay }) {
    const { result } = this.rows[at] ?? {};
    if (!result) return;
    const theme = result.theme.is_retired ? result.instead : result.theme;
    if (!theme) {
      this.#say("gone", { code: result.theme.code });
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
    const words = this.status.dataset[name];
    this.status.textContent = words.replace(/\{(\w+)\}/g, (_, each) => values[each]);
  }

  #listen() {
    this.input.addEventListener("input", () => this.refresh());
    this.input.addEventListener("compositionstart", () => (this.isComposing = true));
    this.input.addEventListener("compositionend", () => (this.isComposing = false));
    this.dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.dialog.addEventListener("cancel", (event) => this.isComposing && event.preventDefault());
    this.dialog.addEventListener("click", (event) => this.#onClick(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("mousemove", (event) => this.#onPoint(event)); // moved, not merely lying there
    this.dialog.addEventListener("close", () => clearTimeout(this.saying));
  }

  #onKey(event) {
    event.stopPropagation(); // the keys of the text are not meant
    if (event.isComposing || event.keyCode === 229) return; // 229: Safari's Enter that ends a composition
    if (event.key === "Tab") this.#turn(event);
    if (event.target !== this.input || event.altKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.#choose(this.active, choiceOf(event));
    } else if (event.key in MOVES && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.#move(MOVES[event.key]);
    }
  }

  /** Tab goes round inside. */
  #turn(event) {
    const stops = [...this.dialog.querySelectorAll("input, button, a[href], [tabindex='0']")].filter(isShown);
    const end = event.shiftKey ? stops.at(0) : stops.at(-1);
    if (event.target !== end) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops.at(0)).focus();
  }

  #onClick(event) {
    const option = event.target.closest("[role=option]");
    const button = event.target.closest("[data-palette-choose]");
    if (event.target === this.dialog || event.target.closest("[data-palette-close]")) this.close();
    else if (option) this.#choose(this.#rowOf(option), choiceOf(event));
    else if (button) this.#choose(this.active, CHOICES[button.dataset.paletteChoose]);
    else if (event.target.closest("[data-palette-ask]")) this.#ask();
  }

  #onPoint(event) {
    const at = this.#rowOf(event.target.closest("[role=option]"));
    if (at >= 0 && at !== this.active) this.#activate(at);
  }

  #rowOf(option) {
    return this.rows.findIndex(({ node }) => node === option);
  }
}

const CHOICES = {
  tag: { whole: false, stay: false },
  whole: { whole: true, stay: false },
  stay: { whole: false, stay: true },
};

function choiceOf(event) {
  return { whole: event.shiftKey, stay: event.ctrlKey || event.metaKey };
}

function isShown(element) {
  return element.checkVisibility();
}
