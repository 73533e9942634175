// Keys: what each means while the text has the focus, whatever keyboard or input method typed it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Keys } from "annotate/keys";

const COMMANDS = {
  paragraph_next: "j", paragraph_previous: "k", palette: "/", note: "n", help: "?", none: "0", ask: "",
};
const THEMES = [{ slug: "trade", key: "1" }, { slug: "bri", key: "q" }, { slug: "security", key: "" }];

function meaning(key, { isOn = true, ...more } = {}) {
  const pressed = { key, code: "", shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...more };
  return new Keys({ keys: COMMANDS, themes: THEMES, isOn }).meaning(pressed);
}

test("a command's character runs it", () => {
  assert.deepEqual(meaning("/"), { command: "palette" });
  assert.deepEqual(meaning("j"), { command: "paragraph", step: 1 });
  assert.deepEqual(meaning("k"), { command: "paragraph", step: -1 });
});

test("a theme's key tags the unit, with Shift the whole paragraph", () => {
  assert.deepEqual(meaning("q"), { theme: "bri", whole: false });
  assert.deepEqual(meaning("Q", { shiftKey: true }), { theme: "bri", whole: true });
  assert.deepEqual(meaning("1", { code: "Digit1" }), { theme: "trade", whole: false });
});

test("Shift and a digit is that digit on every keyboard", () => {
  for (const typed of ["!", "+", "&", "1", "！"]) {
    assert.deepEqual(meaning(typed, { code: "Digit1", shiftKey: true }), { theme: "trade", whole: true });
  }
});

test("a digit is found by its place where the keyboard types another sign there", () => {
  assert.deepEqual(meaning("&", { code: "Digit1" }), { theme: "trade", whole: false }); // French
  assert.deepEqual(meaning("+", { code: "Digit1" }), { theme: "trade", whole: false }); // Czech
  assert.deepEqual(meaning("à", { code: "Digit0" }), { command: "none" });
  assert.equal(meaning("End", { code: "Numpad1" }), null);
});

test("a sign that has a meaning of its own keeps it, whatever digit stands beside it", () => {
  assert.deepEqual(meaning("/", { code: "Digit7", shiftKey: true }), { command: "palette" }); // German
  assert.deepEqual(meaning("/", { code: "Digit1" }), { command: "palette" });
});

test("Caps Lock changes nothing", () => {
  assert.deepEqual(meaning("Q", { code: "KeyQ" }), { theme: "bri", whole: false });
  assert.deepEqual(meaning("N", { code: "KeyN" }), { command: "note" });
});

test("a key that an input method swallowed is known by its place", () => {
  assert.deepEqual(meaning("Process", { code: "KeyQ", keyCode: 229 }), { theme: "bri", whole: false });
});

test("a character that needs Shift is a command like any other", () => {
  assert.deepEqual(meaning("?", { code: "Slash", shiftKey: true }), { command: "help" });
});

test("what has no key is reached by none", () => {
  assert.equal(meaning("x"), null);
  assert.equal(meaning(""), null);
});

test("single characters that are switched off mean nothing, the other keys stay", () => {
  for (const key of ["j", "/", "1", "q"]) assert.equal(meaning(key, { isOn: false }), null);
  assert.deepEqual(meaning("ArrowDown", { isOn: false }), { command: "paragraph", step: 1 });
  assert.deepEqual(meaning(" ", { isOn: false }), { command: "read" });
});

test("arrows move, with Shift they extend, with Alt by character", () => {
  assert.deepEqual(meaning("ArrowLeft"), { command: "unit", step: -1 });
  assert.deepEqual(meaning("ArrowRight", { shiftKey: true }), { command: "extend", by: "word", step: 1 });
  const byCharacter = { command: "extend", by: "character", step: -1 };
  assert.deepEqual(meaning("ArrowLeft", { shiftKey: true, altKey: true }), byCharacter);
  assert.deepEqual(meaning("ArrowDown", { shiftKey: true }), { command: "extend", by: "sentence", step: 1 });
});

test("Ctrl and the Mac's command key undo and redo, and leave the browser the rest", () => {
  assert.deepEqual(meaning("z", { ctrlKey: true }), { command: "undo" });
  assert.deepEqual(meaning("Z", { metaKey: true, shiftKey: true }), { command: "redo" });
  assert.deepEqual(meaning("y", { ctrlKey: true }), { command: "redo" });
  for (const key of ["c", "1", "f", "ArrowDown"]) assert.equal(meaning(key, { ctrlKey: true }), null);
});

test("Alt with a character belongs to the browser", () => {
  assert.equal(meaning("q", { altKey: true }), null);
  assert.equal(meaning("ArrowLeft", { altKey: true }), null);
});
