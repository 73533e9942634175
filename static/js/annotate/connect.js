// Connects the coder's steps with the disk, the sender and the other windows of the same browser. Reads the JSON in
// #annotate-data, of this page or of the same page fetched anew.

import { Operations } from "annotate/operations";
import { Outbox } from "annotate/outbox";
import { Sender } from "annotate/sender";

/** What the server said with a page. */
export function readData(page) {
  return JSON.parse(page.getElementById("annotate-data").textContent);
}

/** {operations, outbox, start} of the user whose page it is; `data` as readData gives it. */
export function connect(data, parts) {
  const { user, document: { id }, round, addresses, codebook_version: codebookVersion } = data;
  const outbox = new Outbox(user);
  const channel = new BroadcastChannel(`tifa ${user}`);
  const tell = (news) => channel.postMessage(news);
  const onNews = (news) => {
    tell(news);
    operations.hear(news);
  };
  const sender = new Sender({ user, outbox, onNews });
  const how = { tell, wake: () => sender.wake(), refresh: () => refresh(data) };
  const work = { document: id, round: round.id };
  const operations = new Operations({ ...parts, ...how, outbox, work, addresses, codebookVersion });
  channel.onmessage = ({ data: news }) => (news.kind === "hurry" ? sender.hurry() : operations.hear(news));
  listen({ operations, sender, tell });
  return { operations, outbox, start: () => operations.start(data).then(() => sender.wake()) };
}

/** When waiting is over, and when this window may have missed what the others said. */
function listen({ operations, sender, tell }) {
  const hurry = () => {
    sender.hurry();
    tell({ kind: "hurry" }); // another window may be the one that sends
  };
  for (const name of ["online", "focus"]) addEventListener(name, hurry);
  addEventListener("pageshow", ({ persisted }) => persisted && operations.catchUp().then(hurry));
  document.addEventListener("visibilitychange", () => document.hidden || operations.catchUp());
  addEventListener("beforeunload", (event) => {
    if (operations.waiting.size) event.preventDefault();
  });
}

/** The document as the server has it now; null where it cannot be had, or only as somebody else's. */
async function refresh({ user, round }) {
  try {
    const answer = await fetch(location.href);
    const now = readData(new DOMParser().parseFromString(await answer.text(), "text/html"));
    return now.user === user && now.round.id === round.id ? now : null;
  } catch {
    return null; // no network, signed out, or no page of this document any more
  }
}
