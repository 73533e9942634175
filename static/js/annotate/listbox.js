// The list of the palette: which themes stand in it, which is highlighted, which the passage has already.
//
// Parts inside the <dialog data-palette>: data-palette-list, in it -recent-group, -recent, -all-heading, -all and -more
// (whose data-more says how many results are left out: {n}); the field, data-palette-input, knows what is highlighted.
// annotate/option makes the options, annotate/preview shows a definition.

import { Options } from "annotate/option";
import { Preview } from "annotate/preview";
import { fill } from "lib/fill";

const LATELY = 5; // themes used lately on top
const MOST = 60; // results of a search: nobody reads on where another letter finds it

export class Listbox {
  constructor(dialog, { keyOf, language, themeOf }) {
    this.part = (name) => dialog.querySelector(`[data-palette-${name}]`);
    this.element = this.part("list");
    this.input = this.part("input");
    this.options = new Options(dialog, { keyOf, language });
    this.preview = new Preview(dialog, { language, themeOf });
    this.rows = []; // [{result, node}] from top to bottom
    this.at = -1;
  }

  /** The highlighted result of annotate/find, or undefined. */
  get active() {
    return this.rows[this.at]?.result;
  }

  /** Shows results and highlights the first; `recent` (slugs) stand on top under a heading while nothing is sought. */
  show(results, { isAll, recent, chosen }) {
    const bySlug = new Map(results.map((result) => [result.theme.slug, result]));
    const top = isAll ? recent.slice(0, LATELY).map((slug) => bySlug.get(slug)).filter(Boolean) : [];
    const rest = results.filter((result) => !top.includes(result)).slice(0, isAll ? Infinity : MOST);
    this.#leftOut(results.length - top.length - rest.length);
    this.rows = [...top, ...rest].map((result) => ({ result, node: this.options.show(result, isAll) }));
    const nodes = this.rows.map((row) => row.node);
    this.part("recent").replaceChildren(...nodes.slice(0, top.length));
    this.part("all").replaceChildren(...nodes.slice(top.length));
    this.part("recent-group").hidden = !top.length;
    this.part("all-heading").hidden = !top.length;
    this.element.hidden = !nodes.length;
    this.element.scrollTop = 0;
    this.input.setAttribute("aria-expanded", String(nodes.length > 0));
    this.mark(chosen);
    this.activate(nodes.length ? 0 : -1);
  }

  /** Checks the options of the themes (slugs) that the passage has. */
  mark(chosen) {
    for (const { result, node } of this.rows) this.options.check(node, chosen.has(result.theme.slug));
  }

  /** Highlights the option in this place; -1 for none. */
  activate(at) {
    this.activeNode?.setAttribute("aria-selected", "false");
    this.at = at;
    this.activeNode = this.rows[at]?.node;
    if (!this.activeNode) {
      this.input.removeAttribute("aria-activedescendant");
      this.preview.clear();
      return;
    }
    this.activeNode.setAttribute("aria-selected", "true");
    this.activeNode.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", this.activeNode.id);
    this.preview.show(this.active.instead ?? this.active.theme);
  }

  /** Moves the highlight; a single step goes round, a longer one stops at the ends. */
  move(by) {
    const last = this.rows.length - 1;
    if (last < 0) return;
    const to = this.at + by;
    const goesRound = Math.abs(by) === 1 && (to < 0 || to > last);
    this.activate(goesRound ? last - this.at : Math.min(last, Math.max(0, to)));
  }

  #leftOut(n) {
    const more = this.part("more");
    more.hidden = !n;
    more.textContent = fill(more.dataset.more, { n });
  }

  /** The place of the option around a node, or -1. */
  placeOf(node) {
    const option = node.closest("[role=option]");
    return this.rows.findIndex((row) => row.node === option);
  }
}
