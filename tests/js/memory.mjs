// What a page has and Node has not, for tests: an outbox without a disk, a document with a token, a server.

import { Outbox } from "annotate/outbox";

const NOTHING = { passages: [], withdrawn: [], readings: [], unread: [], questions: [], retracted: [] };

/** An outbox that keeps in memory: Node has no disk for pages. */
export function makeOutbox() {
  return new Outbox(1, null);
}

/** In the place of fetch: answers in turn as `answers` say, then accepts everything; `requests` gets what was sent. */
export function serve({ requests, answers }) {
  let step = 0;
  globalThis.document = { cookie: "a=1; csrftoken=secret" };
  globalThis.fetch = async (address, { body, headers }) => {
    const sent = JSON.parse(body);
    requests.push({ address, headers, ...sent });
    const { status = 201, error, wait, html, ...more } = answers.shift() ?? {};
    if (status === 0) throw new TypeError("no network");
    step += 1;
    const told = error ? { error } : { op: sent.op, step, ...NOTHING, ...more };
    return {
      status,
      ok: status < 300,
      headers: new Headers(wait ? { "Retry-After": wait } : {}),
      json: async () => (html ? JSON.parse(html) : told),
    };
  };
}
