// What each command does on the annotate screen, whether it comes from a key, a button [data-command] or the palette.

import { shorten } from "annotate/chips";

export class Screen {
  /** `parts`: everything that main.js makes, by name. */
  constructor(parts) {
    Object.assign(this, parts);
    this.say = (name, values) => this.status.say(name, values);
  }

  /** Runs a command by name; `chip` is the tag that has the focus, if any. */
  run({ command, step, by }, chip = null) {
    const act = {
      paragraph: () => this.#move(this.cursor.moveParagraph(step), step),
      unit: () => this.#move(this.cursor.moveUnit(step), step),
      extend: () => this.#extend(by, step),
      other_end: () => this.#turn(),
      go_to: () => this.#goTo(),
      read: () => this.#read(),
      none: () => this.#none(),
      unread: () => this.#unread(),
      rest: () => this.#rest(),
      palette: () => this.#palette(chip),
      repeat: () => this.tagging.repeat(),
      note: () => this.#note(chip),
      unsure: () => this.#unsure(chip),
      ask: () => this.#ask(chip),
      definition: () => this.#definition(chip),
      ends: () => this.#moveEnds(chip),
      remove: () => this.#remove(chip),
      undo: () => this.#stepBack("undo"),
      redo: () => this.#stepBack("redo"),
      help: () => this.help.showModal(),
      leave: () => this.#leave(chip),
    }[command];
    if (!act) return false;
    const obstacle = this.#obstacle(command, chip);
    const isLeft = !MOVING.has(command) && this.#leaveEnds();
    if (obstacle) this.say(obstacle);
    else act();
    if (isLeft) this.status.sayFirst("not_moved");
    return true;
  }

  /** Gives a theme to what the cursor rests on. */
  tag(meant, { whole = false } = {}) {
    const slug = this.store.called(meant);
    const obstacle = this.#obstacle("tag");
    if (obstacle) {
      this.say(obstacle);
      return;
    }
    this.#leaveEnds();
    this.tagging.toggle(slug, { whole });
    this.likely.used(slug);
    this.look(slug);
    this.hints.did(whole ? "whole" : "tag");
  }

  /** The themes of the passage that is exactly what the cursor rests on. */
  carried() {
    const [span] = this.cursor.spans();
    return new Set(span ? (this.store.passageAt(span)?.themes ?? []) : []);
  }

  /** A click on a tag or suggestion: its buttons, its definition; on a question: the question. */
  pick(chip) {
    if (chip.dataset.question) {
      this.#ask(chip);
      return;
    }
    const { paragraph, start } = this.#suggestion(chip) ?? this.#passage(chip);
    this.ends.leave();
    this.cursor.goTo(paragraph, start, { quietly: true });
    this.look(chip.dataset.theme);
    if (this.isOpen) this.picked.show(chip);
  }

  /** Shows the definition of a theme, unless another is pinned. */
  look(slug) {
    if (!this.pinned) this.definition.show(slug);
  }

  /** Why a command cannot be done here: the name of the words that say it, else "". */
  #obstacle(command, chip = null) {
    const isToRead = chip?.dataset.question && ["ends", "ask"].includes(command);
    if (!this.isOpen && CHANGING.has(command) && !isToRead) return "closed";
    if (this.cursor.paragraph === null && !ANYWHERE.has(command)) return "no_paragraph";
    return this.operations.codebookVersion === null && WITH_CODEBOOK.has(command) ? "no_codebook" : "";
  }

  #move(isMoved, step) {
    if (!isMoved) this.say(step > 0 ? "last_paragraph" : "first_paragraph");
    else this.#tellPlace();
    if (isMoved) this.hints.did("move");
  }

  /** Where the cursor is, and for who cannot see it what stands there. */
  #tellPlace() {
    const { paragraph, sentence } = this.cursor;
    const of = this.cursor.units(paragraph).length;
    const { ordinal } = this.store.byId.get(paragraph);
    this.status.say(of > 1 ? "at_unit" : "at_paragraph", { ordinal, number: sentence + 1, of }, this.cursor.quote());
  }

  #extend(by, step) {
    this.cursor.extend(by, step);
    this.say("selected", { quote: this.cursor.quote() });
  }

  #goTo() {
    this.panes.show("map");
    this.map.ask();
  }

  #turn() {
    this.say(this.cursor.turn() ? "start_moves" : "end_moves");
  }

  /** Read; on to the next paragraph that is not, and at the end to the summary. */
  #read(words = "read") {
    const here = this.store.byId.get(this.cursor.paragraph);
    const isNew = this.tagging.markRead([here.id], words, { ordinal: here.ordinal });
    this.hints.did("read");
    const order = this.cursor.order;
    const place = this.cursor.places.get(here.id);
    const next = [...order.slice(place + 1), ...order.slice(0, place)].find((each) => !this.store.isRead(each));
    if (next !== undefined) this.cursor.goTo(next);
    else this.ending.box.scrollIntoView({ block: "center" });
    if (next === undefined) this.say("all_read");
    else if (!isNew) this.say("went_on", { ordinal: this.store.byId.get(next).ordinal });
  }

  #none() {
    const { paragraph } = this.cursor;
    const { ordinal } = this.store.byId.get(paragraph);
    if (this.store.passagesOf(paragraph).length) this.say("has_tags", { ordinal });
    else this.#read("none");
  }

  #unread() {
    const { paragraph } = this.cursor;
    if (this.store.isRead(paragraph)) this.tagging.markUnread(paragraph);
    else this.say("unread", { ordinal: this.store.byId.get(paragraph).ordinal });
  }

  /** All the paragraphs not yet read: read, without a theme. */
  #rest() {
    const unread = this.store.codable.filter(({ id }) => !this.store.isRead(id)).map(({ id }) => id);
    this.tagging.markRead(unread, "rest");
  }

  #palette(chip) {
    const passage = this.#passage(chip);
    if (passage) this.cursor.select([passage]);
    this.palette.open({ title: `“${shorten(this.cursor.quote())}”`, chosen: this.carried() });
  }

  #note(chip) {
    const passage = this.#passage(chip) ?? this.tagging.here()?.passage;
    if (!passage) return this.say("no_passage");
    return this.editor.open({
      paragraph: passage.paragraph,
      key: `note ${passage.id}`,
      title: this.status.put("note_on", { quote: passage.quote }),
      text: passage.note,
      onSave: (text) => this.#ifThere(passage.id, (now) => this.tagging.writeNote(now, text)),
      onRemove: passage.note ? () => this.#ifThere(passage.id, (now) => this.tagging.writeNote(now, "")) : null,
    });
  }

  #unsure(chip) {
    const meant = chip ? { passage: this.#passage(chip), theme: chip.dataset.theme } : this.tagging.here();
    if (meant?.passage && meant.theme) this.tagging.toggleUnsure(meant.passage, meant.theme);
    else this.say("no_passage");
  }

  #ask(chip) {
    const passage = this.#passage(chip) ?? (chip ? null : this.tagging.here()?.passage);
    const question = this.store.question(chip?.dataset.question) ?? this.#open(passage);
    const paragraph = question?.paragraph ?? passage?.paragraph ?? this.cursor.paragraph;
    const quote = passage?.quote ?? this.store.passage(question?.passage)?.quote ?? this.sheet.quote(paragraph, 0, 60);
    const isFixed = !this.isOpen || Boolean(question && (question.answer || question.resolved));
    this.editor.open({
      paragraph,
      key: `ask ${question?.id ?? passage?.id ?? paragraph}`,
      title: this.status.put("ask_about", { quote }),
      said: question?.answer ? this.#answer(question) : "",
      text: question?.text ?? "",
      isFixed,
      onSave: (text) => {
        const now = question && this.store.question(question.id);
        if (now) this.tagging.reword(now, text);
        else this.tagging.ask(paragraph, passage?.id ?? null, text);
      },
      onRemove: question && !isFixed ? () => this.tagging.retract(question) : null,
    });
  }

  #definition(chip) {
    const slug = chip?.dataset.theme || this.tagging.last[0] || [...this.store.themes.keys()][0];
    const shown = this.pinned ? null : (this.definition.slug ?? slug);
    if (chip?.dataset.theme && !this.pinned) this.definition.show(slug);
    this.pinned = shown;
    if (shown) this.definition.show(shown);
    this.say(shown ? "pinned" : "unpinned", { code: this.store.themes.get(shown)?.code });
    this.panes.show("themes");
  }

  #moveEnds(chip) {
    const suggestion = this.#suggestion(chip);
    if (suggestion) this.tagging.accept(suggestion);
    else if (this.ends.isOpen) this.ends.save();
    else if (chip?.dataset.question) this.#ask(chip);
    else if (this.#passage(chip)) this.ends.open(this.#passage(chip));
  }

  /** What is done while ends are moved is done to the passage, which is selected as it was. */
  #leaveEnds() {
    const { passage } = this.ends;
    const isLeft = this.ends.leave();
    if (isLeft) this.cursor.select([passage]);
    return isLeft;
  }

  #remove(chip) {
    const passage = this.#passage(chip);
    const question = this.store.question(chip?.dataset.question);
    if (chip?.dataset.suggestion) this.tagging.dismiss(this.#suggestion(chip));
    else if (passage) this.tagging.remove(passage, chip.dataset.theme);
    else if (question && !question.answer && !question.resolved) this.tagging.retract(question);
  }

  #stepBack(which) {
    const step = this.operations[which]();
    if (!step) return this.say(`nothing_to_${which}`);
    const [effect] = step.effects ?? [];
    if (effect) this.#goWhere(effect);
    return this.say(`${which}ne`, { words: this.status.put(step.words.name, step.words.values) });
  }

  #goWhere({ kind, id, before, after }) {
    const paragraph = kind === "reading" ? id : (before ?? after).paragraph;
    this.cursor.goTo(paragraph, before?.start ?? after?.start ?? 0);
  }

  /** Closes what is open; where nothing is, puts away what was told. */
  #leave(chip) {
    const wasOpen = [this.picked, this.likely].map((bar) => bar.hide()).includes(true);
    if (this.ends.isOpen) this.ends.cancel();
    else if (chip) this.cursor.focus();
    else if (!this.cursor.clear() && !this.panes.close() && !wasOpen) this.status.dismiss();
  }

  #passage(chip) {
    return chip?.dataset.passage ? this.store.passage(chip.dataset.passage) : null;
  }

  #suggestion(chip) {
    return this.store.suggestions.byId.get(chip?.dataset.suggestion) ?? null;
  }

  /** The question about this passage, or this paragraph, that waits for its answer. */
  #open(passage) {
    const asked = this.store.questionsOf(passage?.paragraph ?? this.cursor.paragraph);
    return asked.find((each) => each.passage === (passage?.id ?? null) && !each.answer && !each.resolved);
  }

  #answer({ answered_by: name, answer }) {
    return this.status.put("answer_of", { name: name ?? "", answer });
  }

  /** Acts on a passage as it is now; while a note was written it may have gone. */
  #ifThere(id, act) {
    const now = this.store.passage(id);
    if (now) act(now);
    else this.say("no_passage");
  }
}

const MOVING = new Set(["extend", "other_end", "ends", "leave"]); // what moves the ends of a passage, or stops it
const WITH_CODEBOOK = new Set(["tag", "read", "none", "unread", "rest", "palette", "repeat"]);
const CHANGING = new Set([...WITH_CODEBOOK, "note", "unsure", "ask", "ends", "remove", "undo", "redo"]);
const ANYWHERE = new Set(["rest", "go_to", "definition", "undo", "redo", "help", "leave"]);
