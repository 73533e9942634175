// The outbox where there is no disk: it forgets nothing while the page lives, and says that it keeps nothing longer.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makeOutbox } from "../memory.mjs";

const ops = async (outbox, list) => (await outbox.all(list)).map(({ op }) => op);

test("entries keep their order; the first one is next", async () => {
  const outbox = makeOutbox();
  for (const op of ["1", "2", "3"]) outbox.add("waiting", { op });
  assert.deepEqual([await ops(outbox, "waiting"), (await outbox.first("waiting")).op], [["1", "2", "3"], "1"]);
  assert.equal(outbox.isDurable, false);
});

test("an entry is replaced in its place, moved to another list, or forgotten", async () => {
  const outbox = makeOutbox();
  for (const op of ["1", "2", "3"]) await outbox.add("waiting", { op });
  const [first, second] = await outbox.all("waiting");
  await outbox.replace("waiting", { ...first, op: "one" });
  await outbox.move("waiting", "told", second);
  assert.deepEqual([await ops(outbox, "waiting"), await ops(outbox, "told")], [["one", "3"], ["2"]]);
  await outbox.forget("told", "2");
  assert.deepEqual(await ops(outbox, "told"), []);
});
