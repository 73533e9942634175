// The store: changes are there at once, and every one of them can be taken back, refused or confirmed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Store } from "annotate/store";

const THEMES = ["opening-up", "trade", "bri"].map((slug) => ({ slug }));

/** A document of two paragraphs to be tagged (1, 2) and a title (9). */
function makeStore({ passages = [], questions = [] } = {}) {
  const paragraphs = [9, 1, 2].map((id) => ({ id, is_mine: id !== 9, is_read: false }));
  return new Store({ themes: THEMES, paragraphs, passages, questions });
}

function tag(id, { paragraph = 1, start = 0, end = 5, themes = ["trade"] } = {}) {
  return { do: "tag", id, paragraph, start, end, quote: "China", themes };
}

test("a tag is there at once, with its first version", () => {
  const store = makeStore();
  store.apply([tag("a")]);
  const { themes, version, note, unsure } = store.passage("a");
  assert.deepEqual({ themes, version, note, unsure }, { themes: ["trade"], version: 1, note: "", unsure: [] });
  assert.equal(store.passageAt({ paragraph: 1, start: 0, end: 5 }).id, "a");
});

test("passages of a paragraph come in the order of the text, the longest first", () => {
  const store = makeStore();
  store.apply([tag("c", { start: 3 }), tag("b"), tag("a"), tag("long", { end: 9 }), tag("other", { paragraph: 2 })]);
  assert.deepEqual(store.passagesOf(1).map(({ id }) => id), ["long", "a", "b", "c"]);
});

test("an edit keeps what it does not name and counts the version on", () => {
  const store = makeStore();
  store.apply([tag("a")]);
  store.apply([{ do: "edit", id: "a", version: 1, note: "clear" }]);
  const { themes, note, version } = store.passage("a");
  assert.deepEqual({ themes, note, version }, { themes: ["trade"], note: "clear", version: 2 });
});

test("a paragraph's state follows its reading and its tags", () => {
  const store = makeStore();
  assert.deepEqual([9, 1].map((id) => store.stateOf(id)), ["silent", "unread"]);
  store.apply([tag("a")]);
  assert.equal(store.stateOf(1), "started");
  store.apply([{ do: "read", paragraphs: [1, 2] }]);
  assert.deepEqual([1, 2].map((id) => store.stateOf(id)), ["tagged", "none"]);
});

test("taking a step back and forth again gives the same, under a newer version", () => {
  const store = makeStore();
  store.apply([tag("a")]);
  const done = store.apply([{ do: "withdraw", id: "a", version: 1 }, { do: "read", paragraphs: [1] }]);
  const undone = store.revert(done);
  assert.equal(store.passage("a").version, 2);
  assert.equal(store.isRead(1), false);
  store.revert(undone);
  assert.equal(store.passage("a"), null);
  assert.equal(store.isRead(1), true);
});

test("several changes of one thing in a step are taken back together", () => {
  const store = makeStore();
  const step = store.apply([tag("a"), { do: "edit", id: "a", version: 1, note: "clear" }]);
  store.revert(step);
  assert.equal(store.passage("a"), null);
});

test("what the server refused is forgotten with its version", () => {
  const store = makeStore();
  store.apply([tag("a")]);
  store.forget(store.apply([{ do: "edit", id: "a", version: 1, note: "clear" }]));
  assert.deepEqual([store.passage("a").version, store.passage("a").note, store.nextVersion("a")], [1, "", 2]);
});

test("what was done elsewhere is put on top, and counts in the versions", () => {
  const store = makeStore();
  const [effect] = makeStore().apply([tag("a")]);
  store.replay([{ ...effect, after: { ...effect.after, version: 4 } }]);
  assert.deepEqual([store.passage("a").themes, store.nextVersion("a")], [["trade"], 5]);
  store.replay([{ kind: "passage", id: "b", before: null, after: null }]);
});

test("what comes back after a reload gets the version after the last", () => {
  const store = makeStore();
  const [effect] = makeStore().apply([tag("a")]);
  const taken = [{ ...effect, before: { ...effect.after, version: 3 }, after: null }];
  store.remember(taken);
  store.revert(taken);
  assert.equal(store.passage("a").version, 4);
});

test("the server's whole state takes the place of everything, and only what changed is drawn", () => {
  const store = makeStore();
  store.apply([tag("a"), tag("b", { paragraph: 2 }), { do: "read", paragraphs: [1] }]);
  const heard = [];
  store.onChange((paragraphs) => heard.push([...paragraphs].sort()));
  const kept = { ...store.passage("b") };
  store.reset({ passages: [kept], questions: [], paragraphs: [{ id: 1, is_read: false }, { id: 2, is_read: true }] });
  assert.deepEqual([store.passage("a"), store.passage("b")], [null, kept]);
  assert.deepEqual([store.isRead(1), store.isRead(2)], [false, true]);
  assert.deepEqual(heard, [[1, 2]]);
});

test("the server's state is taken where nothing unsent waits for it", () => {
  const store = makeStore();
  store.apply([tag("a"), tag("b", { start: 1 })]);
  const told = (id) => ({ ...store.passage(id), version: 7 });
  const outcome = { passages: [told("a"), told("b")], withdrawn: [], readings: [], unread: [] };
  store.settle(outcome, (_kind, id) => id === "a");
  assert.deepEqual(["a", "b"].map((id) => store.passage(id).version), [7, 1]);
});

test("listeners hear which paragraphs changed", () => {
  const store = makeStore();
  const heard = [];
  store.onChange((paragraphs) => heard.push([...paragraphs]));
  store.apply([tag("a"), { do: "read", paragraphs: [2] }]);
  assert.deepEqual(heard, [[1, 2]]);
});

test("themes stand in the codebook's order", () => {
  assert.deepEqual(makeStore().inOrder(new Set(["bri", "opening-up"])), ["opening-up", "bri"]);
});

test("a theme that is not known stands behind the others, and throws nothing", () => {
  const store = makeStore();
  assert.deepEqual(store.inOrder(["new", "bri", "trade", "newer"]), ["trade", "bri", "new", "newer"]);
});

test("what a newer codebook calls otherwise is called so everywhere, and keeps its key", () => {
  const store = makeStore();
  store.themes.get("trade").key = "2";
  store.apply([tag("a", { themes: ["trade", "bri"] })]);
  const touched = [];
  store.onChange((paragraphs) => touched.push(...paragraphs));
  const former = { commerce: ["trade"] };
  store.learn(["commerce", "bri", "new"].map((slug) => ({ slug, former_slugs: former[slug] ?? [] })));
  assert.deepEqual([store.passage("a").themes, store.passage("a").version], [["commerce", "bri"], 1]);
  assert.deepEqual(touched, [1]);
  assert.deepEqual([store.themes.get("commerce").key, store.themes.get("new").key], ["2", ""]);
  assert.deepEqual(["trade", "bri", "unheard"].map((slug) => store.called(slug)), ["commerce", "bri", "unheard"]);
  store.put("passage", "b", { ...store.passage("a"), id: "b", themes: ["trade"], unsure: ["trade"] });
  assert.deepEqual([store.passage("b").themes, store.passage("b").unsure], [["commerce"], ["commerce"]]);
});
