// Moving the ends of a passage: it becomes the selection, the keys of the selection move its free end, Enter saves,
// Escape and everything else leave it as it was. [data-ends] is the same as buttons, so that nothing needs a drag:
// [data-ends-move="start-word--1"] says which end, by what and which way; [data-ends-save], [data-ends-cancel].

export class Ends {
  constructor(bar, { store, cursor, tagging, say }) {
    Object.assign(this, { bar, store, cursor, tagging, say });
    this.passage = null;
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.endsMove) this.#step(...button.dataset.endsMove.split(" "));
      if (button && "endsSave" in button.dataset) this.save();
      if (button && "endsCancel" in button.dataset) this.cancel();
    });
    store.onChange(() => {
      if (this.isOpen && !store.passage(this.passage.id)) this.#close(); // undone, or taken back elsewhere
    });
  }

  get isOpen() {
    return this.passage !== null;
  }

  open(passage) {
    this.cursor.select([passage]);
    this.cursor.keepsInside = true;
    this.passage = passage;
    this.bar.hidden = false;
    this.say("moving", { quote: passage.quote });
  }

  save() {
    const now = this.store.passage(this.passage.id);
    const [span] = this.cursor.spans();
    if (!now || span?.paragraph !== now.paragraph) this.cancel();
    else if (this.tagging.move(now, span)) this.#close();
  }

  cancel() {
    this.#close();
    this.say("not_moved");
  }

  /** Ends without a change where the coder turns to something else, whose cursor stays; false where nothing ends. */
  leave() {
    if (!this.isOpen) return false;
    this.#end();
    this.say("not_moved");
    return true;
  }

  #step(end, by, step) {
    if (end !== this.cursor.freeEnd) this.cursor.turn();
    this.cursor.extend(by, Number(step));
    this.say("reaches", { quote: this.cursor.quote() });
  }

  #close() {
    this.#end();
    this.cursor.clear();
    this.cursor.focus();
  }

  #end() {
    this.passage = null;
    this.cursor.keepsInside = false;
    this.bar.hidden = true;
  }
}
