// Which underline lane each passage of a paragraph is painted in: overlapping passages never share one. The same lanes
// in the same order as on the pages that the server paints (annotations/text/lanes.py).
// Pure: knows no element and no data- attribute.

/** Map of id → lane from 0, for [{id, start, end}]: in painting order, each takes the lowest lane free at its start. */
export function assignLanes(spans) {
  const ends = []; // where the last passage of each lane ends
  const lanes = new Map();
  for (const { id, start, end } of inPaintingOrder(spans)) {
    const free = ends.findIndex((last) => last <= start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = end;
    lanes.set(id, lane);
  }
  return lanes;
}

/** By start, the longest first, then by id. */
export function inPaintingOrder(spans) {
  return [...spans].sort((a, b) => a.start - b.start || b.end - a.end || compare(String(a.id), String(b.id)));
}

function compare(a, b) {
  return a < b ? -1 : Number(a > b); // by code unit: a locale's order would not be the server's
}
