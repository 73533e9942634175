// What a step did, told from what it changed: for steps that were done before the page was opened, whose words are not
// known any more. Pure; no data- attributes.

/** The steps that the server recalls, with words; an undo is told by what it took back. */
export function named({ done, undone }, store) {
  const turned = (effects) => effects?.map((effect) => ({ ...effect, before: effect.after, after: effect.before }));
  return {
    done: done.map((step) => ({ ...step, words: wordsOf(step, store) })),
    undone: undone.map((step) => ({ ...step, words: wordsOf({ effects: turned(step.effects) }, store) })),
  };
}

/** {name, values} of words (annotations/words.py) for a step; `store` knows themes and paragraphs. */
export function wordsOf({ words, effects }, store) {
  if (words) return words;
  if (!effects?.length) return { name: "several", values: {} };
  const [{ kind, before, after }] = effects;
  const tell = { passage: ofPassage, question: ofQuestion, reading: ofReading, dismissal: ofDismissal }[kind];
  return tell({ before, after, count: effects.length, ...effects[0] }, store);
}

function ofReading({ id, after, count }, store) {
  if (after && count > 1) return { name: "rest", values: { count } };
  return { name: after ? "read" : "unread", values: { ordinal: store.byId.get(id)?.ordinal ?? "" } };
}

function ofDismissal({ id, before, after }, store) {
  const theme = store.themes.get(store.called(store.suggestions.byId.get(id)?.theme));
  const { paragraph } = after ?? before;
  const values = { code: theme?.code ?? "", ordinal: store.byId.get(paragraph)?.ordinal ?? "" };
  return { name: "dismissed", values };
}

function ofQuestion({ after }) {
  return after ? { name: "asked", values: { text: after.text } } : { name: "retracted", values: {} };
}

function ofPassage({ before, after }, store) {
  const shown = after ?? before;
  const values = { quote: shown.quote, ordinal: store.byId.get(shown.paragraph)?.ordinal ?? "" };
  const codes = (slugs) => slugs.map((slug) => store.themes.get(slug)?.code ?? slug).join(" ");
  const more = missing(after?.themes, before?.themes);
  const less = missing(before?.themes, after?.themes);
  if (more.length) return { name: "tagged", values: { ...values, codes: codes(more) } };
  if (less.length) return { name: "untagged", values: { ...values, code: codes(less) } };
  if (before.start !== after.start || before.end !== after.end) return { name: "moved", values };
  if (before.note !== after.note) return { name: after.note ? "noted" : "note_removed", values: { text: after.note } };
  const doubted = missing(after.unsure, before.unsure);
  const name = doubted.length ? "unsure_now" : "sure";
  return { name, values: { code: codes(doubted.length ? doubted : missing(before.unsure, after.unsure)) } };
}

function missing(slugs = [], others = []) {
  return slugs.filter((slug) => !others.includes(slug));
}
