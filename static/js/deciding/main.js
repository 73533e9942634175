// The deciding page by keyboard: moves from difference to difference, decides and goes on at once; sends behind it.
// [data-deciding] is the page, #deciding-data what it knows; [data-list] the differences; [data-status] the one line
// that tells, [data-saved] whether all is saved; [data-command] buttons at the foot; [data-help] the keys; forms
// [data-step] (undo, redo, rules) load the page anew and wait until everything is sent.

import { lookAhead } from "deciding/ahead";
import { Deciding } from "deciding/deciding";
import { Keys } from "deciding/keys";
import { List } from "deciding/list";
import { Sender } from "deciding/sender";
import { fill } from "lib/fill";

const root = document.querySelector("[data-deciding]");
const { letters, keys_on: isOn, user, words } = JSON.parse(document.getElementById("deciding-data").textContent);
const [status, saved] = ["status", "saved"].map((name) => root.querySelector(`[data-${name}]`));
const list = new List(root.querySelector("[data-list]"));
const keys = new Keys({ letters, isOn });
const sender = new Sender({ onAnswer: (step, answer) => deciding.take(step, answer), onState: showState });
const deciding = new Deciding({ user, sender, words, say, onDecided: goOn });
let isLeaving = false; // by a step that waited until everything was sent

const COMMANDS = {
  next: (cell) => move(list.beside(cell, 1), words.last),
  previous: (cell) => move(list.beside(cell, -1), words.first),
  paragraph_next: (cell) => move(list.paragraph(cell, 1), words.last),
  paragraph_previous: (cell) => move(list.paragraph(cell, -1), words.first),
  yes: (cell) => deciding.decide(cell, "yes"),
  no: (cell) => deciding.decide(cell, "no"),
  nothing: (cell) => deciding.decide(cell, "nothing"),
  other: (cell) => cell.querySelector("[name=other]").focus(),
  reason: (cell) => cell.querySelector("[name=reason]").focus(),
  definition: (cell) => cell.querySelector("details > summary")?.click(),
  agreement: () => take("agreement"),
  undo: () => take("undo"),
  redo: () => take("redo"),
  help: () => root.querySelector("[data-help]").showModal(),
  leave: (cell) => list.focus(cell),
};

function say(text) {
  status.textContent = status.textContent === text ? `${text}\u200b` : text; // said twice, told twice
}

function showState(name) {
  const count = sender.waiting;
  saved.textContent = name === "saved" ? words.saved : fill(words[name.replace("-", "_")], { count });
  saved.dataset.state = name;
}

async function move(cell, otherwise) {
  if (cell) list.focus(cell);
  else if (await lookAhead(list, list.current)) COMMANDS.next(list.current);
  else say(otherwise);
}

/** To the next open difference, at once; the page fetches more before they run out. */
async function goOn(cell) {
  const next = list.nextOpen(cell);
  if (next) list.focus(next);
  const hasMore = await lookAhead(list, cell);
  if (!next && hasMore) list.focus(list.nextOpen(cell));
  if (!next && !hasMore) await end();
}

/** Everything on the page is decided: when all is saved, the end says what comes next. */
async function end() {
  await sender.idle();
  const next = list.nextOpen(null);
  if (next) return;
  document.getElementById("deciding-end").focus();
}

/** Presses the button of a step, once everything is sent. */
async function take(name) {
  if (sender.waiting) say(words.waiting);
  await sender.idle();
  const button = document.querySelector(`[data-step="${name}"] button`);
  if (button && !button.disabled) button.click();
  else say(words[`nothing_to_${name}`]);
}

root.addEventListener("keydown", (event) => {
  const { target } = event;
  if (!list.element.contains(target)) return;
  const cell = target.closest("[data-cell]") ?? list.current;
  if (target.matches("textarea, input:not([type=hidden])")) return typing(event, cell);
  const command = cell && keys.meaning(event);
  if (!command || (target.matches("summary, a, button") && event.key === "Enter")) return;
  event.preventDefault();
  COMMANDS[command](cell);
});

/** In a field: Enter decides what was asked for, Escape goes back to the row and leaves what was typed. */
function typing(event, cell) {
  if (event.isComposing || !["Enter", "Escape"].includes(event.key) || event.shiftKey) return;
  event.preventDefault();
  if (event.key === "Escape") list.focus(cell);
  else if (event.target.name === "other") deciding.decide(cell, "other");
  else if (cell.dataset.outcome) deciding.decide(cell, cell.dataset.outcome);
  else {
    list.focus(cell);
    say(words.reason_kept);
  }
}

root.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.matches("[data-decide]")) {
    event.preventDefault();
    deciding.decide(form.closest("[data-cell]"), event.submitter?.value ?? "other");
  } else if (form.matches("[data-step]") && sender.waiting) {
    event.preventDefault();
    await sender.idle();
    form.requestSubmit();
  } else isLeaving = true;
});

root.addEventListener("click", ({ target }) => {
  const command = target.closest("[data-command]")?.dataset.command;
  if (command) COMMANDS[command](list.current);
});

root.addEventListener("focusin", ({ target }) => list.enter(target));
addEventListener("beforeunload", (event) => {
  if (sender.waiting && !isLeaving) event.preventDefault();
});

root.querySelector("[data-foot]").hidden = false;
const told = document.querySelector("main > [role=status]").textContent.trim();
if (told) say(told); // what was done before the page was loaded, and now stands above what is looked at
const wished = document.getElementById(location.hash.slice(1));
if (document.activeElement === document.body) list.focus(wished?.closest("[data-cell]") ?? list.current);
root.dataset.ready = "";
