// Says what happened, in words, in the one polite status line ([data-status]); shows what is saved ([data-saved]) and
// what was refused ([data-refused], with [data-refused-words]); leads to [data-conflicts]; counts in [data-progress],
// [data-read], [data-today].

import { shorten } from "annotate/chips";
import { make } from "annotate/elements";
import { fill } from "lib/fill";

const AGAIN = "\u200b"; // without it what is said twice would be told once

export class Status {
  constructor(page, words) {
    this.words = words;
    this.page = page;
    this.found = new Map();
  }

  /** The element [data-<name>], looked for once: it may stand behind thousands of paragraphs. */
  find(name) {
    if (!this.found.has(name)) this.found.set(name, this.page.querySelector(`[data-${name}]`));
    return this.found.get(name);
  }

  /** Puts values into the words of that name, and the words into the status line; `unseen` is heard only. */
  say(name, values = {}, unseen = "") {
    const [line, words, more] = [this.find("status"), this.put(name, values), unseen && ` ${unseen}`];
    const again = line.textContent === words + more ? AGAIN : "";
    line.replaceChildren(words, make("span", "layout-unseen", more + again));
  }

  /** Puts these words before what was said since, if anything was. */
  sayFirst(name) {
    const [line, words] = [this.find("status"), this.put(name)];
    if (!line.textContent.startsWith(words)) line.prepend(`${words} `);
  }

  /** `isWhole` leaves quotes and what was written as long as they are. */
  put(name, values = {}, isWhole = false) {
    return fill(this.words[name], isWhole ? values : shortened(values));
  }

  /** `state` {name: saved | saving | offline | signed-out, waiting, isDurable}; not durable: leave the page open. */
  saving({ name, waiting, isDurable }) {
    const shown = this.find("saved");
    const kind = waiting && !isDurable ? "unkept" : name.replace("-", "_");
    const words = this.put(`state_${kind}`, { count: waiting });
    if (shown.textContent !== words) shown.textContent = words;
    if (shown.dataset.state !== name) this.find("signed-out").hidden = name !== "signed-out";
    shown.dataset.state = name;
  }

  /** What the server refused, until it is dismissed: the reason and what was taken back, a line for each refusal. */
  refused(error, tellings) {
    const lost = tellings.map(({ name, values }) => this.put(name, values, true)).join(" · ");
    const [box, shown] = [this.find("refused"), this.find("refused-words")];
    const before = box.hidden ? [] : [...shown.childNodes, make("br")];
    shown.replaceChildren(...before, this.put("refused", { reason: error.message, lost }));
    box.hidden = false;
  }

  /** Puts away a refusal; else leads to a choice that waits; else puts away that one is signed out. */
  dismiss() {
    const [refused, signedOut] = [this.find("refused"), this.find("signed-out")];
    const choice = this.find("conflicts").querySelector("button");
    if (!refused.hidden) refused.querySelector("button").click();
    else if (choice) choice.focus();
    else signedOut.hidden = true;
  }

  progress({ read, asked }) {
    this.find("progress").max = asked;
    this.find("progress").value = read;
    this.find("read").textContent = this.put("read_of", { read, asked });
  }

  today(count) {
    this.find("today").textContent = this.put("today", { count });
  }
}

function shortened(values) {
  const long = ["quote", "text"].filter((name) => values[name]);
  return { ...values, ...Object.fromEntries(long.map((name) => [name, shorten(values[name])])) };
}
