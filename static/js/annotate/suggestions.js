// What a machine suggests in the document: which of it waits for its coder to decide, and where it is drawn. Pure; no
// data- attributes.

import { assignLanes } from "annotate/lanes";

export class Suggestions {
  /** `rows`: [{id, paragraph, start, end, theme, score, why}], in the order in which they are shown. */
  constructor(rows = []) {
    this.byId = new Map(rows.map((row) => [row.id, row]));
    this.within = new Map();
    for (const row of rows) this.within.set(row.paragraph, [...(this.within.get(row.paragraph) ?? []), row]);
  }

  /** The id of what a change dismisses. */
  idOf({ paragraph, start, end, theme }, store) {
    const isMeant = (each) => each.start === start && each.end === end && store.called(each.theme) === theme;
    return this.within.get(paragraph).find(isMeant).id;
  }

  /** Those of a paragraph that its coder neither dismissed nor tagged, of themes that can be given. */
  waiting(paragraph, store) {
    const isGiven = ({ start, end, theme }) =>
      store.passagesOf(paragraph).some((passage) => {
        return passage.start <= start && end <= passage.end && passage.themes.includes(store.called(theme));
      });
    const canBeGiven = ({ theme }) => !(store.themes.get(store.called(theme)) ?? { is_retired: true }).is_retired;
    const all = this.within.get(paragraph) ?? [];
    return all.filter((each) => canBeGiven(each) && !store.isDismissed(each.id) && !isGiven(each));
  }
}

/** Where a suggestion is, by its id: paragraph/start/end/theme. */
export function placeOf(id) {
  const [paragraph, start] = id.split("/").map(Number);
  return { paragraph, start };
}

/** [{start, end, lane}] of the lines under suggested words: one for each stretch, below the passages that it meets. */
export function linesUnder(suggestions, passages) {
  const lanes = assignLanes(passages);
  const spans = new Map(suggestions.map(({ start, end }) => [`${start} ${end}`, { start, end }]));
  return [...spans.values()].map(({ start, end }) => {
    const met = passages.filter((each) => each.start < end && start < each.end);
    return { start, end, lane: Math.max(-1, ...met.map(({ id }) => lanes.get(id))) + 1 };
  });
}

/** A score as people read it: .82, and 1 where it is whole. */
export function shownScore(score) {
  return score >= 0.995 ? "1" : score.toFixed(2).slice(1);
}
