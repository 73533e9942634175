// What could not be saved, until its coder has read it, also after a reload: refusals in [data-refused], and what was
// changed in two places in [data-conflicts], one copy of [data-conflict-template] each, with [data-mine] and
// [data-theirs], the buttons [data-keep-mine] and [data-keep-theirs].

import { shorten } from "annotate/chips";
import { wordsOf } from "annotate/recall";

export class Conflicts {
  /** `forget(step)` when it was read; `onMine(step)` when the coder wants their version back. */
  constructor(page, { store, status, forget, onMine, onLeave }) {
    Object.assign(this, { store, status, forget, onMine, onLeave });
    this.box = page.querySelector("[data-conflicts]");
    this.template = page.querySelector("[data-conflict-template]");
    this.refused = page.querySelector("[data-refused]");
    this.unread = [];
    this.refused.querySelector("button").addEventListener("click", () => this.#dismiss());
  }

  /** A step that the server refused, with `error`, `conflict` and `also`. */
  show(step) {
    if (step.conflict) {
      this.#ask(step);
      return;
    }
    this.unread.push(step);
    this.status.refused(step.error, [step, ...(step.also ?? [])].map((each) => wordsOf(each, this.store)));
  }

  #ask(step) {
    const { mine, theirs } = step.conflict;
    const copy = this.template.content.cloneNode(true).firstElementChild;
    const part = (name) => copy.querySelector(`[data-${name}]`);
    const isSame = mine?.quote === theirs?.quote;
    part("mine").textContent = this.#told(mine, isSame);
    part("theirs").textContent = this.#told(theirs, isSame);
    part("keep-mine").addEventListener("click", () => this.#decide(copy, step, true));
    part("keep-theirs").addEventListener("click", () => this.#decide(copy, step, false));
    this.box.append(copy);
  }

  #decide(copy, step, isMine) {
    copy.remove();
    this.forget(step);
    if (isMine) this.onMine(step);
    this.onLeave();
  }

  #dismiss() {
    this.refused.hidden = true;
    for (const step of this.unread.splice(0)) this.forget(step);
    this.onLeave();
  }

  /** A passage or question in words: themes, quote, and the note on a line of its own; what is the same is short. */
  #told(state, isSame) {
    if (!state) return this.status.words.conflict_gone;
    if (!state.themes) return `“${state.text}”`;
    const codes = state.themes.map((slug) => this.store.themes.get(slug)?.code ?? slug);
    const note = state.note ? `\n✎ ${state.note}` : "";
    return `${codes.join(" ")} “${isSame ? shorten(state.quote) : state.quote}”${note}`;
  }
}
