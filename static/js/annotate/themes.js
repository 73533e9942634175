// The list of themes beside the text: key, code, name; a check mark on those that the cursor's passage carries.
// Clicking tags what the cursor rests on, with Shift the whole paragraph. Fills <ul data-themes> with [data-theme]
// buttons.

import { listed, make } from "annotate/elements";

export class Themes {
  /** `words`: carried (translated); `onChoose(slug, {whole})`, `onLook(slug)` when a theme is pointed at or focused. */
  constructor(list, store, words, { onChoose, onLook }) {
    Object.assign(this, { list, store, words });
    this.fill();
    const slugOf = (event) => event.target.closest("[data-theme]")?.dataset.theme;
    list.addEventListener("click", (event) => slugOf(event) && onChoose(slugOf(event), { whole: event.shiftKey }));
    list.addEventListener("focusin", (event) => slugOf(event) && onLook(slugOf(event)));
  }

  /** Lists the themes that the store knows now, without marks. */
  fill() {
    const active = [...this.store.themes.values()].filter((theme) => !theme.is_retired);
    this.buttons = new Map(active.map((theme) => [theme.slug, themeButton(theme)]));
    this.list.replaceChildren(...[...this.buttons.values()].map(listed));
    this.carried = new Set();
  }

  /** Marks the themes that are carried now. */
  mark(slugs) {
    const now = new Set(slugs);
    for (const slug of this.carried) if (!now.has(slug)) this.buttons.get(slug)?.setAttribute("aria-pressed", "false");
    for (const slug of now) if (!this.carried.has(slug)) this.buttons.get(slug)?.setAttribute("aria-pressed", "true");
    this.carried = now;
  }
}

function themeButton({ slug, code, label, label_language: lang, hue, key, parent }) {
  const looks = `themes-theme chip-hue-${hue}${parent ? " themes-below" : ""}`;
  const made = make("button", looks, "", { type: "button", data: { theme: slug }, title: label });
  made.setAttribute("aria-pressed", "false");
  const [kbd, shown] = [make("kbd", "themes-key", key), make("span", "themes-code", code)];
  made.append(kbd, shown, make("span", "themes-label", label, { lang }));
  return made;
}
