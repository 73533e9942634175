// What the coder did, as steps: applied at once, kept in the outbox, sent by the sender. Undo and redo are steps too
// and hold across reloads. Windows of the same document tell each other, so that all show the same. No data-
// attributes; what happens is passed to `onState` and `onRefused`.
//
// A step: {op, words: {name, values}, effects: [{kind, id, before, after}], body, address, work: {document, round},
// undoes}.

import { Past } from "annotate/past";
import { named } from "annotate/recall";
import { renamed } from "annotate/refusing";

const NO_UUID = "00000000-0000-0000-0000-000000000000";
const REMEMBERED = 3 * 24 * 3600_000; // milliseconds that answers are kept for pages that are opened without a network

export class Operations {
  /**
   * `addresses` {operations, undo}; `tell(news)` reaches the other windows, `wake()` the sender; `refresh()` fetches
   * the document's state as the server has it, null when it cannot; `onState({name, waiting, isDurable})` with name
   * saved | saving | offline | signed-out; `onRefused(step)`.
   */
  constructor({ store, outbox, work, addresses, codebookVersion, tell, wake, refresh, onState, onRefused }) {
    Object.assign(this, { store, outbox, work, addresses, codebookVersion, tell, wake, refresh, onState, onRefused });
    this.waiting = new Map(); // op → step
    this.past = new Past();
    this.over = new Set(); // ops that do not wait any more, should anybody say so late
    this.sending = globalThis.navigator?.onLine === false ? "offline" : "idle";
  }

  /** Takes up where this browser left: the server's `steps`, answers it had after the page's `step`, what waits. */
  async start({ steps, step: seen }) {
    this.#recall(steps);
    const all = ["told", "waiting", "refused"].map((list) => this.outbox.all(list)); // together: the disk is slow
    const [told, waiting, refused] = await Promise.all(all);
    for (const step of told) {
      const isOld = Math.abs(Date.now() - step.at) > REMEMBERED;
      if (this.#isOurs(step) && step.nth > seen) this.#replay(step);
      else if (this.#isOurs(step) || isOld) this.outbox.remove("told", step.place);
    }
    for (const step of waiting) this.#takeOver(step);
    for (const step of refused) if (this.#isOurs(step)) this.onRefused(step);
    this.#say();
  }

  /** Applies the changes now and sends them as one step of undo. Changes of things with versions get them here. */
  do(changes, words) {
    const sent = changes.map((change) => this.#complete(change));
    const effects = this.store.apply(sent);
    const op = crypto.randomUUID();
    const body = { op, round: this.work.round, changes: sent };
    this.#keep({ op, words, effects, body, address: this.addresses.operations });
  }

  /** Takes the last step back; returns it, or null when there is none. */
  undo() {
    return this.#takeBack(this.past.done.at(-1));
  }

  /** Does the step again that was undone last. */
  redo() {
    return this.#takeBack(this.past.undone.at(-1));
  }

  /** Resolves when everything is saved. */
  async saved() {
    while (this.waiting.size) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** News from the sender or another window: {kind: state | done | told | refused | dropped | became, …}. */
  hear(news) {
    const act = {
      done: () => this.#takeOver(news.step),
      told: () => this.#told(news.step, news.outcome),
      refused: () => this.#refused(news),
      dropped: () => this.#lose(news),
      became: () => this.#become(news),
    }[news.kind];
    if (news.kind === "state") this.sending = news.name;
    else if (act && this.#isOurs(news.step)) act();
    if (news.kind === "done") this.wake(); // the window that sends it may go before it has
    if (news.name === "idle" && this.waiting.size) this.catchUp(); // or before it could tell
    this.#say();
  }

  /** After a pause in which nothing was heard (a sleeping tab): what waits, by the disk. */
  async catchUp() {
    const mine = [...this.waiting.values()].filter(({ isKept }) => isKept);
    const kept = await this.outbox.all("waiting");
    const there = new Set(kept.map(({ op }) => op));
    const gone = mine.filter(({ op }) => !there.has(op) && this.waiting.has(op));
    for (const { op } of gone) this.#end(op);
    this.isDoubtful ||= gone.length > 0;
    for (const step of kept) this.#takeOver(step);
    this.#say();
    await this.#settleDown();
  }

  /** The coder's version of what was changed in two places, on top of what is there now. */
  keepMine({ conflict: { mine, change }, words }) {
    const isThere = this.store.passage(change.id) ?? this.store.question(change.id);
    if (isThere) this.do([change], words);
    else if (mine?.themes?.length) this.do([asNew(mine)], words);
  }

  #takeBack(step) {
    if (!step) return null;
    const op = crypto.randomUUID();
    const address = this.addresses.undo.replace(NO_UUID, step.op);
    const effects = this.store.revert(step.effects ?? []);
    this.#keep({ op, words: step.words, effects, undoes: step.op, body: { op }, address });
    return step;
  }

  /** It is painted by now: keeps it on the disk, then lets the other windows know and asks for it to be sent. */
  #keep(parts) {
    const step = { ...parts, work: this.work };
    this.past.add(step);
    this.waiting.set(step.op, step);
    this.outbox.add("waiting", step).then((place) => {
      step.isKept = typeof place === "number";
      if (step.isKept) this.tell({ kind: "done", step });
      this.#say();
      this.wake();
    });
    this.#say();
  }

  /** A step that waits, done in another window or before this page was opened. */
  #takeOver(step) {
    if (!this.#isOurs(step) || this.waiting.has(step.op) || this.over.has(step.op)) return;
    this.waiting.set(step.op, { ...step, isKept: true });
    this.#replay(step);
  }

  #replay(step) {
    this.store.replay(step.effects);
    this.past.add(step);
  }

  #recall(steps) {
    const { done, undone } = named(steps, this.store);
    for (const { effects } of [...done, ...undone]) this.store.remember(effects ?? []);
    this.past = new Past(done, undone);
  }

  #told(step, outcome) {
    this.#end(step.op);
    this.store.settle(outcome, this.#isFree());
    this.#settleDown();
  }

  /** Takes back what was refused, and shows what is there instead; steps that still wait stay as they are. */
  #refused({ step, lost }) {
    const gone = lost.map((op) => this.waiting.get(op)).filter(Boolean);
    this.#lose({ lost });
    const isFree = this.#isFree();
    for (const { effects } of gone.reverse()) this.store.forget(effects.filter(({ kind, id }) => isFree(kind, id)));
    this.store.settle(met(step.error.current ?? {}), isFree);
    this.onRefused(step);
  }

  #lose({ lost }) {
    for (const op of lost) this.#end(op);
    this.past.forget(lost);
    this.isDoubtful = true;
    this.#settleDown();
  }

  #become({ step, from, passage }) {
    const changed = (each) =>
      each.op === step.op ? { ...each, effects: step.effects } : renamed(each, from, passage.id);
    const isAbout = (each) => each.effects?.some(({ id }) => id === from);
    for (const each of this.waiting.values()) if (isAbout(each)) this.waiting.set(each.op, changed(each));
    this.past.replace((each) => (isAbout(each) ? changed(each) : each));
    const now = { ...(this.store.passage(from) ?? passage), id: passage.id, version: passage.version };
    this.store.replay([{ kind: "passage", id: from, before: null, after: null }]);
    this.store.replay([{ kind: "passage", id: passage.id, before: null, after: now }]);
  }

  #end(op) {
    this.waiting.delete(op);
    this.over.add(op);
  }

  /** Whether no step that waits is about it, so that the server's word counts. */
  #isFree() {
    const awaited = new Set([...this.waiting.values()].flatMap(({ effects }) => effects.map(nameOf)));
    return (kind, id) => !awaited.has(nameOf({ kind, id }));
  }

  /** After a refusal the server's state counts, as soon as nothing waits any more. */
  async #settleDown() {
    if (!this.isDoubtful || this.waiting.size) return;
    this.isDoubtful = false;
    const now = await this.refresh();
    if (!now || this.waiting.size) {
      this.isDoubtful = true;
      return;
    }
    this.store.reset(now);
    this.#recall(now.steps);
  }

  #complete(change) {
    if (["edit", "withdraw", "reword", "retract"].includes(change.do)) {
      const state = this.store.passage(change.id) ?? this.store.question(change.id);
      return { ...change, version: state.version };
    }
    return change.do === "tag" || change.do === "read" ? { ...change, codebook_version: this.codebookVersion } : change;
  }

  #isOurs({ work }) {
    return work.document === this.work.document && work.round === this.work.round;
  }

  #say() {
    const waiting = this.waiting.size;
    const isStored = [...this.waiting.values()].every(({ isKept }) => isKept !== undefined); // or will never be
    const isStuck = isStored && (this.sending === "offline" || this.sending === "signed-out");
    const name = !waiting ? "saved" : isStuck ? this.sending : "saving";
    this.onState({ name, waiting, isDurable: this.outbox.isDurable });
  }
}

/** What a refusal met, in the shape of an outcome: a passage, a question, or the ids of those that are gone. */
function met(current) {
  const { withdrawn = [], retracted = [] } = current;
  const passages = current.themes ? [current] : [];
  const questions = "answer" in current ? [current] : [];
  return { passages, withdrawn, readings: [], unread: [], questions, retracted };
}

function asNew({ paragraph, start, end, quote, themes, unsure, note }) {
  return { do: "tag", id: crypto.randomUUID(), paragraph, start, end, quote, themes, unsure, note };
}

function nameOf({ kind, id }) {
  return `${kind} ${id}`;
}
