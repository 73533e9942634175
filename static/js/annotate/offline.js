// Asks the browser to keep the open document (js/offline/worker.js), so that it can be reloaded without a network. No
// data- attributes.

/** `address` of the service worker. The first time it is told what the page is made of; later it sees that itself. */
export async function keepPage(address) {
  const workers = navigator.serviceWorker;
  if (!workers) return; // private windows of some browsers
  const isKept = Boolean(workers.controller);
  const registered = await workers.register(address).catch(() => null);
  if (isKept || !registered) return;
  const { active } = await workers.ready;
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  active.postMessage({ page: location.href.split("#")[0], files: files.filter((name) => name.includes("/static/")) });
}
