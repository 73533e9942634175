// The sender and what becomes of refusals, with a server in place of fetch: nothing lost, doubled or out of order.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Sender } from "annotate/sender";

import { makeOutbox, serve } from "../memory.mjs";

let requests, answers, news, outbox, sender;

beforeEach(() => {
  [requests, answers, news] = [[], [], []];
  serve({ requests, answers });
  outbox = makeOutbox();
  sender = new Sender({ user: 7, outbox, onNews: (each) => news.push(each) });
});

function step(op, more = {}) {
  const changes = [{ do: "tag", id: `p${op}`, paragraph: 1, start: 0, end: 5, themes: ["trade"] }];
  const effects = [{ kind: "passage", id: `p${op}`, before: null, after: { id: `p${op}`, themes: ["trade"] } }];
  return { op, words: { name: "tagged", values: {} }, effects, address: "/operations", body: { op, changes }, ...more };
}

function edit(op, id, fields, before) {
  const effects = [{ kind: "passage", id, before, after: { ...before, ...fields } }];
  return step(op, { effects, body: { op, changes: [{ do: "edit", id, version: 1, ...fields }] } });
}

function stale(current) {
  return { status: 409, error: { rule: "stale", message: "", current } };
}

function undo(op, of) {
  const effects = [{ kind: "passage", id: `p${of}`, before: {}, after: null }];
  return step(op, { undoes: of, address: `/undo/${of}`, body: { op }, effects });
}

/** Everything is sent; waits are skipped. */
async function send(...steps) {
  for (const each of steps) await outbox.add("waiting", each);
  mock.timers.enable({ apis: ["setTimeout"] });
  sender.wake();
  for (let turn = 0; turn < 400 && (sender.isRunning || (await outbox.first("waiting"))); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(1000);
  }
  mock.timers.reset();
}

const ops = () => requests.map(({ op }) => op);
const kinds = () => news.filter(({ kind }) => kind !== "state").map(({ kind, step: { op } }) => `${kind} ${op}`);
const states = () => news.filter(({ kind }) => kind === "state").map(({ name }) => name);

test("steps are sent one after the other, with token and user, and told", async () => {
  await send(step("1"), step("2"), step("3"));
  assert.deepEqual([ops(), kinds()], [["1", "2", "3"], ["told 1", "told 2", "told 3"]]);
  const { headers } = requests[0];
  assert.deepEqual([headers["X-CSRFToken"], headers["X-Tifa-User"]], ["secret", "7"]);
  assert.deepEqual((await outbox.all("told")).map(({ op, nth }) => [op, nth]), [["1", 1], ["2", 2], ["3", 3]]);
  assert.equal(states().at(-1), "idle");
});

const AGAIN = {
  "no network": [{ status: 0 }, "offline"],
  "a server that fails": [{ status: 500 }, "busy"],
  "a server that is busy": [{ status: 503 }, "busy"],
  "too much at once": [{ status: 429, wait: "2" }, "busy"],
  "a page that is not ours": [{ html: "<h1>Hotel</h1>" }, "offline"],
  "JSON that is not ours": [{ op: "another" }, "offline"],
  "a refusal that is not ours": [{ status: 404, html: "{}" }, "offline"],
  "nobody signed in": [{ status: 401, error: { rule: "not-signed-in" } }, "signed-out"],
  "an old token": [{ status: 403, error: { rule: "csrf" } }, "signed-out"],
};

for (const [name, [answer, state]] of Object.entries(AGAIN)) {
  test(`after ${name} the same step is sent again, before the others`, async () => {
    answers.push(answer, answer);
    await send(step("1"), step("2"));
    assert.deepEqual(ops(), ["1", "1", "1", "2"]);
    assert.deepEqual(states().slice(0, 2), [state, state]);
    assert.deepEqual(kinds(), ["told 1", "told 2"]);
  });
}

test("a server that says how long to wait is left alone so long, whoever is in a hurry", async () => {
  answers.push({ status: 429, wait: "60" });
  await outbox.add("waiting", step("1"));
  mock.timers.enable({ apis: ["setTimeout"] });
  sender.wake();
  const pass = async (milliseconds) => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(milliseconds);
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  await pass(30_000);
  sender.hurry();
  await pass(0);
  assert.equal(requests.length, 1);
  await pass(31_000);
  assert.equal(requests.length, 2);
  mock.timers.reset();
});

test("a step put in while the last one is told is sent, too", async () => {
  sender.onNews = ({ kind, step: told }) => {
    if (kind === "told" && told.op === "1") outbox.add("waiting", step("2")).then(() => sender.wake());
  };
  await send(step("1"));
  assert.deepEqual(ops(), ["1", "2"]);
});

test("what is refused waits to be read; what was built on it goes along, the others are sent", async () => {
  answers.push({ status: 422, error: { rule: "wrong-quote", message: "no" } });
  await send(step("1"), edit("2", "p1", { note: "clear" }, { id: "p1" }), step("3"), undo("4", "2"));
  assert.deepEqual([ops(), kinds()], [["1", "3"], ["refused 1", "told 3"]]);
  assert.deepEqual(news.find(({ kind }) => kind === "refused").lost, ["1", "2", "4"]);
  const [kept] = await outbox.all("refused");
  assert.deepEqual([kept.op, kept.error.rule, kept.also.length], ["1", "wrong-quote", 1]);
});

test("an edit of what changed elsewhere is put onto it and sent again under its id", async () => {
  const before = { id: "a", version: 1, themes: ["trade"], unsure: [], note: "" };
  const current = { ...before, version: 5, themes: ["trade", "bri"] };
  answers.push(stale(current));
  await send(edit("1", "a", { themes: ["trade", "security"] }, before));
  assert.deepEqual(ops(), ["1", "1"]);
  const [change] = requests[1].changes;
  assert.deepEqual([change.version, change.themes], [5, ["trade", "bri", "security"]]);
});

test("it is not tried for ever", async () => {
  const before = { id: "a", version: 1, themes: ["trade"], unsure: [], note: "" };
  for (let version = 5; version < 30; version += 1) {
    answers.push(stale({ ...before, version }));
  }
  await send(edit("1", "a", { note: "mine" }, before));
  assert.ok(requests.length < 10);
  assert.deepEqual(kinds(), ["refused 1"]);
});

test("two notes wait for their coder, and everything else goes on", async () => {
  const before = { id: "a", version: 1, themes: ["trade"], unsure: [], note: "" };
  answers.push(stale({ ...before, version: 2, note: "theirs" }));
  const later = edit("2", "a", { unsure: ["trade"] }, { ...before, note: "mine" });
  await send(edit("1", "a", { note: "mine" }, before), later);
  assert.deepEqual([ops(), kinds()], [["1", "2"], ["refused 1", "told 2"]]);
  const [kept] = await outbox.all("refused");
  assert.deepEqual([kept.conflict.mine.note, kept.conflict.theirs.note], ["mine", "theirs"]);
});

test("a tag on words that are a passage elsewhere becomes an edit, and later steps mean that passage", async () => {
  const current = { id: "b", version: 4, paragraph: 1, start: 0, end: 5, themes: ["bri"], unsure: [], note: "" };
  answers.push({ status: 409, error: { rule: "passage-exists", message: "", current } });
  await send(step("1"), edit("2", "p1", { note: "clear" }, { id: "p1", themes: ["trade"] }));
  const [, second, third] = requests.map(({ changes }) => changes[0]);
  assert.deepEqual([second.do, second.id, second.themes], ["edit", "b", ["bri", "trade"]]);
  assert.deepEqual([third.id, third.note], ["b", "clear"]);
  assert.deepEqual(kinds(), ["became 1", "told 1", "told 2"]);
});

test("undoing what left nothing to do is not sent", async () => {
  answers.push({ status: 404, error: { rule: "not-found", message: "", current: { withdrawn: ["a"] } } });
  const withdraw = step("1", { body: { op: "1", changes: [{ do: "withdraw", id: "a", version: 1 }] } });
  await send(withdraw, undo("2", "1"), undo("3", "2"), step("4"));
  assert.deepEqual([ops(), kinds()], [["1", "4"], ["dropped 1", "told 4"]]);
  assert.deepEqual(await outbox.all("refused"), []);
});

test("one of several changes is asked about, the others are sent", async () => {
  const before = { id: "a", version: 1, themes: ["trade"], unsure: [], note: "" };
  const both = edit("1", "a", { note: "mine" }, before);
  both.body.changes.push({ do: "read", paragraphs: [1] });
  answers.push(stale({ ...before, version: 2, note: "theirs" }));
  await send(both);
  assert.deepEqual(requests[1].changes, [{ do: "read", paragraphs: [1] }]);
  assert.deepEqual([kinds(), (await outbox.all("refused")).length], [["refused 1", "told 1"], 1]);
});
