// A theme's definition in the side pane: <section data-definition> of templates/annotations/_definition.html.
//
//   const definition = new Definition(section, {
//     onRetry: () => {},          // the button under "could not be loaded"
//     onShow: (slug) => {},       // another theme is shown because somebody followed a link to it (optional)
//     language: "en",             // the reader's (optional: the page's)
//   });
//   definition.show(slug)         // at any time; until load() it waits for the definitions
//   definition.load(themes)       // the full themes of the API        definition.fail()    they could not be loaded
//
// States: data-definition-waiting -failed (with -retry) -none -theme; one is shown. The way back (-back, -back-code) is
// kept while links to other themes are followed. annotate/entry fills -name (-chip -code -label), -others, -parent,
// -retired, -brief, -full with -more, -use, -unless, -examples, -lexicon and -link.

import { Entry } from "annotate/entry";

const STATES = ["waiting", "failed", "none", "theme"];

export class Definition {
  constructor(section, { onRetry, onShow = () => {}, language = document.documentElement.lang }) {
    Object.assign(this, { section, onShow, themes: null, hasFailed: false, slug: null, trail: [] });
    this.entry = new Entry(this.#part("theme"), { language, onTheme: (slug) => this.#follow(slug) });
    this.#part("retry").addEventListener("click", () => this.#retry(onRetry));
    this.#part("back").addEventListener("click", () => this.#goBack());
    this.#refresh();
  }

  /** Shows a theme; the way back begins anew, unless it is the one that is shown. */
  show(slug) {
    if (slug === this.slug) return;
    this.slug = slug;
    this.trail = [];
    this.#refresh();
  }

  /** The full themes have arrived. */
  load(themes) {
    this.themes = new Map(themes.map((theme) => [theme.slug, theme]));
    this.#refresh();
  }

  /** The full themes cannot be had now. */
  fail() {
    this.hasFailed = true;
    this.#refresh();
  }

  #part(name) {
    return this.section.querySelector(`[data-definition-${name}]`);
  }

  get #state() {
    if (!this.themes) return this.hasFailed ? "failed" : "waiting";
    return this.themes.has(this.slug) ? "theme" : "none";
  }

  #refresh() {
    const state = this.#state;
    for (const each of STATES) this.#part(each).hidden = each !== state;
    this.section.setAttribute("aria-busy", String(state === "waiting"));
    if (state !== "theme") return;
    this.entry.show(this.themes.get(this.slug), this.themes);
    const before = this.themes.get(this.trail.at(-1));
    this.#part("back").hidden = !before;
    this.#part("back-code").textContent = before?.code ?? "";
  }

  #retry(onRetry) {
    this.hasFailed = false;
    this.#refresh();
    onRetry();
  }

  #follow(slug) {
    this.trail.push(this.slug);
    this.#turnTo(slug);
  }

  #goBack() {
    this.#turnTo(this.trail.pop());
  }

  #turnTo(slug) {
    this.slug = slug;
    this.#refresh();
    this.#part("name").focus(); // the button that was pressed is gone
    this.onShow(slug);
  }
}
