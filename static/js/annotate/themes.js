// The list of themes beside the text: key, code, name; a check mark on those that the cursor's passage carries. Clicking tags
// what the cursor rests on, with Shift the whole paragraph. Fills <ul data-themes> with [data-theme] buttons.

export class Themes {
  /** `words`: carried (translated); `onChoose(slug, {whole})`, `onLook(slug)` when a theme is pointed at or focused. */
  constructor(list, store, words, { onChoose, onLook }) {
    Object.assign(this, { list, store, words });
    const active = [...store.themes.values()].filter((theme) => !theme.is_retired);
    this.buttons = new Map(active.map((theme) => [theme.slug, button(theme)]));
    list.replaceChildren(...[...this.buttons.values()].map(item));
    const slugOf = (event) => event.target.closest("[data-theme]")?.dataset.theme;
    list.addEventListener("click", (event) => slugOf(event) && onChoose(slugOf(event), { whole: event.shiftKey }));
    list.addEventListener("focusin", (event) => slugOf(event) && onLook(slugOf(event)));
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

function button({ slug, code, label, label_language: language, hue, key, parent }) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `themes-theme chip-hue-${hue}${parent ? " themes-below" : ""}`;
  made.dataset.theme = slug;
  made.setAttribute("aria-pressed", "false");
  const kbd = document.createElement("kbd");
  kbd.className = "themes-key";
  kbd.textContent = key;
  made.append(kbd, part("themes-code", code), part("themes-label", label, language));
  return made;
}

function part(className, text, lang) {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = text;
  if (lang) made.lang = lang;
  return made;
}

function item(made) {
  const li = document.createElement("li");
  li.append(made);
  return li;
}
