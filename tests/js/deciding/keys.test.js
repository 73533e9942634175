// Keys of the deciding page: what each means while the list of differences has the focus.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Keys } from "deciding/keys";

const LETTERS = { j: "next", y: "yes", n: "no", 0: "nothing", "/": "other", "?": "help" };

function meaning(key, { isOn = true, ...more } = {}) {
  const pressed = { key, code: "", shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...more };
  return new Keys({ letters: LETTERS, isOn }).meaning(pressed);
}

test("a character is its command, also with Caps Lock and from an input method", () => {
  assert.equal(meaning("y"), "yes");
  assert.equal(meaning("Y"), "yes");
  assert.equal(meaning("Process", { code: "KeyN", keyCode: 229 }), "no");
  assert.equal(meaning("?", { shiftKey: true }), "help");
});

test("Shift and a letter mean nothing", () => assert.equal(meaning("Y", { shiftKey: true }), null));

test("arrows go by difference, with Shift by paragraph", () => {
  assert.equal(meaning("ArrowDown"), "next");
  assert.equal(meaning("ArrowUp", { shiftKey: true }), "paragraph_previous");
});

test("Ctrl and the same keys with a Mac's key undo and redo", () => {
  assert.equal(meaning("z", { ctrlKey: true }), "undo");
  assert.equal(meaning("Z", { metaKey: true, shiftKey: true }), "redo");
  assert.equal(meaning("y", { ctrlKey: true }), "redo");
  assert.equal(meaning("n", { ctrlKey: true }), null);
});

test("characters that are switched off mean nothing, arrows and Escape stay", () => {
  for (const key of ["y", "n", "0", "/", "?"]) assert.equal(meaning(key, { isOn: false }), null);
  assert.equal(meaning("ArrowDown", { isOn: false }), "next");
  assert.equal(meaning("Escape", { isOn: false }), "leave");
});

test("Alt belongs to the browser", () => assert.equal(meaning("y", { altKey: true }), null));
