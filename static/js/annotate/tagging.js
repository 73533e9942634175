// What the coder does to passages and paragraphs, as changes for the queue, each with the words that tell it.
// No data- attributes.

export class Tagging {
  /** `say(name, values)` tells in the status line what happened. */
  constructor({ store, sheet, cursor, operations, say }) {
    Object.assign(this, { store, sheet, cursor, operations, say });
    this.gifts = new Map(); // the themes given to each passage since the page was opened
    this.given = null; // the last tag: {passage, theme, unit}, meant by u and n while the cursor stays
  }

  /** Give a theme to what the cursor rests on, with `whole` to its whole paragraphs; the same again takes it away. */
  toggle(slug, { whole = false } = {}) {
    const spans = whole ? this.#wholes() : this.cursor.spans();
    const theme = this.store.themes.get(slug);
    if (!spans.length || !theme) return;
    const found = spans.map((span) => ({ span, passage: this.store.passageAt(span) }));
    const isThere = found.every(({ passage }) => passage?.themes.includes(slug));
    if (!isThere && theme.is_retired) {
      this.say("retired_theme", { code: theme.code });
      return;
    }
    if (isThere) {
      this.#take(found.map(({ passage }) => passage), slug);
    } else {
      this.#give(found, [slug]);
    }
  }

  /** Give the themes of the passage that was tagged last once more. */
  repeat() {
    const themes = this.last;
    if (!themes.length) this.say("nothing_to_repeat");
    else this.#give(this.cursor.spans().map((span) => ({ span, passage: this.store.passageAt(span) })), themes);
  }

  /** The themes that were given to the passage tagged last since the page was opened, as far as it carries them still
   *  and they can still be given. */
  get last() {
    const [id, slugs] = [...this.gifts].at(-1) ?? [null, []];
    const carried = this.store.passage(id)?.themes ?? null;
    const isLeft = (slug) => !this.store.themes.get(slug)?.is_retired && (!carried || carried.includes(slug));
    return slugs.map((slug) => this.store.called(slug)).filter(isLeft);
  }

  /** Take one theme of a passage away; with its last theme the passage goes. */
  remove(passage, slug) {
    this.#take([passage], slug);
  }

  /** A suggestion becomes a tag of its own words. */
  accept(suggestion) {
    const passage = this.store.passageAt(suggestion);
    this.#give([{ span: suggestion, passage }], [this.store.called(suggestion.theme)], { isAccepted: true });
  }

  dismiss({ paragraph, start, end, theme: slug }) {
    const theme = this.store.called(slug);
    const values = { code: this.#code(theme), ordinal: this.#ordinal(paragraph) };
    this.#do([{ do: "dismiss", paragraph, start, end, theme }], "dismissed", values);
  }

  toggleUnsure(passage, slug) {
    const isUnsure = passage.unsure.includes(slug);
    const unsure = isUnsure ? passage.unsure.filter((each) => each !== slug) : [...passage.unsure, slug];
    const code = this.#code(slug);
    const change = { do: "edit", id: passage.id, unsure: this.store.inOrder(unsure) };
    this.#do([change], isUnsure ? "sure" : "unsure_now", { code });
  }

  /** Other ends for a passage; false, with the reason said, where that cannot be. */
  move(passage, span) {
    if (span.start === passage.start && span.end === passage.end) return true;
    if (this.store.passageAt(span)) {
      this.say("place_taken");
      return false;
    }
    const quote = this.#quote(span);
    this.#do([{ do: "edit", id: passage.id, start: span.start, end: span.end, quote }], "moved", this.#place([span]));
    return true;
  }

  writeNote(passage, note) {
    if (note === passage.note) return;
    const isKept = note || passage.themes.length; // without a theme it was kept for its note's sake
    const change = isKept ? { do: "edit", id: passage.id, note } : { do: "withdraw", id: passage.id };
    this.#do([change], note ? "noted" : "note_removed", { text: note });
  }

  ask(paragraph, passage, text) {
    this.#do([{ do: "ask", id: crypto.randomUUID(), paragraph, passage, text }], "asked", { text });
  }

  reword(question, text) {
    if (text !== question.text) this.#do([{ do: "reword", id: question.id, text }], "asked", { text });
  }

  retract(question) {
    this.#do([{ do: "retract", id: question.id }], "retracted", {});
  }

  markRead(paragraphs, words = "read", values = {}) {
    const unread = paragraphs.filter((paragraph) => !this.store.isRead(paragraph));
    if (unread.length) this.#do([{ do: "read", paragraphs: unread }], words, { count: unread.length, ...values });
    return unread.length > 0;
  }

  markUnread(paragraph) {
    this.#do([{ do: "unread", paragraphs: [paragraph] }], "unread", { ordinal: this.#ordinal(paragraph) });
  }

  /** The tag that u and n mean, {passage, theme}: the last given while the cursor stays, else one under the cursor. */
  here() {
    const { paragraph, start, end } = this.cursor.unit();
    const last = this.given?.unit === unitKey(paragraph, start) ? this.store.passage(this.given.passage) : null;
    if (last?.themes.includes(this.given.theme)) return { passage: last, theme: this.given.theme };
    const [span] = this.cursor.spans();
    const around = this.store.passagesOf(paragraph).filter((each) => each.start < end && each.end > start);
    const passage = (span && this.store.passageAt(span)) ?? around.sort((a, b) => a.end - a.start - b.end + b.start)[0];
    return passage ? { passage, theme: passage.themes.at(-1) } : null;
  }

  #give(found, slugs, { isAccepted = false } = {}) {
    if (!found.length) return;
    const group = found.length > 1 ? crypto.randomUUID() : undefined;
    const needed = found
      .map(({ span, passage }) => (passage ? this.#with(passage, slugs) : this.#new(span, slugs, group)))
      .filter(Boolean)
      .map((change) => (isAccepted ? { ...change, accepts: slugs } : change));
    const codes = slugs.map((slug) => this.#code(slug)).join(" ");
    const values = { codes, ...this.#place(found.map(({ span }) => span)) };
    if (needed.length) this.#do(needed, isAccepted ? "accepted" : "tagged", values);
    const { id } = this.store.passageAt(found.at(-1).span);
    const { paragraph, start } = this.cursor.unit();
    this.given = { passage: id, theme: slugs.at(-1), unit: unitKey(paragraph, start) };
    const gifts = this.store.inOrder(new Set([...(this.gifts.get(id) ?? []), ...slugs]));
    this.gifts.delete(id); // so that it stands last
    this.gifts.set(id, gifts);
  }

  /** Takes a theme away; a passage that loses its last one goes, and its note with it, which is said. */
  #take(passages, slug) {
    const values = { code: this.#code(slug), ...this.#place(passages) };
    const changes = passages.map((passage) => this.#without(passage, slug));
    const isNoteLost = passages.some(({ note }, at) => note && changes[at].do === "withdraw");
    this.#do(changes, "untagged", values, isNoteLost ? "untagged_noted" : "untagged");
  }

  #new(span, slugs, group) {
    const { paragraph, start, end } = span;
    const themes = this.store.inOrder(slugs);
    const made = { do: "tag", id: crypto.randomUUID(), paragraph, start, end, quote: this.#quote(span), themes };
    return group ? { ...made, group } : made;
  }

  #with(passage, slugs) {
    const themes = this.store.inOrder(new Set([...passage.themes, ...slugs]));
    return themes.length === passage.themes.length ? null : { do: "edit", id: passage.id, themes };
  }

  #without(passage, slug) {
    const themes = passage.themes.filter((each) => each !== slug);
    if (!themes.length) return { do: "withdraw", id: passage.id };
    const unsure = passage.unsure.filter((each) => each !== slug);
    return { do: "edit", id: passage.id, themes, unsure };
  }

  #wholes() {
    const paragraphs = [...new Set(this.cursor.spans().map(({ paragraph }) => paragraph))];
    return paragraphs.map((paragraph) => ({ paragraph, start: 0, end: this.sheet.length(paragraph) }));
  }

  /** `words` tell the step, also when it is taken back; `said` is what is said of it now. */
  #do(changes, words, values, said = words) {
    this.operations.do(changes, { name: words, values });
    this.say(said, values);
  }

  #quote({ paragraph, start, end }) {
    return this.sheet.quote(paragraph, start, end);
  }

  #place(spans) {
    return { quote: this.#quote(spans[0]), ordinal: this.#ordinal(spans[0].paragraph) };
  }

  #code(slug) {
    return this.store.themes.get(slug)?.code ?? (slug || "✎");
  }

  #ordinal(paragraph) {
    return this.store.byId.get(paragraph).ordinal;
  }
}

function unitKey(paragraph, start) {
  return `${paragraph} ${start}`;
}
