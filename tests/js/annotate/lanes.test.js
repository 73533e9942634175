// Lanes: overlapping passages never share one. That they are the server's lanes is tried in test_lanes.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { assignLanes, inPaintingOrder } from "annotate/lanes";

/** The lanes of [start, end) spans with ids 0, 1, 2 …, in that order. */
function lanesOf(...pairs) {
  const lanes = assignLanes(pairs.map(([start, end], id) => ({ id, start, end })));
  return pairs.map((_, id) => lanes.get(id));
}

test("no passages need no lane", () => {
  assert.equal(assignLanes([]).size, 0);
});

test("passages that touch share a lane", () => {
  assert.deepEqual(lanesOf([0, 5], [5, 9]), [0, 0]);
});

test("five nested passages get five lanes, the outermost first", () => {
  assert.deepEqual(lanesOf([4, 6], [0, 10], [1, 9], [2, 8], [3, 7]), [4, 0, 1, 2, 3]);
});

test("equal stretches are ordered by id", () => {
  assert.deepEqual(lanesOf([0, 3], [0, 3], [0, 3]), [0, 1, 2]);
});

test("a lane is used again when it is free", () => {
  assert.deepEqual(lanesOf([0, 4], [2, 8], [5, 9]), [0, 1, 0]);
});

test("ordering leaves the given list alone", () => {
  const spans = [{ id: "b", start: 5, end: 6 }, { id: "a", start: 0, end: 3 }];
  assert.deepEqual(inPaintingOrder(spans).map(({ id }) => id), ["a", "b"]);
  assert.deepEqual(spans.map(({ id }) => id), ["b", "a"]);
});
