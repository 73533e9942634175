// The definition of the highlighted theme, beside the palette's list: enough to choose by, not the whole.
//
// Parts inside [data-palette-preview]: data-preview-code -name -brief -use -unless (each with its [data-preview-rules]
// list) and -nothing, shown for a theme without a definition or before the definitions have arrived.

import { names } from "annotate/names";

const RULES = 2; // of each kind

export class Preview {
  /** `themeOf(slug)` is the theme that a rule sends on to. */
  constructor(dialog, { language, themeOf }) {
    this.element = dialog.querySelector("[data-palette-preview]");
    this.language = language;
    this.themeOf = themeOf;
  }

  show(theme) {
    const { name, language } = names(theme, this.language);
    this.element.hidden = false;
    this.element.scrollTop = 0;
    this.#part("chip").className = `chip chip-hue-${theme.hue}`;
    this.#part("code").textContent = theme.code;
    this.#part("name").textContent = name;
    this.#part("name").lang = language;
    this.#part("brief").textContent = theme.brief ?? "";
    this.#rules("use", theme.use_when ?? []);
    this.#rules("unless", theme.do_not_use_when ?? []);
    this.#part("nothing").hidden = Boolean(theme.brief || theme.use_when?.length || theme.do_not_use_when?.length);
  }

  clear() {
    this.element.hidden = true;
  }

  #part(name) {
    return this.element.querySelector(`[data-preview-${name}]`);
  }

  #rules(name, rules) {
    const section = this.#part(name);
    section.hidden = !rules.length;
    const items = rules.slice(0, RULES).map((rule) => this.#rule(rule));
    section.querySelector("[data-preview-rules]").replaceChildren(...items);
  }

  #rule(pieces) {
    const li = document.createElement("li");
    li.dir = "auto";
    li.append(...pieces.map(([words, slug]) => this.#piece(words, slug && this.themeOf(slug))));
    return li;
  }

  #piece(words, theme) {
    if (!theme) return words;
    const named = document.createElement("b");
    named.textContent = `${theme.code} ${names(theme, this.language).name}`;
    return named;
  }
}
