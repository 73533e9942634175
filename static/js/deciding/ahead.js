// Fetches the next paragraphs with differences before somebody comes to them: a[data-more] leads to the next page,
// whose paragraphs [data-paragraph] are put behind those of [data-list], and whose [data-turns] take the place of ours.

const NEAR = 6; // open differences left before more are fetched

/** Fetches when fewer than NEAR open differences stand behind `cell`; answers whether there are more rows now. */
export async function lookAhead(list, cell) {
  const link = document.querySelector("a[data-more]");
  if (!link || link.dataset.more === "fetching" || (cell && list.openBehind(cell) >= NEAR)) return false;
  link.dataset.more = "fetching";
  try {
    const response = await fetch(link.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const turns = page.querySelector("[data-turns]");
    if (!response.ok || !turns) throw new Error("not the page of differences");
    for (const paragraph of page.querySelectorAll("[data-list] > [data-paragraph]")) {
      if (!document.getElementById(paragraph.id)) list.element.append(document.adoptNode(paragraph));
    }
    document.querySelector("[data-turns]").replaceWith(document.adoptNode(turns));
    return true;
  } catch {
    link.dataset.more = ""; // the link itself still leads there
    return false;
  }
}
