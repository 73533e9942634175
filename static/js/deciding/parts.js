// Puts what the server answered into the page: each [data-part] takes the place of the one with its id. What somebody
// is typing elsewhere in it stays, and so does the focus.

/** Replaces the parts; `forget` is the id of the row whose reason was sent, and so need not be kept. */
export function show(answer, forget) {
  for (const fresh of answer.querySelectorAll("[data-part]")) {
    const old = document.getElementById(fresh.id);
    if (!old) continue;
    const part = document.adoptNode(fresh);
    keepTyped(old, part, forget);
    const held = heldIn(old);
    old.replaceWith(part);
    hold(held);
  }
}

function keepTyped(old, part, forget) {
  for (const field of old.querySelectorAll("textarea, input:not([type=hidden])")) {
    const same = field.id && part.querySelector(`#${CSS.escape(field.id)}`);
    if (!same || field.value === field.defaultValue) continue;
    if (field.closest("[data-cell]")?.id !== forget) same.value = field.value;
  }
  for (const row of old.querySelectorAll("[data-outcome]")) {
    const same = part.querySelector(`#${CSS.escape(row.id)}`);
    if (same) same.dataset.outcome = row.dataset.outcome; // a reason is being written for it
  }
  for (const row of old.querySelectorAll("[data-sending]")) {
    const same = row.id !== forget && part.querySelector(`#${CSS.escape(row.id)}`);
    if (same) markAs(same, row.querySelector("[data-cell-state]").textContent);
  }
}

/** Where the focus is, if it is inside: the element's id and, for a button, its value. */
function heldIn(part) {
  const { activeElement: element } = document;
  if (!part.contains(element)) return null;
  const row = element.closest("[data-cell]");
  const [start, end] = [element.selectionStart, element.selectionEnd];
  return { id: element.id, row: row?.id, name: element.name, value: element.value, start, end };
}

function hold(held) {
  if (!held) return;
  const row = held.row && document.getElementById(held.row);
  const button = held.name && row?.querySelector(`button[name="${held.name}"][value="${CSS.escape(held.value)}"]`);
  const element = (held.id && document.getElementById(held.id)) || button || row;
  if (!element) return;
  if (element === row) element.tabIndex = 0;
  element.focus({ preventScroll: true });
  if (held.start !== null && held.start !== undefined) element.setSelectionRange?.(held.start, held.end);
}

/** Shows that a row is decided here and not saved yet. */
export function markAs(row, words) {
  const state = row.querySelector("[data-cell-state]");
  row.dataset.sending ||= state.textContent;
  state.textContent = words;
}

/** It is as it was before. */
export function unmark(row) {
  if (row.dataset.sending) row.querySelector("[data-cell-state]").textContent = row.dataset.sending;
  delete row.dataset.sending;
}
