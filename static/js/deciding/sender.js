// Sends decisions in the order in which they were made, one at a time, each until it is answered; a repeated send
// changes nothing, since every step has its id. No data- attributes; what happens is passed on.

const FIRST_WAIT = 500; // milliseconds, doubled up to the last
const LAST_WAIT = 30_000;
const PATIENCE = 20_000; // milliseconds until an answer is given up; the step is sent again

export class Sender {
  /**
   * `onAnswer(step, {ok, page})` with the answer as a document; `onState(name)` with name saved | saving | offline |
   * signed-out. A step is {address, user, body()}, whose body is made at the moment it is sent.
   */
  constructor({ onAnswer, onState }) {
    Object.assign(this, { onAnswer, onState, queue: [], wait: FIRST_WAIT });
    addEventListener("online", () => this.hurry());
    addEventListener("focus", () => this.hurry());
  }

  get waiting() {
    return this.queue.length;
  }

  put(step) {
    this.queue.push(step);
    this.onState("saving");
    this.#run();
  }

  /** Forgets the steps that wait and for which `isLost(step)`; the one on its way is not among them. */
  drop(isLost) {
    const lost = this.queue.filter((step, place) => place > 0 && isLost(step));
    this.queue = this.queue.filter((step) => !lost.includes(step));
    return lost;
  }

  /** When everything is answered. */
  async idle() {
    while (this.waiting) await this.running;
  }

  /** The wait for the next try is over. */
  hurry() {
    this.wait = FIRST_WAIT;
    this.skip?.();
  }

  #run() {
    this.running ??= this.#sendAll().finally(() => {
      this.running = null;
      if (this.queue.length) this.#run();
      else this.onState("saved");
    });
  }

  async #sendAll() {
    while (this.queue.length) {
      const [step] = this.queue;
      const answer = await send(step);
      if (answer.again) {
        await this.#pause(answer.again);
        continue;
      }
      this.wait = FIRST_WAIT;
      try {
        this.onAnswer(step, answer); // what waits may still be changed or dropped by it
      } finally {
        this.queue.shift();
      }
      if (this.queue.length) this.onState("saving");
    }
  }

  async #pause(why) {
    this.onState(why);
    await new Promise((resolve) => {
      this.skip = resolve;
      setTimeout(resolve, this.wait * (0.75 + Math.random() / 2));
    });
    this.wait = Math.min(this.wait * 2, LAST_WAIT);
  }
}

/** {ok, page}, or {again: why} when it must be sent again. Who signed in anew has another token in the cookie. */
async function send({ address, body, user }) {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "X-Tifa-Part": "unit", "X-Tifa-User": String(user), "X-CSRFToken": csrfToken() },
      body: body(),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.status === 429 || response.status >= 500) return { again: "offline" };
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (page.querySelector("[data-answer]")) return { ok: response.ok, page };
    const isGone = response.status === 404 && !response.redirected;
    return isGone ? { ok: false, page } : { again: "signed-out" }; // else a page to sign in, or a token of before
  } catch {
    return { again: "offline" }; // no network, or a server that starts
  }
}

function csrfToken() {
  return document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? "";
}
