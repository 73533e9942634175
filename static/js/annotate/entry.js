// Writes one theme of the codebook into the parts of the definition pane (annotate/definition names them).
//
// Examples are made from <template data-example> with data-example-title -text -source -because -also. Themes that a
// rule sends on to are buttons [data-definition-to].

import { names } from "annotate/names";

export class Entry {
  /** `element` is [data-definition-theme]; `onTheme(slug)` when a theme named in it is asked for. */
  constructor(element, { language, onTheme }) {
    Object.assign(this, { element, language });
    this.address = this.part("link").getAttribute("href");
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-definition-to]");
      if (button) onTheme(button.dataset.definitionTo);
    });
    this.part("more").addEventListener("click", () => this.#unfold());
    new ResizeObserver(() => this.#measure()).observe(this.part("full")); // also when its drawer is opened
  }

  show(theme, themes) {
    this.themes = themes;
    this.#name(theme);
    this.#kin(theme);
    this.#write("brief", theme.brief);
    this.#write("full", theme.full);
    this.#list("use", theme.use_when.map((rule) => this.#rule(rule)));
    this.#list("unless", theme.do_not_use_when.map((rule) => this.#rule(rule)));
    this.#list("examples", theme.examples.map((example) => this.#example(example)));
    this.#list("lexicon", theme.lexicon.map(phraseItem));
    this.part("link").href = `${this.address}#theme-${theme.slug}`;
    this.part("full").classList.add("definition-folded");
    requestAnimationFrame(() => this.#measure()); // when everything else is written, too
  }

  part(name) {
    return this.element.querySelector(`[data-definition-${name}]`);
  }

  #name(theme) {
    const { name, language, others } = names(theme, this.language);
    this.part("chip").className = `chip chip-hue-${theme.hue}`;
    this.part("code").textContent = theme.code;
    this.part("label").textContent = name;
    this.part("label").lang = language;
    this.part("others").hidden = !others.length;
    this.part("others").replaceChildren(...others.map(([lang, other]) => text("bdi", other, { lang })));
  }

  /** The theme above it, and the one that took its place. */
  #kin({ parent, is_retired: isRetired, successor }) {
    const above = this.themes.get(parent);
    const next = this.themes.get(successor);
    this.part("parent").hidden = !above;
    this.part("parent-theme").replaceChildren(...(above ? [this.#button(above)] : []));
    this.part("retired").hidden = !isRetired;
    this.part("successor").hidden = !next;
    this.part("successor-theme").replaceChildren(...(next ? [this.#button(next)] : []));
  }

  #write(name, words) {
    this.part(name).textContent = words;
    this.part(name).hidden = !words;
  }

  /** Fills the list in a part, and hides the part with its heading when there is nothing to list. */
  #list(name, items) {
    this.part(name).hidden = !items.length;
    this.part(name).querySelector("[data-list]").replaceChildren(...items);
  }

  /** A rule in pieces [words, slug or null]. */
  #rule(pieces) {
    const item = text("li", "", { dir: "auto" });
    item.append(...pieces.map(([words, slug]) => this.#piece(words, this.themes.get(slug))));
    return item;
  }

  #piece(words, theme) {
    return theme ? this.#button(theme) : words;
  }

  #button(theme) {
    const { name, language } = names(theme, this.language);
    const button = text("button", "", { type: "button", className: "definition-to" });
    button.dataset.definitionTo = theme.slug;
    button.append(text("b", theme.code), " ", text("bdi", name, { lang: language }));
    return button;
  }

  #example(example) {
    const template = this.element.querySelector("template[data-example]");
    const figure = template.content.firstElementChild.cloneNode(true);
    const part = (name) => figure.querySelector(`[data-example-${name}]`);
    const also = (example.also_coded ?? []).map((slug) => this.themes.get(slug)).filter(Boolean);
    figure.classList.toggle("definition-counterexample", example.is_negative);
    part("title").textContent = template.dataset[example.is_negative ? "negative" : "positive"];
    part("text").textContent = example.text;
    part("source").textContent = example.file ?? "";
    part("because").textContent = example.because ?? "";
    part("also").hidden = !also.length;
    part("also-themes").replaceChildren(...also.map((theme) => this.#button(theme)));
    return figure;
  }

  /** Long definitions show their beginning, and a button for the rest. */
  #measure() {
    const full = this.part("full");
    this.part("more").hidden = full.scrollHeight <= full.clientHeight + 1;
  }

  #unfold() {
    this.part("full").classList.remove("definition-folded");
    this.part("full").focus(); // the button goes
    this.#measure();
  }
}

function phraseItem({ phrase, lang }) {
  return text("li", phrase, { lang, dir: "auto" });
}

function text(tag, words, properties = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  made.textContent = words;
  return made;
}
