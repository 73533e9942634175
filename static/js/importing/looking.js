// Keeps a part of a page, [data-import], up to date while what it tells of moves by itself ([data-import-moves]).

const EVERY = 2000; // milliseconds

export function keepUpToDate(part) {
  if (!part.hasAttribute("data-import-moves")) return;
  for (const link of part.querySelectorAll("[data-import-look]")) link.hidden = true;
  setTimeout(() => renew(part), EVERY);
}

async function renew(part) {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok && !answer.redirected) show(part, await answer.text());
  } catch {
    // no network: the same again later
  }
  keepUpToDate(part);
}

function show(part, text) {
  const now = new DOMParser().parseFromString(text, "text/html").querySelector("[data-import]");
  if (!now) return;
  const place = document.activeElement;
  const focused = part.contains(place) ? [...part.querySelectorAll("a, button")].indexOf(place) : -1;
  part.toggleAttribute("data-import-moves", now.hasAttribute("data-import-moves"));
  part.replaceChildren(...now.childNodes);
  const again = [...part.querySelectorAll("a, button")][focused];
  if (again && again.textContent === place.textContent) again.focus();
}
