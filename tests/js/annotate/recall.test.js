// The words of a step from what it changed, and which step is the next to undo or redo.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Past } from "annotate/past";
import { named, wordsOf } from "annotate/recall";

const STORE = { themes: new Map([["trade", { code: "TRD" }]]), byId: new Map([[1, { ordinal: 4 }]]) };
const PASSAGE = { paragraph: 1, start: 0, end: 5, quote: "China", themes: ["trade"], unsure: [], note: "" };

function words(kind, before, after, count = 1) {
  const { name, values } = wordsOf({ effects: Array(count).fill({ kind, id: 1, before, after }) }, STORE);
  return [name, values.codes ?? values.code ?? values.text ?? values.count ?? values.ordinal];
}

test("each change of a passage has its words", () => {
  const told = (fields) => words("passage", PASSAGE, { ...PASSAGE, ...fields });
  assert.deepEqual(words("passage", null, PASSAGE), ["tagged", "TRD"]);
  assert.deepEqual(words("passage", PASSAGE, null), ["untagged", "TRD"]);
  assert.deepEqual(told({ note: "why" }), ["noted", "why"]);
  assert.deepEqual(words("passage", { ...PASSAGE, note: "why" }, PASSAGE)[0], "note_removed");
  assert.deepEqual(told({ end: 7 }), ["moved", 4]);
  assert.deepEqual(told({ unsure: ["trade"] }), ["unsure_now", "TRD"]);
  assert.deepEqual(words("passage", { ...PASSAGE, unsure: ["trade"] }, PASSAGE), ["sure", "TRD"]);
  assert.deepEqual(told({ themes: ["trade", "gone"] }), ["tagged", "gone"]);
});

test("read marks, questions and what is too large have theirs", () => {
  assert.deepEqual(words("reading", null, { paragraph: 1 }), ["read", 4]);
  assert.deepEqual(words("reading", null, { paragraph: 1 }, 3), ["rest", 3]);
  assert.deepEqual(words("reading", { paragraph: 1 }, null), ["unread", 4]);
  assert.deepEqual(words("question", null, { text: "Why?" }), ["asked", "Why?"]);
  assert.equal(words("question", { text: "Why?" }, null)[0], "retracted");
  assert.equal(wordsOf({ effects: null }, STORE).name, "several");
  assert.equal(wordsOf({ words: { name: "none" }, effects: [] }, STORE).name, "none");
});

test("what the server recalls has words, and an undo those of what it took back", () => {
  const read = { kind: "reading", id: 1, before: null, after: { paragraph: 1 } };
  const unread = { ...read, before: read.after, after: null };
  const steps = { done: [{ effects: [read] }], undone: [{ effects: [unread] }, { effects: null }] };
  const { done, undone } = named(steps, STORE);
  assert.deepEqual([...done, ...undone].map(({ words }) => words.name), ["read", "read", "several"]);
});

test("undo takes the last step that stands, redo the last undo, and what is new ends redoing", () => {
  const past = new Past([{ op: "1" }], [{ op: "0" }]);
  const tops = () => [past.done.at(-1)?.op, past.undone.at(-1)?.op];
  past.add({ op: "2", undoes: "1" });
  assert.deepEqual(tops(), [undefined, "2"]);
  past.add({ op: "3", undoes: "2" });
  assert.deepEqual(tops(), ["3", "0"]);
  past.add({ op: "3", undoes: "2" });
  past.add({ op: "9", undoes: "unknown" });
  assert.deepEqual(tops(), ["3", "0"]);
  past.add({ op: "4" });
  assert.deepEqual([tops(), past.done.length], [["4", undefined], 2]);
});
