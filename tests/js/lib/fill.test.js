// Words with values in them, whatever the values are.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fill } from "lib/fill";

test("each name is replaced, as often as it stands there", () => {
  assert.equal(fill("{code}: “{quote}”, {code}", { code: "TRD", quote: "Trade" }), "TRD: “Trade”, TRD");
});

test("a value is never read as words with names in them, nor as a pattern", () => {
  assert.equal(fill("{a} {b}", { a: "{b} $& $1", b: 0 }), "{b} $& $1 0");
});

test("what has no value is left out", () => {
  assert.equal(fill("{code} stays", {}), " stays");
});
