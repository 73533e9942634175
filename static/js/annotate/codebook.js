// The themes in full, for the palette and the definition pane: fetched when the page is opened, and anew when a passage
// carries a theme that the page does not know, since it was renamed or added in the meantime. No data- attributes.

import { buildIndex, find } from "annotate/find";
import { names } from "annotate/names";

export class Codebook {
  /** Of the page's data; `onFull(themes)` or `onFail()`; `onNewer(version)` when the store has learnt a newer one. */
  constructor({ themes, codebook_version: version, addresses }, { store, onFull, onFail, onNewer }) {
    Object.assign(this, { version, address: addresses.themes, store, onFull, onFail, onNewer });
    this.language = document.documentElement.lang;
    this.index = buildIndex(themes, this.language);
    this.met = new Set(); // unknown themes that were asked for
    store.onChange((touched) => this.#look(touched));
  }

  find(query) {
    return find(this.index, query);
  }

  /** Fetches the themes as they were when the page was made. */
  async load() {
    if (this.version === null) this.onFull([]);
    else if (!(await this.#fetch(this.address))) this.onFail();
  }

  /** False where they cannot be had now. */
  async #fetch(address) {
    try {
      const answer = await fetch(address);
      const { version, items } = await answer.json();
      if (version < this.version) return true; // kept by the browser, and older than the page
      this.index = buildIndex(items, this.language);
      if (version !== this.version) this.#learn(version, items);
      this.onFull(items);
      return true;
    } catch {
      return false;
    }
  }

  async #look(touched) {
    const carried = [...touched].flatMap((paragraph) => this.store.themesIn(paragraph));
    const unknown = carried.filter((slug) => !this.store.themes.has(slug) && !this.met.has(slug));
    if (!unknown.length) return;
    for (const slug of unknown) this.met.add(slug);
    const [latest] = this.address.split("?"); // whichever is published by now
    if (!(await this.#fetch(latest))) for (const slug of unknown) this.met.delete(slug);
  }

  #learn(version, themes) {
    this.version = version;
    this.store.learn(themes.map((theme) => ({ ...theme, ...this.#label(theme) })));
    this.onNewer(version);
  }

  /** As the page's own list says it: in the reader's language only. */
  #label(theme) {
    const { name, language } = names(theme, this.language);
    return { label: name, label_language: language };
  }
}
