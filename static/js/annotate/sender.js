// Sends what waits in the outbox, one step after the other, until each is answered; a repeated send changes nothing,
// since every step has its id. One sender a user over all windows (a Web Lock): whoever has something to send asks for
// the lock, and whoever holds it sends everybody's. No data- attributes; what happens is passed to `onNews`.

import { Refusing } from "annotate/refusing";

const FIRST_WAIT = 500; // milliseconds, doubled up to the last
const LAST_WAIT = 30_000;
const LONGEST_WAIT = 10 * 60_000; // however long a server says that it wants to be left alone
const PATIENCE = 20_000; // milliseconds until an answer is given up; the step is sent again

export class Sender {
  /**
   * `onNews(news)`: {kind: "told", step, outcome}, those of Refusing, {kind: "state", name} with name idle | sending |
   * busy | offline | signed-out. All of it is meant for every window.
   */
  constructor({ user, outbox, onNews }) {
    Object.assign(this, { user, outbox, onNews });
    this.refusing = new Refusing(outbox, onNews);
    this.wait = FIRST_WAIT;
  }

  /** There may be something to send. */
  wake() {
    if (this.isRunning) return;
    this.isRunning = true;
    this.#sendAll()
      .catch(() => this.#pause({ again: "busy" })) // the disk or the lock failed: the next try may not
      .finally(() => this.#rest());
  }

  /** The network may be back, or somebody signed in: the wait for the next try is over. */
  hurry() {
    this.wait = FIRST_WAIT;
    this.skip?.();
    this.wake();
  }

  /** What was put in while the last one was being told is sent, too. */
  async #rest() {
    this.isRunning = false;
    if (await this.outbox.first("waiting")) this.wake();
  }

  async #sendAll() {
    await locked(`tifa sender ${this.user}`, async () => {
      for (let step; (step = await this.outbox.first("waiting")); ) {
        const answer = await this.#send(step);
        if (answer.again) await this.#pause(answer);
        else await this.#take(step, answer);
      }
    });
    this.onNews({ kind: "state", name: "idle" });
  }

  /** {ok, body}, or {again: the reason, after: milliseconds} when it must be sent again. */
  async #send({ address, body }) {
    try {
      const response = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), "X-Tifa-User": String(this.user) },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (response.status === 429) return { again: "busy", after: seconds(response.headers.get("Retry-After")) * 1000 };
      if (response.status >= 500) return { again: "busy" };
      const told = await response.json();
      if (response.status === 401 || told.error?.rule === "csrf") return { again: "signed-out" };
      const isOurs = response.ok ? told.op === body.op : told.error?.rule;
      return isOurs ? { ok: response.ok, body: told } : { again: "offline" };
    } catch {
      return { again: "offline" }; // no network, or an answer that is not ours: a proxy's page, a server that starts
    }
  }

  async #take(step, { ok, body }) {
    this.wait = FIRST_WAIT;
    this.onNews({ kind: "state", name: "sending" });
    if (!ok) {
      await this.refusing.take(step, body.error);
      return;
    }
    await this.outbox.move("waiting", "told", { ...step, nth: body.step, at: Date.now() });
    this.onNews({ kind: "told", step, outcome: body });
  }

  async #pause({ again, after }) {
    this.onNews({ kind: "state", name: again });
    await new Promise((resolve) => {
      this.skip = after ? null : resolve;
      setTimeout(resolve, after ? Math.min(after, LONGEST_WAIT) : this.wait * (0.75 + Math.random() / 2));
    });
    this.skip = null;
    this.wait = Math.min(this.wait * 2, LAST_WAIT);
  }
}

/** Runs `act` while no other window of this user does; where the browser has no locks, at once. */
function locked(name, act) {
  return globalThis.navigator?.locks ? navigator.locks.request(name, act) : act();
}

function seconds(said) {
  return Number(said) || 0; // a date in place of a number: as if nothing was said
}

function csrfToken() {
  return document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? "";
}
