// The pages of exports and of prepared files: keeps what is being prepared up to date, until nothing waits any more.
// <div data-prepared="address of the page of prepared files"> around the files; [data-prepared-waits] on those that
// are not ready; a[data-prepared-look] loads the page anew, which nobody needs while this runs.

const EVERY = 2000; // milliseconds

for (const part of document.querySelectorAll("[data-prepared]")) watch(part);

function watch(part) {
  if (!part.querySelector("[data-prepared-waits]")) return;
  for (const link of part.querySelectorAll("[data-prepared-look]")) link.hidden = true;
  setTimeout(() => renew(part), EVERY);
}

async function renew(part) {
  try {
    const answer = await fetch(part.dataset.prepared, { headers: { Accept: "text/html" } });
    if (answer.ok && !answer.redirected) show(part, await answer.text());
  } catch {
    // no network: the same again later
  }
  watch(part);
}

function show(part, text) {
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const now = new DOMParser().parseFromString(text, "text/html").querySelector("[data-prepared]");
  if (now) part.replaceChildren(...now.childNodes);
  const again = [...part.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused);
  if (focused) again?.focus();
}
