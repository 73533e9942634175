// Moving the ends of a passage: it becomes the selection, the keys of the selection move its free end, Enter saves,
// Escape leaves it as it was. [data-ends] is the same as a bar of buttons, so that nothing needs a drag:
// [data-ends-move="start-word--1"] says which end, by what and which way; [data-ends-save], [data-ends-cancel].

export class Ends {
  constructor(bar, { cursor, tagging, say }) {
    Object.assign(this, { bar, cursor, tagging, say });
    this.passage = null;
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.endsMove) this.#step(...button.dataset.endsMove.split(" "));
      if (button && "endsSave" in button.dataset) this.save();
      if (button && "endsCancel" in button.dataset) this.cancel();
    });
  }

  get isOpen() {
    return this.passage !== null;
  }

  open(passage) {
    this.cursor.select([passage]);
    this.cursor.keepsInside = true;
    this.passage = passage;
    this.isFree = "end";
    this.bar.hidden = false;
    this.say("moving", { quote: passage.quote });
  }

  save() {
    const span = this.cursor.spans()[0];
    if (this.tagging.move(this.passage, span)) this.#close();
  }

  cancel() {
    this.#close();
    this.say("not_moved");
  }

  /** The other end is the one that moves now. */
  turn() {
    this.isFree = this.isFree === "end" ? "start" : "end";
    this.cursor.turn();
    this.say(this.isFree === "end" ? "end_moves" : "start_moves");
  }

  #step(end, by, step) {
    if (end !== this.isFree) this.turn();
    this.cursor.extend(by, Number(step));
    this.say("reaches", { quote: this.cursor.quote() });
  }

  #close() {
    this.passage = null;
    this.cursor.keepsInside = false;
    this.cursor.clear();
    this.bar.hidden = true;
    this.cursor.focus();
  }
}
