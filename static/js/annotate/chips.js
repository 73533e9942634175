// The tags of a paragraph as buttons, one for each passage and theme, with code, name and quote: what screen readers
// read and the keyboard reaches. Adds <ul data-chips> to a section that has any; a chip has data-passage and
// data-theme, a question's chip data-question, a suggestion's data-suggestion. Only the chips of the paragraph under
// the cursor are stops of the Tab key.

import { listed, make } from "annotate/elements";
import { shownScore } from "annotate/suggestions";
import { fill } from "lib/fill";

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const QUOTED = 42; // characters of the quote that are shown

export class Chips {
  /** `words`: tags_on, whole, unsure, note, question, answered, suggested, because (translated). */
  constructor(store, sheet, words) {
    Object.assign(this, { store, sheet, words });
    sheet.once((paragraph) => this.draw(paragraph));
  }

  draw(paragraph) {
    const chips = this.store.passagesOf(paragraph).flatMap((passage) => this.#chipsOf(passage));
    const questions = this.store.questionsOf(paragraph).map((question) => this.#question(question));
    const suggested = this.store.suggestionsOf(paragraph).map((suggestion) => this.#suggestion(suggestion));
    const all = [...chips, ...suggested, ...questions];
    if (!all.length && !this.#list(paragraph)) return;
    const list = this.#list(paragraph) ?? this.#add(paragraph);
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const place = focused ? alike(list, focused).indexOf(focused) : -1;
    list.replaceChildren(...all.map(listed));
    list.hidden = !list.firstChild;
    this.#stops(list, paragraph === this.current);
    if (focused) this.#focusAgain(list, focused, place);
  }

  /** Moves the Tab stops to the chips of this paragraph. */
  enter(paragraph) {
    this.#stops(this.#list(this.current), false);
    this.current = paragraph;
    this.#stops(this.#list(paragraph), true);
  }

  #list(paragraph) {
    return this.sheet.section(paragraph)?.querySelector("[data-chips]");
  }

  #add(paragraph) {
    const list = make("ul", "chips", "", { data: { chips: "" } });
    list.setAttribute("aria-label", fill(this.words.tags_on, this.store.byId.get(paragraph)));
    this.sheet.text(paragraph).after(list);
    return list;
  }

  #stops(list, isHere) {
    for (const chip of list?.querySelectorAll("button") ?? []) chip.tabIndex = isHere ? 0 : -1;
  }

  /** The same chip, else its neighbour, a suggestion's the next suggestion, else the paragraph. */
  #focusAgain(list, focused, place) {
    const chips = alike(list, focused);
    const next = chips.find((chip) => keyOf(chip) === keyOf(focused)) ?? chips[Math.min(place, chips.length - 1)];
    (next ?? list.closest("[data-paragraph]")).focus({ preventScroll: true });
  }

  #chipsOf(passage) {
    const isWhole = this.store.isWhole(passage, this.sheet.length(passage.paragraph));
    const themes = passage.themes.length ? passage.themes : [null];
    return themes.map((slug, at) => this.#chip(passage, slug, isWhole, at === themes.length - 1));
  }

  /** The last chip of a passage shows the quote for all of them; every one says it. */
  #chip(passage, slug, isWhole, isLast) {
    const theme = this.#theme(slug);
    const isUnsure = passage.unsure.includes(slug);
    const lang = this.sheet.language(passage.paragraph);
    const quote = isWhole ? this.words.whole : `“${shorten(passage.quote)}”`;
    const note = passage.note && `${this.words.note}: ${passage.note}`;
    const signs = [isUnsure && this.words.unsure, note].filter(Boolean);
    const data = { passage: passage.id, theme: slug ?? "" };
    const looks = `chip chips-chip chip-hue-${theme.hue}${isUnsure ? " chip-unsure" : ""}`;
    const chip = make("button", looks, "", { type: "button", data });
    const named = `${theme.code} ${theme.label}`.trim();
    chip.setAttribute("aria-label", [named, ...signs, quote].join(", "));
    chip.title = `${named}${passage.note ? `\n✎ ${passage.note}` : ""}`;
    chip.append(
      make("span", "chip-code", `${isWhole ? "¶ " : ""}${theme.code}`),
      isLast ? make("span", "chips-quote", quote, { lang }) : "",
      make("span", "chips-signs", `${isUnsure ? "~" : ""}${passage.note ? "✎" : ""}`),
    );
    return chip;
  }

  /** What is suggested says for which words, with which score, and why. */
  #suggestion({ id, paragraph, start, end, theme: slug, score, why }) {
    const theme = this.#theme(this.store.called(slug));
    const lang = this.sheet.language(paragraph);
    const [words, score_] = [this.words.suggested, shownScore(score)];
    const quote = `“${shorten(this.sheet.quote(paragraph, start, end))}”`;
    const data = { suggestion: id, theme: this.store.called(slug) };
    const looks = `chip chips-chip chips-suggested chip-hue-${theme.hue}`;
    const chip = make("button", looks, "", { type: "button", data });
    const reason = `${this.words.because}: ${why}`;
    chip.setAttribute("aria-label", `${theme.code} ${words} ${score_}, ${theme.label}, ${quote}, ${reason}`);
    chip.title = `${theme.code} ${theme.label}\n${quote}\n${reason}`;
    chip.append(
      make("span", "chip-code", theme.code),
      make("span", "chips-signs", `${words} ${score_}`),
      make("span", "chips-quote", shorten(why), { lang }),
    );
    return chip;
  }

  /** Of no slug: that there is none; of one that is not known yet: its slug. */
  #theme(slug) {
    if (slug === null) return { code: "✎", label: this.words.no_theme, hue: 0 };
    return this.store.themes.get(slug) ?? { code: slug, label: "", hue: 0 };
  }

  #question(question) {
    const said = question.answer ? `${this.words.answered}: ${question.answer}` : this.words.question;
    const looks = `chip chip-plain chips-chip chips-question${question.answer ? " chips-answered" : ""}`;
    const chip = make("button", looks, "", { type: "button", data: { question: question.id } });
    chip.setAttribute("aria-label", `${said}: ${question.text}`);
    chip.title = question.answer ? `${question.text}\n→ ${question.answer}` : question.text;
    const words = make("span", "chips-quote", shorten(question.text), { dir: "auto" });
    chip.append(make("span", "chip-code", "?"), words);
    return chip;
  }
}

/** The button in a section that stands for the same tag or question as `chip` did, now that it is drawn anew. */
export function sameChip(section, chip) {
  return [...section.querySelectorAll("[data-chips] button")].find((each) => keyOf(each) === keyOf(chip));
}

/** Among which chips the focus moves on: suggestions are by themselves, or one key too many would remove a tag. */
function alike(list, chip) {
  return [...list.querySelectorAll(chip.dataset.suggestion ? "[data-suggestion]" : "button")];
}

function keyOf(chip) {
  return chip.dataset.question ?? chip.dataset.suggestion ?? `${chip.dataset.passage} ${chip.dataset.theme}`;
}

/** The beginning of a text on one line; what runs from right to left is kept apart from the words around it. */
export function shorten(text) {
  const line = text.replace(/\s+/gu, " ");
  const points = [...line];
  const short = points.length > QUOTED ? `${points.slice(0, QUOTED).join("").trimEnd()}…` : line;
  return RIGHT_TO_LEFT.test(short) ? `\u2068${short}\u2069` : short;
}
