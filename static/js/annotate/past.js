// Which steps undo takes back and which redo does again, as the server counts them. Pure; no data- attributes.

export class Past {
  /** Both oldest first: steps that stand, and undos that nothing new came after. */
  constructor(done = [], undone = []) {
    this.done = [...done];
    this.undone = [...undone];
  }

  /** Undo takes back the last step that stands, redo the last undo; whatever is new ends redoing. */
  add(step) {
    if ([...this.done, ...this.undone].some(({ op }) => op === step.op)) return;
    const isOf = (list) => step.undoes && list.at(-1)?.op === step.undoes;
    if (isOf(this.undone)) {
      this.undone.pop();
      this.done.push(step);
    } else if (isOf(this.done)) {
      this.done.pop();
      this.undone.push(step);
    } else if (!step.undoes) {
      this.done.push(step);
      this.undone = [];
    }
  }

  /** As if these had never been done. */
  forget(ops) {
    this.done = this.done.filter(({ op }) => !ops.includes(op));
    this.undone = this.undone.filter(({ op }) => !ops.includes(op));
  }

  /** Puts other steps in the place of these. */
  replace(other) {
    this.done = this.done.map(other);
    this.undone = this.undone.map(other);
  }
}
