// Code points and UTF-16: checked against Array.from, which walks a text code point by code point.

import assert from "node:assert/strict";
import { test } from "node:test";

import { TextIndex } from "annotate/offsets";

const TEXTS = ["", "plain", "对外开放", "a😀b", "😀😀", "𠮷野家𪚥", "🇨🇳 e\u0301 👩‍👩‍👧‍👦", "\u202eright\u202c مرحبا"];

for (const text of TEXTS) {
  const points = Array.from(text);
  const starts = points.map((_, at) => points.slice(0, at).join("").length).concat(text.length);

  test(`every code point of ${JSON.stringify(text)} is found in both counts`, () => {
    const index = new TextIndex(text);
    assert.equal(index.length, points.length);
    assert.deepEqual(starts.map((_, cp) => index.toU16(cp)), starts);
    assert.deepEqual(starts.map((u16) => index.toCp(u16)), starts.map((_, cp) => cp));
  });

  test(`every slice of ${JSON.stringify(text)} has the characters between its ends`, () => {
    const index = new TextIndex(text);
    for (let start = 0; start <= points.length; start += 1) {
      for (let end = start; end <= points.length; end += 1) {
        assert.equal(index.slice(start, end), points.slice(start, end).join(""));
      }
    }
  });
}

test("an offset inside a surrogate pair gives way outwards", () => {
  const index = new TextIndex("a😀b😀");
  assert.deepEqual([index.toCp(2, "floor"), index.toCp(2, "ceil")], [1, 2]);
  assert.deepEqual([index.toCp(5, "floor"), index.toCp(5, "ceil")], [3, 4]);
});

test("the side changes nothing where no pair is cut", () => {
  const index = new TextIndex("a😀b");
  assert.deepEqual([0, 1, 3, 4].map((u16) => index.toCp(u16, "ceil")), [0, 1, 2, 3]);
});
