// Two edits of one thing: which meet without asking, which are asked about; every pair.

import assert from "node:assert/strict";
import { test } from "node:test";

import { concerned, rebased } from "annotate/rebase";

const BEFORE = {
  id: "a", version: 3, paragraph: 1, start: 0, end: 5, quote: "China", themes: ["trade"], unsure: [], note: "",
};
const STALE = "stale";

/** What my change becomes when the passage is by now as `theirs` says. */
function meet(mine, theirs) {
  const change = { do: "edit", id: "a", version: 3, ...mine };
  return rebased(change, BEFORE, { rule: STALE, current: { ...BEFORE, version: 7, ...theirs } });
}

const EDITS = {
  themes: { themes: ["trade", "bri"] },
  fewer: { themes: [] , keep_note: true },
  unsure: { unsure: ["trade"] },
  note: { note: "mine" },
  ends: { start: 0, end: 9, quote: "China ope" },
};
const THEIRS = {
  themes: { themes: ["trade", "security"] },
  unsure: { unsure: ["trade"] },
  note: { note: "theirs" },
  ends: { start: 2, end: 5, quote: "ina" },
  nothing: {},
};
const ASKED = new Set(["note note", "ends ends"]);

for (const [mine, edit] of Object.entries(EDITS)) {
  for (const [theirs, state] of Object.entries(THEIRS)) {
    test(`my ${mine} meet their ${theirs}`, () => {
      const found = meet(edit, state);
      assert.equal(Boolean(found.conflict), ASKED.has(`${mine} ${theirs}`));
      const change = found.change ?? found.conflict.change;
      assert.equal(change.version, 7);
      for (const name of Object.keys(state)) {
        if (!(name in edit)) assert.ok(!(name in change) || name === "unsure", `${name} of theirs is left alone`);
      }
    });
  }
}

test("themes of both are kept, what either took away is gone", () => {
  const before = { ...BEFORE, themes: ["trade", "bri", "security"] };
  const change = { do: "edit", id: "a", version: 3, themes: ["trade", "bri", "opening-up"] };
  const current = { ...before, version: 4, themes: ["bri", "security", "self-reliance"] };
  const { themes, version } = rebased(change, before, { rule: STALE, current }).change;
  assert.deepEqual([themes, version], [["bri", "self-reliance", "opening-up"], 4]);
});

test("doubt about a theme that was taken away elsewhere goes with it", () => {
  assert.deepEqual(meet({ unsure: ["trade"] }, { themes: ["bri"] }).change.unsure, []);
});

test("when both together took every theme away the passage goes", () => {
  const before = { ...BEFORE, themes: ["trade", "bri"] };
  const change = { do: "edit", id: "a", version: 3, themes: ["bri"] };
  const current = { ...before, version: 4, themes: ["trade"] };
  const found = rebased(change, before, { rule: STALE, current });
  assert.deepEqual(found, { change: { do: "withdraw", id: "a", version: 4 } });
});

test("the same note twice is no conflict", () => {
  assert.equal(meet({ note: "same" }, { note: "same" }).change.note, "same");
});

test("two notes are told with all that either would keep", () => {
  const { mine, theirs } = meet({ note: "mine" }, { note: "theirs", themes: ["bri"] }).conflict;
  assert.deepEqual([mine.note, mine.themes, theirs.note], ["mine", ["bri"], "theirs"]);
});

test("taking a passage back takes what was seen, not what came since", () => {
  const withdraw = { do: "withdraw", id: "a", version: 3 };
  const meets = (theirs) => rebased(withdraw, BEFORE, { rule: STALE, current: { ...BEFORE, version: 7, ...theirs } });
  assert.deepEqual(meets({}), { change: { ...withdraw, version: 7 } });
  assert.deepEqual(meets({ themes: ["trade", "bri"], unsure: ["trade"] }), {
    change: { do: "edit", id: "a", version: 7, themes: ["bri"], unsure: [] },
  });
  assert.equal(meets({ note: "theirs" }).conflict.mine, null);
  assert.equal(meets({ end: 9 }).conflict.mine, null);
});

test("what both took back is done", () => {
  for (const verb of ["withdraw", "retract"]) {
    for (const error of [{ rule: "not-found" }, { rule: STALE }]) {
      assert.deepEqual(rebased({ do: verb, id: "a" }, BEFORE, error), { done: true });
    }
  }
});

test("an edit of what was taken back is refused, words of one's own are asked about", () => {
  const gone = { rule: "not-found", current: { withdrawn: ["a"] } };
  assert.equal(rebased({ do: "edit", id: "a", version: 3, unsure: ["trade"] }, BEFORE, gone), null);
  const { mine, theirs } = rebased({ do: "edit", id: "a", version: 3, note: "mine" }, BEFORE, gone).conflict;
  assert.deepEqual([mine.note, mine.quote, theirs], ["mine", "China", null]);
});

test("a tag on words that are a passage already gives it the themes", () => {
  const current = { ...BEFORE, id: "b", version: 2, unsure: ["trade"], note: "theirs" };
  const tag = (more) => ({ do: "tag", id: "a", start: 0, end: 5, themes: ["trade"], codebook_version: 1, ...more });
  const error = { rule: "passage-exists", current };
  assert.deepEqual(rebased(tag(), null, error), { done: true, instead: current });
  assert.deepEqual(rebased(tag({ themes: ["trade", "bri"], unsure: ["bri"], note: "mine" }), null, error).change, {
    do: "edit", id: "b", version: 2, themes: ["trade", "bri"], unsure: ["trade", "bri"], codebook_version: 1,
  });
});

test("a question about a passage that is gone is one about the paragraph", () => {
  const ask = { do: "ask", id: "q", paragraph: 1, passage: "a", text: "Trade?" };
  const error = { rule: "not-found", current: { withdrawn: ["a"] } };
  assert.deepEqual(rebased(ask, null, error).change, { ...ask, passage: null });
});

test("a question in other words meets others", () => {
  const before = { id: "q", version: 1, text: "Trade?", answer: "" };
  const reword = { do: "reword", id: "q", version: 1, text: "mine" };
  const meets = (text) => rebased(reword, before, { rule: STALE, current: { ...before, version: 2, text } });
  assert.equal(meets("Trade?").change.version, 2);
  assert.deepEqual(meets("mine"), { done: true });
  assert.deepEqual([meets("theirs").conflict.mine.text, meets("theirs").conflict.theirs.text], ["mine", "theirs"]);
  const retract = { do: "retract", id: "q", version: 1 };
  assert.equal(rebased(retract, before, { rule: STALE, current: { ...before, version: 2 } }).change.version, 2);
});

test("everything else is refused", () => {
  for (const rule of ["wrong-quote", "handed-in", "retired-theme"]) {
    assert.equal(rebased({ do: "edit", id: "a", note: "mine" }, BEFORE, { rule }), null);
  }
});

test("which of several changes is meant is read from what is there", () => {
  const changes = [
    { do: "edit", id: "a" },
    { do: "tag", id: "b", paragraph: 1, start: 0, end: 5 },
    { do: "ask", id: "q", passage: "c" },
  ];
  assert.equal(concerned(changes, { current: { id: "a" } }), 0);
  assert.equal(concerned(changes, { current: { id: "z", paragraph: 1, start: 0, end: 5 } }), 1);
  assert.equal(concerned(changes, { current: { withdrawn: ["c"] } }), 2);
  assert.equal(concerned(changes, { current: { id: "z" } }), -1);
  assert.equal(concerned(changes, {}), -1);
  assert.equal(concerned(changes.slice(0, 1), {}), 0);
});

test("a passage that stands in a corrected text by now is not changed by who has not seen it", () => {
  assert.equal(meet(EDITS.themes, { paragraph: 2 }), null);
  const moved = { rule: STALE, current: { ...BEFORE, paragraph: 2 } };
  assert.equal(rebased({ do: "withdraw", id: "a", version: 3 }, BEFORE, moved), null);
});
