// What the coder did and the server does not know yet: a queue, sent one after the other, retried until it is answered.
// Undo and redo are operations too. No data- attributes; what it says is passed to `onState` and `onRefused`.

const NO_UUID = "00000000-0000-0000-0000-000000000000";
const FIRST_WAIT = 500; // milliseconds, doubled up to the last
const LAST_WAIT = 30_000;

export class Operations {
  /** `addresses` {operations, undo}; `onState({name, waiting})` with name saved | saving | offline | signed-out. */
  constructor({ store, addresses, round, user, codebookVersion, onState, onRefused }) {
    Object.assign(this, { store, addresses, round, user, codebookVersion, onState, onRefused });
    this.waiting = [];
    this.done = [];
    this.undone = [];
    this.isSending = false;
    this.wait = FIRST_WAIT;
    this.stateName = "saved";
    addEventListener("online", () => this.#hurry());
    addEventListener("beforeunload", (event) => {
      if (this.waiting.length) event.preventDefault();
    });
  }

  /** Applies the changes now and sends them as one step of undo. Changes of things with versions get them here. */
  do(changes, words) {
    const sent = changes.map((change) => this.#complete(change));
    const step = { op: crypto.randomUUID(), words, effects: this.store.apply(sent), body: { changes: sent } };
    this.done.push(step);
    this.undone = [];
    this.#enqueue(step);
  }

  /** Takes the last step back; returns it, or null when there is none. */
  undo() {
    return this.#takeBack(this.done, this.undone);
  }

  /** Does the step again that was undone last. */
  redo() {
    return this.#takeBack(this.undone, this.done);
  }

  /** Resolves when everything is saved. */
  async saved() {
    while (this.waiting.length) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  #takeBack(from, to) {
    const step = from.pop();
    if (!step) return null;
    const effects = this.store.revert(step.effects);
    const back = { op: crypto.randomUUID(), words: step.words, effects, undoes: step.op };
    to.push(back);
    this.#enqueue(back);
    return step;
  }

  #complete(change) {
    if (["edit", "withdraw", "reword", "retract"].includes(change.do)) {
      const state = this.store.passage(change.id) ?? this.store.question(change.id);
      return { ...change, version: state.version };
    }
    return change.do === "tag" || change.do === "read" ? { ...change, codebook_version: this.codebookVersion } : change;
  }

  #enqueue(step) {
    this.waiting.push(step);
    this.#say();
    this.#sendAll();
  }

  async #sendAll() {
    if (this.isSending) return;
    this.isSending = true;
    while (this.waiting.length) {
      const step = this.waiting[0];
      const answer = await this.#send(step);
      if (answer === null) await this.#pause();
      else this.#take(step, answer);
    }
    this.isSending = false;
  }

  /** {status, body}, or null when it must be sent again. */
  async #send(step) {
    const address = step.undoes ? this.addresses.undo.replace(NO_UUID, step.undoes) : this.addresses.operations;
    const body = step.undoes ? { op: step.op } : { op: step.op, round: this.round, ...step.body };
    try {
      const response = await fetch(address, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "X-CSRFToken": csrfToken(),
          "X-Tifa-User": this.user, // what is done here is never stored as that of whoever signs in after
        },
        body: JSON.stringify(body),
      });
      const answer = { status: response.status, body: await response.json() };
      const isSignedOut = answer.status === 401 || answer.body.error?.rule === "csrf";
      if (isSignedOut) this.stateName = "signed-out";
      const isBusy = answer.status >= 500 || answer.status === 429;
      return isSignedOut || isBusy ? null : answer;
    } catch {
      this.stateName = "offline"; // no network, or an answer that is not ours: a proxy's page, a server that starts
      return null;
    }
  }

  #take(step, { status, body }) {
    this.waiting.shift();
    this.wait = FIRST_WAIT;
    this.stateName = "saving";
    if (status < 300) {
      const awaited = new Set(this.waiting.flatMap((each) => each.effects.map(({ kind, id }) => `${kind} ${id}`)));
      this.store.settle(body, (kind, id) => !awaited.has(`${kind} ${id}`));
    } else {
      this.#refuse(step, body.error ?? { rule: "unknown", message: "" });
    }
    this.#say();
  }

  /** Takes a refused step back, and with it the later ones that build on it; everything else stays. */
  #refuse(step, error) {
    const lost = [step];
    const touched = new Set(step.effects.map(({ id }) => id));
    for (const later of this.waiting) {
      if (!later.effects.some(({ id }) => touched.has(id))) continue;
      lost.push(later);
      for (const { id } of later.effects) touched.add(id);
    }
    for (const each of [...lost].reverse()) this.store.forget(each.effects);
    const kept = (each) => !lost.includes(each);
    this.waiting = this.waiting.filter(kept);
    this.done = this.done.filter(kept);
    this.undone = this.undone.filter(kept);
    this.store.settle(told(error.current ?? {}), () => true);
    this.onRefused(error, lost);
  }

  async #pause() {
    this.#say();
    await new Promise((resolve) => {
      this.hurry = resolve;
      setTimeout(resolve, this.wait);
    });
    this.wait = Math.min(this.wait * 2, LAST_WAIT);
  }

  #hurry() {
    this.wait = FIRST_WAIT;
    this.hurry?.();
  }

  #say() {
    const waiting = this.waiting.length;
    if (!waiting) this.stateName = "saved";
    else if (this.stateName === "saved") this.stateName = "saving";
    this.onState({ name: this.stateName, waiting });
  }
}

/** What a refusal met, in the shape of an outcome: a passage, a question, or the ids of those that are gone. */
function told(current) {
  const { withdrawn = [], retracted = [] } = current;
  const passages = current.themes ? [current] : [];
  const questions = "answer" in current ? [current] : [];
  return { passages, withdrawn, readings: [], unread: [], questions, retracted };
}

function csrfToken() {
  return document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? "";
}
