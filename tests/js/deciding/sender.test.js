// Decisions leave in the order in which they were made, one at a time, again where nobody answered, and never twice.

import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.addEventListener = () => {};
globalThis.document = { cookie: "csrftoken=abc" };
globalThis.DOMParser = class {
  parseFromString(text) {
    return { text, querySelector: () => (text.startsWith("answer") ? {} : null) };
  }
};
const { Sender } = await import("deciding/sender");

/** A sender whose server answers as `answers` say, one after the other; what was sent and told. */
function sending(answers) {
  const [sent, told, states] = [[], [], []];
  globalThis.fetch = async (_address, { body }) => {
    sent.push(body);
    const answer = answers.shift() ?? { status: 200, text: "answer" };
    if (answer === "no network") throw new TypeError(answer);
    return { ok: answer.status < 400, status: answer.status, redirected: false, text: async () => answer.text };
  };
  const sender = new Sender({
    onAnswer: (step, { ok }) => told.push([step.name, ok]),
    onState: (name) => {
      states.push(name);
      if (name === "offline" || name === "signed-out") setTimeout(() => sender.hurry());
    },
  });
  const put = (name) => sender.put({ name, address: "/", user: 1, body: () => name });
  return { sender, put, sent, told, states };
}

test("steps are sent in their order, each after the answer to the one before", async () => {
  const { sender, put, sent, told, states } = sending([]);
  ["one", "two", "three"].forEach(put);
  assert.equal(sender.waiting, 3);
  await sender.idle();
  assert.deepEqual(sent, ["one", "two", "three"]);
  assert.deepEqual(told, [["one", true], ["two", true], ["three", true]]);
  await sender.running;
  assert.equal(states.at(-1), "saved");
});

test("what nobody answered is sent again, before anything else", async () => {
  const busy = { status: 503, text: "answer" };
  const { sender, put, sent, told } = sending(["no network", busy, { status: 200, text: "a page to sign in" }]);
  ["one", "two"].forEach(put);
  await sender.idle();
  assert.deepEqual(sent, ["one", "one", "one", "one", "two"]);
  assert.deepEqual(told, [["one", true], ["two", true]]);
});

test("a refusal is told, and what was built on it can be dropped", async () => {
  const { sender, put, sent, told } = sending([{ status: 409, text: "answer" }]);
  sender.onAnswer = (step, { ok }) => {
    told.push([step.name, ok]);
    if (!ok) sender.drop(({ name }) => name === "two");
  };
  ["one", "two", "three"].forEach(put);
  await sender.idle();
  assert.deepEqual([sent, told], [["one", "three"], [["one", false], ["three", true]]]);
});
