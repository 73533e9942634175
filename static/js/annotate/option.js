// The options of the palette's list: one element a theme, made once from <template data-palette-option> and kept.
//
// Parts of an option: data-option-chip -code -name -other -found -field -text -instead -key -check. The template's
// data-in-label, -in-pinyin, -in-slug, -in-lexicon and -in-definition name the fields in which words were found;
// data-retired ({code}) and data-retired-only say what a retired theme leads to.

import { excerpt, marked } from "annotate/fold";
import { names } from "annotate/names";
import { fill } from "lib/fill";

export class Options {
  constructor(dialog, { keyOf, language }) {
    this.template = dialog.querySelector("template[data-palette-option]");
    this.keyOf = keyOf;
    this.language = language;
    this.kept = new Map(); // slug → {node, parts, theme and words shown}
  }

  /** The element of a result of annotate/find; `isListed`: among all themes, those below another are moved in. */
  show(result, isListed) {
    const { theme } = result;
    const option = this.kept.get(theme.slug) ?? this.#made(theme);
    const { node, parts } = option;
    node.classList.toggle("option-below", isListed && Boolean(theme.parent));
    write(parts.key, this.keyOf(theme.slug, theme) ?? "");
    const sought = [result.field, result.text, ...result.words].join("\n");
    const isSame = option.theme === theme && option.sought === sought; // the full themes come after the page's own list
    if (!isSame) this.#mark(parts, result);
    Object.assign(option, { theme, sought });
    return node;
  }

  /** Whether the passage has the theme of this element. */
  check(node, isChosen) {
    node.querySelector("[data-option-check]").hidden = !isChosen;
  }

  #made(theme) {
    const node = this.template.content.firstElementChild.cloneNode(true);
    const parts = {};
    for (const name of ["chip", "code", "name", "other", "found", "field", "text", "instead", "key"]) {
      parts[name] = node.querySelector(`[data-option-${name}]`);
    }
    node.id = `palette-option-${theme.slug}`;
    node.classList.toggle("option-retired", theme.is_retired);
    parts.chip.classList.add(`chip-hue-${theme.hue}`);
    this.kept.set(theme.slug, { node, parts });
    return this.kept.get(theme.slug);
  }

  #mark(parts, { theme, instead, field, text, words }) {
    const { name, language, others } = names(theme, this.language);
    const [other] = others;
    mark(parts.code, marked(theme.code, field === "code" ? words : []));
    mark(parts.name, marked(name, words));
    parts.name.lang = language;
    mark(parts.other, other ? marked(other[1], words) : []);
    parts.other.lang = other?.[0] ?? "";
    const isElsewhere = Boolean(field) && field !== "code" && text !== name && text !== other?.[1];
    parts.found.hidden = !isElsewhere;
    write(parts.field, isElsewhere ? this.template.getAttribute(`data-in-${field}`) : "");
    mark(parts.text, isElsewhere ? excerpt(text, words) : []);
    write(parts.instead, theme.is_retired ? this.#leadsTo(instead) : "");
  }

  #leadsTo(instead) {
    if (!instead) return this.template.dataset.retiredOnly;
    const { name } = names(instead, this.language);
    return fill(this.template.dataset.retired, { code: `${instead.code} ${name}` });
  }
}

/** Writes pieces [words, is a hit] into an element, hits as <mark>. */
function mark(element, pieces) {
  element.hidden = !pieces.length;
  element.replaceChildren(...pieces.map(([words, isHit]) => (isHit ? hit(words) : words)));
}

function hit(words) {
  const made = document.createElement("mark");
  made.className = "option-hit";
  made.textContent = words;
  return made;
}

function write(element, words) {
  element.textContent = words;
  element.hidden = !words;
}
