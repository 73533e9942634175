// The queue of operations, with a server in place of fetch: nothing lost, nothing out of order, refusals taken back.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Operations } from "annotate/operations";
import { Store } from "annotate/store";

const UNDO = "/undo/00000000-0000-0000-0000-000000000000";
const NOTHING = { passages: [], withdrawn: [], readings: [], unread: [] };
let requests, answers, states, refusals, store, operations;

/** The server: answers in turn as the test says, and accepts whatever comes after. */
async function answer(address, { body, headers }) {
  requests.push({ address, headers, ...JSON.parse(body) });
  const { status = 200, error, ...more } = answers.shift() ?? {};
  if (status === 0) throw new TypeError("no network");
  return { status, json: async () => (error ? { error } : { ...NOTHING, ...more }) };
}

beforeEach(() => {
  [requests, answers, states, refusals] = [[], [], [], []];
  globalThis.document = { cookie: "a=1; csrftoken=secret" };
  globalThis.addEventListener = () => {};
  globalThis.fetch = answer;
  store = new Store({
    themes: [{ slug: "trade" }],
    paragraphs: [{ id: 1, is_mine: true, is_read: false }],
    passages: [],
    questions: [],
  });
  operations = new Operations({
    store,
    addresses: { operations: "/operations", undo: UNDO },
    round: 4,
    user: 7,
    codebookVersion: 2,
    onState: (state) => states.push(`${state.name} ${state.waiting}`),
    onRefused: (error, lost) => refusals.push([error.rule, lost.length]),
  });
});

function tag(id) {
  return { do: "tag", id, paragraph: 1, start: 0, end: 5, quote: "China", themes: ["trade"] };
}

test("a change is painted before it is sent, with round, codebook version and token", async () => {
  operations.do([tag("a")], "tagged");
  assert.equal(store.passage("a").version, 1);
  await operations.saved();
  const [{ address, round, op, changes, headers }] = requests;
  assert.deepEqual([address, round, headers["X-CSRFToken"], headers["X-Tifa-User"]], ["/operations", 4, "secret", 7]);
  assert.deepEqual(changes, [{ ...tag("a"), codebook_version: 2 }]);
  assert.match(op, /^[0-9a-f-]{36}$/);
  assert.deepEqual([states[0], states.at(-1)], ["saving 1", "saved 0"]);
});

test("operations are sent one after the other, in order", async () => {
  for (const id of ["a", "b", "c"]) operations.do([tag(id)], "tagged");
  assert.equal(requests.length, 1);
  await operations.saved();
  assert.deepEqual(requests.map(({ changes }) => changes[0].id), ["a", "b", "c"]);
});

test("an operation without an answer is sent again under the same id", async () => {
  answers = [{ status: 0 }, { status: 503 }];
  operations.do([tag("a")], "tagged");
  operations.do([tag("b")], "tagged");
  await operations.saved();
  const ids = requests.map(({ op }) => op);
  assert.deepEqual([ids[0] === ids[1], ids[1] === ids[2], ids.length], [true, true, 4]);
  assert.ok(states.includes("offline 2"));
  assert.equal(states.at(-1), "saved 0");
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

test("a refused operation is taken back with those that build on it, others stay", async () => {
  answers = [{ status: 422, error: { rule: "wrong-quote", message: "" } }];
  operations.do([tag("a")], "tagged");
  operations.do([{ do: "edit", id: "a", note: "clear" }], "noted");
  operations.do([tag("b")], "tagged");
  await operations.saved();
  assert.deepEqual([store.passage("a"), store.passage("b").version], [null, 1]);
  assert.deepEqual(refusals, [["wrong-quote", 2]]);
  assert.deepEqual(requests.map(({ changes }) => changes[0].id), ["a", "b"]);
});

test("what a refusal says is there or gone is shown instead", async () => {
  const question = { id: "q", version: 2, paragraph: 1, passage: null, text: "Trade?", answer: "Yes.", resolved: false };
  store.put("question", "q", { ...question, version: 1, answer: "" });
  for (const id of ["a", "b"]) store.put("passage", id, { ...tag(id), version: 1 });
  answers = [
    { status: 404, error: { rule: "not-found", message: "", current: { withdrawn: ["a"] } } },
    { status: 409, error: { rule: "stale", message: "", current: { ...tag("b"), version: 7 } } },
    { status: 409, error: { rule: "answered", message: "", current: question } },
  ];
  operations.do([{ do: "edit", id: "a", note: "clear" }], "noted");
  operations.do([{ do: "edit", id: "b", note: "clear" }], "noted");
  operations.do([{ do: "reword", id: "q", text: "Or not?" }], "asked");
  await operations.saved();
  assert.deepEqual([store.passage("a"), store.passage("b").version], [null, 7]);
  assert.deepEqual(store.question("q"), question);
});
