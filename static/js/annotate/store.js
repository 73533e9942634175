// The document as its coder sees it now: paragraphs with read marks, passages, questions, suggestions. Changes are
// applied here first and sent afterwards; every change remembers what was there before, so that it can be taken back.
// No data- attributes.

import { Suggestions, placeOf } from "annotate/suggestions";

const REMOVED = null;

export class Store {
  constructor(data) {
    this.themes = new Map(data.themes.map((theme, position) => [theme.slug, { ...theme, position }]));
    this.paragraphs = data.paragraphs;
    this.byId = new Map(data.paragraphs.map((paragraph) => [paragraph.id, paragraph]));
    this.codable = data.paragraphs.filter((paragraph) => paragraph.is_mine);
    this.state = { passage: new Map(), question: new Map(), reading: new Map(), dismissal: new Map() };
    this.suggestions = new Suggestions(data.suggestions);
    this.versions = new Map();
    this.renamed = new Map(); // slugs that a newer codebook calls otherwise
    const places = () => new Map(data.paragraphs.map(({ id }) => [id, new Set()]));
    this.within = { passage: places(), question: places() }; // ids by paragraph
    this.listeners = new Set();
    for (const passage of data.passages) this.put("passage", passage.id, passage);
    for (const question of data.questions) this.put("question", question.id, question);
    for (const each of data.paragraphs) if (each.is_read) this.put("reading", each.id, { paragraph: each.id });
    for (const each of data.dismissed ?? []) this.put("dismissal", each.id, each);
  }

  /** Calls back with the set of paragraph ids that changed. */
  onChange(listener) {
    this.listeners.add(listener);
  }

  passage(id) {
    return this.state.passage.get(id) ?? null;
  }

  question(id) {
    return this.state.question.get(id) ?? null;
  }

  isRead(paragraph) {
    return this.state.reading.has(paragraph);
  }

  /** Passages of a paragraph in the order in which they begin, the longest first. */
  passagesOf(paragraph) {
    return this.#of(paragraph, "passage").sort(
      (a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1),
    );
  }

  /** The themes that a paragraph's passages carry, in no order. */
  themesIn(paragraph) {
    return this.#of(paragraph, "passage").flatMap(({ themes }) => themes);
  }

  questionsOf(paragraph) {
    return this.#of(paragraph, "question");
  }

  /** What a machine suggests in a paragraph and its coder has not decided. */
  suggestionsOf(paragraph) {
    return this.suggestions.waiting(paragraph, this);
  }

  isDismissed(suggestion) {
    return this.state.dismissal.has(suggestion);
  }

  passageAt({ paragraph, start, end }) {
    return this.#of(paragraph, "passage").find((each) => each.start === start && each.end === end) ?? null;
  }

  /** Whether a passage is a whole paragraph of several sentences: a chip and a bar tell it, nothing under the words. */
  isWhole({ paragraph, start, end }, length) {
    return start === 0 && end === length && this.byId.get(paragraph).sentences.length > 1;
  }

  /** One of: silent, unread, none (read, no theme), started (tagged, not read), tagged. */
  stateOf(paragraph) {
    if (!this.byId.get(paragraph).is_mine) return "silent";
    const isTagged = this.within.passage.get(paragraph).size > 0;
    if (this.isRead(paragraph)) return isTagged ? "tagged" : "none";
    return isTagged ? "started" : "unread";
  }

  /** Numbers for the bar and the summary; unsure counts passages. */
  progress() {
    const counts = { asked: this.codable.length, read: 0, silent: 0, tagged: 0, none: 0, started: 0, unread: 0 };
    for (const paragraph of this.codable) counts[this.stateOf(paragraph.id)] += 1;
    counts.read = counts.tagged + counts.none;
    const passages = [...this.state.passage.values()];
    counts.tags = passages.reduce((sum, passage) => sum + passage.themes.length, 0);
    counts.unsure = passages.filter((passage) => passage.unsure.length > 0).length;
    counts.questions = this.state.question.size;
    return counts;
  }

  /** Applies changes as the server will; returns the objects' states before and after: [{kind, id, before, after}]. */
  apply(changes) {
    const effects = new Map();
    for (const change of changes) {
      for (const [kind, id, after] of this.#effectsOf(change)) {
        const key = `${kind} ${id}`;
        const before = effects.has(key) ? effects.get(key).before : (this.state[kind].get(id) ?? REMOVED);
        this.put(kind, id, after);
        effects.set(key, { kind, id, before, after });
      }
    }
    return this.#tell([...effects.values()]);
  }

  /** Puts back the states before `effects`, as an undo does: what returns gets the version after the last. */
  revert(effects) {
    const back = effects.map(({ kind, id, before }) => {
      const now = this.state[kind].get(id) ?? REMOVED;
      const after = before?.version ? { ...before, version: this.nextVersion(id) } : before;
      this.put(kind, id, after);
      return { kind, id, before: now, after };
    });
    return this.#tell(back);
  }

  /** Takes effects away that the server refused: exactly the states before, as if nothing had happened. */
  forget(effects) {
    for (const { kind, id, before } of [...effects].reverse()) {
      this.put(kind, id, before);
      if (before?.version) this.versions.set(id, before.version);
      else this.versions.delete(id);
    }
    this.#tell(effects.filter(({ before, after }) => before || after));
  }

  /** Puts the states after `effects`: what was done in another window, or before this page was opened. */
  replay(effects) {
    this.remember(effects);
    const done = effects.map(({ kind, id, after }) => {
      const before = this.state[kind].get(id) ?? REMOVED;
      this.put(kind, id, after);
      return { kind, id, before, after };
    });
    return this.#tell(done.filter(({ before, after }) => before || after));
  }

  /** Which versions there were: what comes back gets the one after the last. */
  remember(effects) {
    for (const { id, before, after } of effects) {
      const last = Math.max(before?.version ?? 0, after?.version ?? 0, this.versions.get(id) ?? 0);
      if (last) this.versions.set(id, last);
    }
  }

  /** Takes the whole state that the server has: passages, questions, read marks. */
  reset({ passages, questions, paragraphs, suggestions, dismissed = [] }) {
    this.suggestions = new Suggestions(suggestions);
    const now = {
      passage: new Map(passages.map((each) => [each.id, each])),
      question: new Map(questions.map((each) => [each.id, each])),
      reading: new Map(paragraphs.filter((each) => each.is_read).map(({ id }) => [id, { paragraph: id }])),
      dismissal: new Map(dismissed.map((each) => [each.id, each])),
    };
    const effects = Object.entries(now).flatMap(([kind, there]) => {
      const ids = new Set([...this.state[kind].keys(), ...there.keys()]);
      return [...ids].map((id) => ({ kind, id, after: there.get(id) ?? REMOVED }));
    });
    this.replay(effects);
  }

  /** Sets what the server says is there now; `isFree(kind, id)` tells whether no unsent change waits for it. */
  settle(outcome, isFree) {
    const found = [
      ...outcome.passages.map((each) => ["passage", each.id, each]),
      ...outcome.withdrawn.map((id) => ["passage", id, REMOVED]),
      ...outcome.readings.map((each) => ["reading", each.paragraph, { paragraph: each.paragraph }]),
      ...outcome.unread.map((id) => ["reading", id, REMOVED]),
      ...(outcome.questions ?? []).map((each) => ["question", each.id, each]),
      ...(outcome.retracted ?? []).map((id) => ["question", id, REMOVED]),
      ...(outcome.dismissed ?? []).map((id) => ["dismissal", id, placeOf(id)]),
      ...(outcome.restored ?? []).map((id) => ["dismissal", id, REMOVED]),
    ].filter(([kind, id, after]) => isFree(kind, id) && this.#isHere(after));
    const now = (kind, id) => this.state[kind].get(id) ?? REMOVED;
    const effects = found.map(([kind, id, after]) => ({ kind, id, before: now(kind, id), after }));
    for (const { kind, id, after } of effects) this.put(kind, id, after);
    this.#tell(effects.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after)));
  }

  /** Not what stands in a paragraph of another text: a corrected one was adopted since this page was loaded. */
  #isHere(after) {
    return !after?.paragraph || this.byId.has(after.paragraph);
  }

  nextVersion(id) {
    return (this.versions.get(id) ?? 0) + 1;
  }

  put(kind, id, state) {
    const old = this.state[kind].get(id);
    if (old) this.within[kind]?.get(old.paragraph).delete(id);
    if (state === REMOVED) {
      this.state[kind].delete(id);
      return;
    }
    this.state[kind].set(id, kind === "passage" ? this.#renamed(state) : state);
    if (!this.within[kind]) return;
    this.within[kind].get(state.paragraph).add(id);
    this.versions.set(id, state.version);
  }

  /** Slugs in the order of the codebook, as the server keeps them; those that are not known yet behind the others. */
  inOrder(slugs) {
    const place = (slug) => this.themes.get(slug)?.position ?? this.themes.size;
    return [...slugs].sort((a, b) => place(a) - place(b));
  }

  /** Takes a newer codebook: a theme that is called otherwise is called so everywhere, and keeps its key. */
  learn(themes) {
    const before = this.themes;
    const keyOf = (slugs) => slugs.map((slug) => before.get(slug)?.key).find(Boolean) ?? "";
    const learnt = themes.map((theme, position) => {
      return [theme.slug, { ...theme, key: keyOf([theme.slug, ...theme.former_slugs]), position }];
    });
    this.themes = new Map(learnt);
    this.renamed = new Map(themes.flatMap(({ slug, former_slugs: old }) => old.map((each) => [each, slug])));
    const passages = [...this.state.passage.values()];
    for (const passage of passages) this.put("passage", passage.id, passage);
    this.#tell(passages.map((passage) => ({ kind: "passage", before: passage, after: passage })));
  }

  /** What a theme is called now. */
  called(slug) {
    return this.themes.has(slug) ? slug : (this.renamed.get(slug) ?? slug);
  }

  *#effectsOf(change) {
    const { do: verb, id, paragraph, start } = change;
    if (verb === "tag") yield ["passage", id, this.#new(change, { note: "", unsure: [] })];
    if (verb === "edit") yield ["passage", id, this.#edited(this.passage(id), change)];
    if (verb === "withdraw") yield ["passage", id, REMOVED];
    if (verb === "read") for (const each of change.paragraphs) yield ["reading", each, { paragraph: each }];
    if (verb === "unread") for (const each of change.paragraphs) yield ["reading", each, REMOVED];
    if (verb === "ask") yield ["question", id, this.#new(change, { answer: "", resolved: false })];
    if (verb === "reword") yield ["question", id, this.#edited(this.question(id), change)];
    if (verb === "retract") yield ["question", id, REMOVED];
    if (verb === "dismiss") yield ["dismissal", this.suggestions.idOf(change, this), { paragraph, start }];
  }

  #renamed(passage) {
    if (!this.renamed.size) return passage;
    const called = (slugs) => slugs.map((slug) => this.called(slug));
    return { ...passage, themes: called(passage.themes), unsure: called(passage.unsure) };
  }

  #new(change, defaults) {
    const { do: _verb, accepts: _accepts, ...fields } = change;
    return { ...defaults, ...fields, version: this.nextVersion(change.id) };
  }

  #edited(before, change) {
    const { do: _verb, keep_note: _keep, version: _version, accepts: _accepts, ...fields } = change;
    return { ...before, ...fields, version: this.nextVersion(change.id) };
  }

  #of(paragraph, kind) {
    return [...this.within[kind].get(paragraph)].map((id) => this.state[kind].get(id));
  }

  #tell(effects) {
    const touched = new Set();
    for (const { kind, id, before, after } of effects) {
      touched.add(kind === "reading" ? id : (after ?? before).paragraph);
    }
    if (touched.size) for (const listener of this.listeners) listener(touched);
    return effects;
  }
}
