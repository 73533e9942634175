import assert from "node:assert/strict";
import { test } from "node:test";

import { excerpt, fold, marked } from "annotate/fold";

const hits = (text, words) => marked(text, words).filter((piece) => piece[1]).map((piece) => piece[0]);

test("case, width, accents and punctuation do not count", () => {
  assert.equal(fold("Ｏpening-Up, “ÉTAT”  ΛΌΓΟΣ"), "opening up etat λογοσ");
});

test("simplified and traditional letters stay apart", () => {
  assert.notEqual(fold("双循环"), fold("雙循環"));
});

test("the pieces are the text, whatever is marked", () => {
  const text = "A “café” – 对外开放 (ﬁnance) 😀 e\u0301tat";
  for (const words of [["cafe"], ["开放"], ["fi"], ["etat", "a"], ["nowhere"], ["😀"]]) {
    assert.equal(marked(text, words).map((piece) => piece[0]).join(""), text);
  }
});

test("a hit is marked in the text as written", () => {
  assert.deepEqual(hits("The ＣＡＦÉ opens", ["cafe"]), ["ＣＡＦÉ"]);
  assert.deepEqual(hits("科技自立自强", ["自立"]), ["自立"]);
  assert.deepEqual(hits("ﬁnance", ["fi"]), ["ﬁ"]);
});

test("beginnings of words are marked before insides of words", () => {
  assert.deepEqual(hits("a chart of art", ["art"]), ["art"]);
  assert.deepEqual(hits("a chart", ["art"]), ["art"]);
});

test("hits that overlap are marked once", () => {
  assert.deepEqual(hits("opening", ["open", "opening"]).join(""), "opening");
});

test("an excerpt begins shortly before the hit and is not much longer than asked", () => {
  const text = `${"word ".repeat(40)}needle ${"more ".repeat(60)}`;
  const pieces = excerpt(text, ["needle"], 100);
  const shown = pieces.map((piece) => piece[0]).join("");
  assert.match(shown, /^… (word )+needle (more )+more…$/);
  assert.ok(shown.length < 110, shown);
});

test("an excerpt of a short text is the text", () => {
  assert.deepEqual(excerpt("one needle", ["needle"]), [["one ", false], ["needle", true]]);
});
