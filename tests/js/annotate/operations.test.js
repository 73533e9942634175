// What the coder did, on its way: painted first, kept, taken up again after a reload, shown in other windows.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Operations } from "annotate/operations";
import { Sender } from "annotate/sender";
import { Store } from "annotate/store";

import { makeOutbox, serve } from "../memory.mjs";

const ADDRESSES = { operations: "/operations", undo: "/undo/00000000-0000-0000-0000-000000000000" };
const WORK = { document: 3, round: 4 };
const NEW = { steps: { done: [], undone: [] }, step: 0 };
let requests, answers, states, refusals, told, outbox, store, operations, now;

function makeStore() {
  const paragraphs = [{ id: 1, is_mine: true, is_read: false }];
  return new Store({ themes: [{ slug: "trade" }, { slug: "bri" }], paragraphs, passages: [], questions: [] });
}

/** A window: its store, its steps; with `isSending` it sends what waits. */
function makeWindow({ isSending = true } = {}) {
  const onNews = (news) => {
    told.push(news);
    operations.hear(news);
  };
  const sender = new Sender({ user: 7, outbox, onNews });
  return new Operations({
    store,
    outbox,
    work: WORK,
    addresses: ADDRESSES,
    codebookVersion: 2,
    tell: (news) => told.push(news),
    wake: () => isSending && sender.wake(),
    refresh: async () => now,
    onState: (state) => states.push(`${state.name} ${state.waiting}`),
    onRefused: (step) => refusals.push([step.error.rule, step.also?.length]),
  });
}

beforeEach(() => {
  [requests, answers, states, refusals, told, now] = [[], [], [], [], [], null];
  serve({ requests, answers });
  outbox = makeOutbox();
  store = makeStore();
  operations = makeWindow();
});

/** The page is opened again: everything but the outbox is new. */
async function reload({ isSending = false, ...page } = {}) {
  store = makeStore();
  operations = makeWindow({ isSending });
  await operations.start({ ...NEW, ...page });
}

function tag(id, start = 0) {
  return { do: "tag", id, paragraph: 1, start, end: 5, quote: "China", themes: ["trade"] };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test("a change is painted before it is sent, with round and codebook version", async () => {
  operations.do([tag("a")], "tagged");
  assert.equal(store.passage("a").version, 1);
  assert.equal(requests.length, 0);
  await operations.saved();
  const [{ address, round, op, changes }] = requests;
  assert.deepEqual([address, round], ["/operations", 4]);
  assert.deepEqual(changes, [{ ...tag("a"), codebook_version: 2 }]);
  assert.match(op, /^[0-9a-f-]{36}$/);
  assert.deepEqual([states[0], states.at(-1)], ["saving 1", "saved 0"]);
});

test("what the disk does not have yet is not said to wait for the network", async () => {
  operations = makeWindow({ isSending: false });
  operations.hear({ kind: "state", name: "offline" });
  operations.do([tag("a")], "tagged");
  assert.equal(states.at(-1), "saving 1");
  await settled();
  assert.equal(states.at(-1), "offline 1");
});

test("operations are sent one after the other, in order", async () => {
  for (const id of ["a", "b", "c"]) operations.do([tag(id)], "tagged");
  await operations.saved();
  assert.deepEqual(requests.map(({ changes }) => changes[0].id), ["a", "b", "c"]);
});

test("an edit carries the version that is there now, also of a passage not yet saved", async () => {
  operations.do([tag("a")], "tagged");
  operations.do([{ do: "edit", id: "a", note: "clear" }], "noted");
  await operations.saved();
  assert.equal(requests[1].changes[0].version, 1);
});

test("undo is an operation on the address of the one it takes back, redo one of the undo", async () => {
  operations.do([tag("a")], "tagged");
  operations.undo();
  assert.equal(store.passage("a"), null);
  operations.redo();
  assert.equal(store.passage("a").version, 2);
  await operations.saved();
  const [first, second, third] = requests;
  assert.equal(second.address, `/undo/${first.op}`);
  assert.equal(third.address, `/undo/${second.op}`);
});

test("there may be nothing to undo or redo, and a new change leaves nothing to redo", async () => {
  assert.deepEqual([operations.undo(), operations.redo()], [null, null]);
  operations.do([tag("a")], "tagged");
  operations.undo();
  operations.do([tag("b")], "tagged");
  assert.equal(operations.redo(), null);
  await operations.saved();
});

test("what waits is there again after a reload, in order, and can be undone", async () => {
  operations = makeWindow({ isSending: false });
  operations.do([tag("a")], "tagged");
  operations.do([{ do: "edit", id: "a", note: "clear" }], "noted");
  operations.do([tag("b", 1)], "tagged");
  operations.undo();
  await settled();
  await reload();
  assert.deepEqual([store.passage("a").note, store.passage("b"), operations.waiting.size], ["clear", null, 4]);
  operations.redo();
  operations.undo();
  operations.undo();
  assert.equal(store.passage("a").note, "");
});

test("the steps that the server recalls are undone, also what it had taken already and still waits", async () => {
  operations = makeWindow({ isSending: false });
  operations.do([tag("a")], "tagged");
  await settled();
  const [{ op, effects }] = await outbox.all("waiting");
  const older = { op: "older", effects: [{ kind: "reading", id: 1, before: null, after: { paragraph: 1 } }] };
  await reload({ steps: { done: [older, { op, effects }], undone: [] } });
  operations.undo();
  operations.undo();
  assert.deepEqual([store.passage("a"), operations.undo()], [null, null]);
});

test("a step too large to be told is undone on the server, and its answer is shown", async () => {
  answers.push({ unread: [1] });
  await reload({ isSending: true, steps: { done: [{ op: "rest", effects: null }], undone: [] } });
  store.put("reading", 1, { paragraph: 1 });
  assert.equal(operations.undo().op, "rest");
  await operations.saved();
  assert.deepEqual([requests[0].address, store.isRead(1)], ["/undo/rest", false]);
});

test("a page from before shows what was answered since; a newer one forgets it", async () => {
  operations.do([tag("a")], "tagged");
  await operations.saved();
  await reload({ step: 0 });
  assert.equal(store.passage("a").themes[0], "trade");
  assert.equal(operations.past.done.length, 1);
  await reload({ step: 1 });
  assert.deepEqual([store.passage("a"), await outbox.all("told")], [null, []]);
});

test("a step of another window is shown and counts, and is not doubled when it was told already", async () => {
  const [effect] = makeStore().apply([tag("a")]);
  const step = { op: "x", words: "tagged", effects: [effect], body: {}, work: WORK };
  operations.hear({ kind: "done", step });
  assert.deepEqual([store.passage("a").id, operations.waiting.size], ["a", 1]);
  operations.hear({ kind: "told", step, outcome: { passages: [], withdrawn: [], readings: [], unread: [] } });
  operations.hear({ kind: "done", step });
  assert.equal(operations.waiting.size, 0);
  operations.hear({ kind: "done", step: { ...step, op: "y", work: { ...WORK, document: 99 } } });
  assert.equal(operations.waiting.size, 0);
});

/** A step that waits here, and on the disk no more: it was sent while this window heard nothing. */
async function sentUnheard() {
  operations = makeWindow({ isSending: false });
  operations.do([tag("a")], "tagged");
  await settled();
  for (const step of operations.waiting.values()) step.isKept = true; // as on a disk
  const [{ place }] = await outbox.all("waiting");
  await outbox.remove("waiting", place);
  now = { passages: [], questions: [], paragraphs: [{ id: 1, is_read: true }], ...NEW };
}

const isAsTheServerSays = () =>
  assert.deepEqual([operations.waiting.size, store.passage("a"), store.isRead(1)], [0, null, true]);

test("after a sleep the disk says what still waits, and the server how it is", async () => {
  await sentUnheard();
  await operations.catchUp();
  isAsTheServerSays();
});

test("a window that was closed when it had sent, and before it told, leaves nobody waiting", async () => {
  await sentUnheard();
  operations.hear({ kind: "state", name: "idle" });
  await settled();
  isAsTheServerSays();
});

test("what another window did is sent from here, should that one be closed", async () => {
  const [effect] = makeStore().apply([tag("a")]);
  const step = { op: "x", words: "tagged", effects: [effect], body: { op: "x" }, address: "/operations", work: WORK };
  await outbox.add("waiting", step);
  operations.hear({ kind: "done", step });
  await operations.saved();
  assert.deepEqual(requests.map(({ op }) => op), ["x"]);
});

test("after a refusal the server's state is shown, when nothing waits any more", async () => {
  answers.push({ status: 422, error: { rule: "wrong-quote", message: "" } });
  now = { passages: [], questions: [], paragraphs: [], ...NEW };
  operations.do([tag("a")], "tagged");
  operations.do([{ do: "edit", id: "a", note: "clear" }], "noted");
  operations.do([tag("b")], "tagged");
  await operations.saved();
  await settled();
  assert.deepEqual([store.passage("a"), store.passage("b"), operations.past.done], [null, null, []]);
  assert.deepEqual(refusals, [["wrong-quote", 1]]);
  assert.deepEqual(requests.map(({ changes }) => changes[0].id), ["a", "b"]);
});

test("what was refused is told again after a reload, until it was read", async () => {
  answers.push({ status: 422, error: { rule: "wrong-quote", message: "" } });
  operations.do([tag("a")], "tagged");
  await operations.saved();
  refusals = [];
  await reload();
  assert.deepEqual(refusals, [["wrong-quote", 0]]);
  const [{ op }] = await outbox.all("refused");
  await outbox.forget("refused", op);
  refusals = [];
  await reload();
  assert.deepEqual(refusals, []);
});

test("a tag whose words were a passage elsewhere is that passage from now on", async () => {
  const current = { ...tag("b"), version: 4, themes: ["bri"], unsure: [], note: "" };
  answers.push({ status: 409, error: { rule: "passage-exists", message: "", current } });
  answers.push({ passages: [{ ...current, version: 5, themes: ["trade", "bri"] }] });
  operations.do([tag("a")], "tagged");
  await operations.saved();
  assert.deepEqual([store.passage("a"), store.passage("b").themes], [null, ["trade", "bri"]]);
  operations.undo();
  assert.deepEqual(store.passage("b").themes, ["bri"]);
  await operations.saved();
});

test("one's own version is kept on top of what is there, or anew where it is gone", async () => {
  store.put("passage", "a", { ...tag("a"), version: 6, unsure: [], note: "theirs" });
  const change = { do: "edit", id: "a", version: 2, note: "mine" };
  const mine = { ...tag("a"), note: "mine", unsure: [] };
  operations.keepMine({ conflict: { mine, change }, words: "noted" });
  assert.equal(store.passage("a").note, "mine");
  store.put("passage", "a", null);
  operations.keepMine({ conflict: { mine, change }, words: "noted" });
  await operations.saved();
  const [edit, anew] = requests.map(({ changes }) => changes[0]);
  assert.deepEqual([edit.version, anew.do, anew.note], [6, "tag", "mine"]);
  assert.notEqual(anew.id, "a");
});
