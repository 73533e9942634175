// The service worker: keeps the documents that were opened last, so that one can be reloaded without a network. Pages
// come from the network whenever there is one; they are forgotten when somebody signs in or out. What is sent passes by
// untouched: what waits is the business of annotate/outbox.

const PAGES = "tifa pages";
const FILES = "tifa files";
const MOST = { [PAGES]: 5, [FILES]: 60 };
const DOCUMENT = /^\/projects\/[^/]+\/documents\/\d+\/annotate\/$/;
const HASHED = /^\/static\/.+\.[0-9a-f]{12}\.\w+$/; // its name tells what is in it, so it never changes
const THEMES = /^\/api\/v1\/projects\/[^/]+\/themes$/;
const SESSION = /^\/sign-(in|out)\//;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (SESSION.test(pathname)) event.waitUntil(caches.delete(PAGES));
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && DOCUMENT.test(pathname)) event.respondWith(fresh(request, PAGES));
  else if (THEMES.test(pathname)) event.respondWith(fresh(request, FILES));
  else if (HASHED.test(pathname)) event.respondWith(kept(request));
});

// The first page was there before its worker, and says what it is made of.
addEventListener("message", ({ data: { page, files } }) => {
  fresh(new Request(page), PAGES).catch(() => {});
  for (const file of files) kept(new Request(file)).catch(() => {});
});

/** From the network, and else what was kept. */
async function fresh(request, name) {
  try {
    const answer = await fetch(request);
    await keep(name, request, answer);
    return answer;
  } catch (error) {
    const found = await find(name, request);
    if (!found) throw error;
    return found;
  }
}

/** What was kept, and else from the network. */
async function kept(request) {
  const found = await find(FILES, request);
  if (found) return found;
  const answer = await fetch(request);
  await keep(FILES, request, answer);
  return answer;
}

async function find(name, request) {
  const cache = await caches.open(name);
  return cache.match(request.url, { ignoreVary: true });
}

async function keep(name, request, answer) {
  if (answer.status !== 200 || answer.redirected) return;
  const copy = answer.clone();
  const cache = await caches.open(name);
  await cache.delete(request.url, { ignoreVary: true }); // so that it stands last
  await cache.put(request.url, copy);
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - MOST[name]))) await cache.delete(old, { ignoreVary: true });
}
