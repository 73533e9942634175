// The end of the document: what was done in numbers, the rest as "no theme", handing in. In [data-ending]: [data-count]
// names a number, [data-rest] the button for the rest, [data-hand-in] the form, [data-missing] the list of unread
// paragraphs, [data-next] the link to the next document, [data-no-next] that there is none.

import { listed, make } from "annotate/elements";

const NAMED = 30; // unread paragraphs that are named

export class Ending {
  constructor(box, { store, operations, onRest, onGo }) {
    Object.assign(this, { box, store, operations });
    this.rest = box.querySelector("[data-rest]");
    this.handIn = box.querySelector("[data-hand-in]");
    this.rest?.addEventListener("click", onRest);
    box.querySelector("[data-missing]")?.addEventListener("click", (event) => {
      const to = event.target.closest("a")?.dataset.to;
      if (!to) return;
      event.preventDefault();
      onGo(Number(to));
    });
    this.handIn?.addEventListener("submit", (event) => this.#onHandIn(event));
  }

  /** Leads to the summary: what is next there is a Tab away. */
  show() {
    this.box.scrollIntoView({ block: "center" });
    this.box.focus({ preventScroll: true });
  }

  /** What to go on with: {title, address}, or null. */
  goOnWith(next) {
    const link = this.box.querySelector("[data-next]");
    link.hidden = !next;
    this.box.querySelector("[data-no-next]").hidden = Boolean(next);
    if (!next) return;
    link.href = next.address;
    link.querySelector("bdi").textContent = next.title;
  }

  draw(progress) {
    for (const shown of this.box.querySelectorAll("[data-count]")) {
      shown.textContent = progress[shown.dataset.count];
    }
    if (!this.handIn) return;
    const unread = this.store.codable.filter(({ id }) => !this.store.isRead(id));
    const isNext = !unread.length && document.activeElement === this.rest;
    this.rest.hidden = !unread.length;
    this.handIn.querySelector("button").disabled = unread.length > 0;
    if (isNext) this.handIn.querySelector("button").focus();
    this.box.querySelector("[data-all-read]").hidden = unread.length > 0;
    this.box.querySelector("[data-not-all-read]").hidden = !unread.length;
    this.#name(unread.slice(0, NAMED));
  }

  /** Lists paragraphs, unless they are listed already: most changes are somewhere else. */
  #name(paragraphs) {
    const named = paragraphs.map(({ id }) => id).join(" ");
    if (named === this.named) return;
    this.named = named;
    this.box.querySelector("[data-missing]").replaceChildren(...paragraphs.map(unreadLink));
  }

  /** Handing in waits until everything before it is saved. */
  async #onHandIn(event) {
    if (!this.operations.waiting.size) return;
    event.preventDefault();
    await this.operations.saved();
    this.handIn.submit();
  }
}

function unreadLink({ id, ordinal }) {
  return listed(make("a", "", `¶ ${ordinal}`, { href: `#p${ordinal}`, data: { to: id } }));
}
