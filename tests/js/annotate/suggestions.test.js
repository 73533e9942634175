// Suggestions: what waits for its coder, what dismissing and accepting change, and where the dots go.

import assert from "node:assert/strict";
import { test } from "node:test";

import { rebased } from "annotate/rebase";
import { wordsOf } from "annotate/recall";
import { Store } from "annotate/store";
import { linesUnder, placeOf, shownScore } from "annotate/suggestions";

const THEMES = ["opening-up", "trade"].map((slug) => ({ slug, code: slug, is_retired: false }));
const ROWS = [suggested(0, 9, "opening-up"), suggested(0, 9, "trade"), suggested(10, 20, "trade")];

function suggested(start, end, theme) {
  const id = `1/${start}/${end}/${theme === "trade" ? 7 : 6}`;
  return { id, paragraph: 1, start, end, theme, score: 1, why: "trade" };
}

function makeStore(dismissed = []) {
  const paragraphs = [1, 2].map((id) => ({ id, ordinal: id, is_mine: true, is_read: false }));
  return new Store({ themes: THEMES, paragraphs, passages: [], questions: [], suggestions: ROWS, dismissed });
}

function waiting(store) {
  return store.suggestionsOf(1).map(({ id }) => id);
}

function tag(id, start, end, themes) {
  return { do: "tag", id, paragraph: 1, start, end, quote: "China", themes, accepts: themes };
}

test("all of a paragraph wait at first, and none of another", () => {
  const store = makeStore();
  assert.deepEqual(store.suggestionsOf(1), ROWS);
  assert.deepEqual(store.suggestionsOf(2), []);
});

test("what was dismissed before the page was opened does not wait", () => {
  assert.deepEqual(waiting(makeStore([{ id: "1/0/9/7", paragraph: 1, start: 0 }])), ["1/0/9/6", "1/10/20/7"]);
});

test("dismissing takes one away, and taking that back brings it again", () => {
  const store = makeStore();
  const done = store.apply([{ do: "dismiss", paragraph: 1, start: 0, end: 9, theme: "trade" }]);
  assert.deepEqual(done, [{ kind: "dismissal", id: "1/0/9/7", before: null, after: { paragraph: 1, start: 0 } }]);
  assert.deepEqual(waiting(store), ["1/0/9/6", "1/10/20/7"]);
  const undone = store.revert(done);
  assert.deepEqual(store.suggestionsOf(1), ROWS);
  store.revert(undone);
  assert.deepEqual(waiting(store), ["1/0/9/6", "1/10/20/7"]);
});

test("a tag of the theme on these words, or around them, answers a suggestion", () => {
  const store = makeStore();
  const done = store.apply([tag("a", 0, 9, ["trade"])]);
  assert.deepEqual(waiting(store), ["1/0/9/6", "1/10/20/7"]);
  store.apply([tag("b", 0, 30, ["trade"])]);
  assert.deepEqual(waiting(store), ["1/0/9/6"]);
  store.revert(done);
  assert.deepEqual(waiting(store), ["1/0/9/6"]);
});

test("a tag on a part of the words, or with another theme, answers none", () => {
  const store = makeStore();
  store.apply([tag("a", 0, 5, ["trade"])]);
  assert.deepEqual(store.suggestionsOf(1), ROWS);
});

test("acceptance is sent, and is not part of the passage", () => {
  const store = makeStore();
  store.apply([tag("a", 0, 9, ["trade"])]);
  assert.equal("accepts" in store.passage("a"), false);
});

test("a theme that is retired or called otherwise by a newer codebook is suggested no more, or by its new name", () => {
  const store = makeStore();
  store.learn([
    { slug: "opening-up", code: "OPEN", is_retired: true, former_slugs: [] },
    { slug: "commerce", code: "COM", is_retired: false, former_slugs: ["trade"] },
  ]);
  assert.deepEqual(waiting(store), ["1/0/9/7", "1/10/20/7"]);
  store.apply([tag("a", 0, 9, ["commerce"])]);
  assert.deepEqual(waiting(store), ["1/10/20/7"]);
});

test("the server's word counts: dismissed elsewhere, and brought back", () => {
  const store = makeStore();
  const nothing = { passages: [], withdrawn: [], readings: [], unread: [], questions: [], retracted: [] };
  store.settle({ ...nothing, dismissed: ["1/0/9/7"], restored: [] }, () => true);
  assert.equal(store.isDismissed("1/0/9/7"), true);
  store.settle({ ...nothing, dismissed: [], restored: ["1/0/9/7"] }, () => true);
  assert.equal(store.isDismissed("1/0/9/7"), false);
});

test("a page fetched anew brings what is suggested and dismissed by now", () => {
  const store = makeStore();
  const now = { passages: [], questions: [], paragraphs: [], suggestions: ROWS.slice(1) };
  store.reset({ ...now, dismissed: [{ id: "1/10/20/7", paragraph: 1, start: 10 }] });
  assert.deepEqual(waiting(store), ["1/0/9/7"]);
});

test("an accepted theme stays accepted when its words are a passage already", () => {
  const current = { id: "p", version: 3, themes: ["opening-up"], unsure: [], note: "" };
  const { change } = rebased(tag("a", 0, 9, ["trade"]), null, { rule: "passage-exists", current });
  assert.deepEqual([change.themes, change.accepts], [["opening-up", "trade"], ["trade"]]);
});

test("a step of which only the effects are known is told", () => {
  const effects = [{ kind: "dismissal", id: "1/0/9/7", before: null, after: { paragraph: 1, start: 0 } }];
  const words = wordsOf({ effects }, makeStore());
  assert.deepEqual(words, { name: "dismissed", values: { code: "trade", ordinal: 1 } });
});

test("a stretch has one line of dots, below the passages that it meets", () => {
  const passages = [{ id: "a", start: 0, end: 5 }, { id: "b", start: 3, end: 8 }];
  assert.deepEqual(linesUnder(ROWS, passages), [{ start: 0, end: 9, lane: 2 }, { start: 10, end: 20, lane: 0 }]);
});

test("an id says where its suggestion is, and a score is short", () => {
  assert.deepEqual(placeOf("12/340/355/7"), { paragraph: 12, start: 340 });
  assert.deepEqual([0.8249, 1, 0.05, 0.999].map(shownScore), [".82", "1", ".05", "1"]);
});
