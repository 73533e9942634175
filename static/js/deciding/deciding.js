// Decides a difference: moves on first, sends behind it. A row [data-cell] says in data-needs for which outcomes a
// reason must be written, in data-seen which cells of its unit stood there in which version; its form [data-decide]
// has buttons named outcome, a field reason and a field other.

import { markAs, show, unmark } from "deciding/parts";
import { fill } from "lib/fill";

export class Deciding {
  /** `say(words)` tells what happened; `onDecided(cell)` moves on; `words` are the page's, `user` is whose it is. */
  constructor({ user, sender, words, say, onDecided }) {
    Object.assign(this, { user, sender, words, say, onDecided });
  }

  /** Sends this outcome for a row and moves on, or asks for what is missing first. */
  decide(cell, outcome) {
    const form = cell?.querySelector("[data-decide]");
    if (!form) return;
    const [reason, other] = [form.elements.reason.value.trim(), form.elements.other.value.trim()];
    if (outcome === "other" && !other) return this.#ask(form.elements.other, "other_needed");
    cell.dataset.outcome = outcome;
    if (!reason && needsReason(cell, outcome, other)) return this.#ask(form.elements.reason, "reason_needed");
    const step = { id: cell.id, outcome, reason, other, op: crypto.randomUUID(), seen: seenIn(cell) };
    Object.assign(step, { address: form.action, user: this.user, body: () => this.#body(step, form) });
    delete cell.dataset.outcome;
    markAs(cell, this.words[`sending_${outcome}`]);
    this.onDecided(cell);
    this.sender.put(step);
  }

  /** What was answered takes its place; a refusal is told, and what was built on it is not sent. */
  take(step, { ok, page }) {
    show(page, step.id);
    if (ok) this.#follow(step);
    else {
      const unit = unitOf(step.id);
      const lost = this.sender.drop((each) => unitOf(each.id) === unit);
      for (const each of [step, ...lost]) this.#giveBack(each);
    }
    const said = (page.querySelector("[data-said]") ?? page.querySelector("h1"))?.textContent.trim();
    if (said) this.say(ok ? said : fill(this.words.refused, { why: said }));
  }

  /** The form as it was when its decision was made. */
  #body(step, form) {
    const body = new URLSearchParams(new FormData(form));
    body.delete("seen");
    body.delete("csrfmiddlewaretoken"); // the header says the one of now
    for (const [theme, version] of step.seen) body.append("seen", `${theme}:${version}`);
    for (const name of ["outcome", "reason", "other", "op"]) body.set(name, step[name]);
    return body;
  }

  /** Steps that wait were made knowing what this one did: they say the versions that it left. */
  #follow(step) {
    const row = document.getElementById(step.id);
    const now = row ? seenIn(row) : new Map();
    const waiting = this.sender.queue.slice(1).filter((each) => unitOf(each.id) === unitOf(step.id));
    for (const each of waiting) {
      for (const theme of touched(step, row)) {
        if (each.seen.get(theme) === step.seen.get(theme) && now.has(theme)) each.seen.set(theme, now.get(theme));
      }
    }
  }

  /** A refused row is open again, with what was typed. */
  #giveBack({ id, reason, other }) {
    const row = document.getElementById(id);
    const form = row?.querySelector("[data-decide]");
    if (row) unmark(row);
    if (form && !form.elements.reason.value) form.elements.reason.value = reason;
    if (form && !form.elements.other.value) form.elements.other.value = other;
  }

  #ask(field, words) {
    field.focus();
    this.say(this.words[words]);
  }
}

/** {theme: version} of the unit's cells as the page shows them. */
function seenIn(cell) {
  const pairs = [...cell.querySelectorAll("input[name=seen]")].map(({ value }) => value);
  return new Map(pairs.map((pair) => [pair.slice(0, pair.lastIndexOf(":")), pair.slice(pair.lastIndexOf(":") + 1)]));
}

/** The themes of the unit that a step decides. */
function touched(step, row) {
  if (step.outcome === "nothing") return [...step.seen.keys()];
  const own = row?.dataset.theme ?? "";
  return step.outcome === "other" ? [own, siblingOf(row, step.other)?.dataset.theme ?? ""] : [own];
}

function needsReason(cell, outcome, other) {
  const needs = cell.dataset.needs.split(" ");
  if (outcome !== "other") return needs.includes(outcome);
  const sibling = siblingOf(cell, other);
  return needs.includes("no") || !sibling || sibling.dataset.needs.split(" ").includes("yes");
}

/** The row of the same unit whose theme has this code. */
function siblingOf(cell, code) {
  const rows = [...(cell?.closest("[data-unit]")?.querySelectorAll("[data-cell]") ?? [])];
  return rows.find((row) => row.dataset.code.toLowerCase() === code.toLowerCase());
}

function unitOf(id) {
  return id.split("-").slice(0, 3).join("-"); // cell-<paragraph>-<unit>-<theme>
}
