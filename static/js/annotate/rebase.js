// What a refused change becomes when somebody (mostly oneself, on another machine) changed the same thing first. Whole
// passages come and go without asking; only two different answers to the same question are asked about. Pure; no data-
// attributes.

/**
 * `change` as it was sent, `before` what its coder saw, `error` the server's {rule, current}. Answers {change} to send
 * in its place, {done: true} where nothing is left to do, {conflict: {mine, theirs, change}} where the coder chooses
 * (`change` makes it mine; `mine` or `theirs` null: gone), or null where it is simply refused. `instead`: the passage
 * that its words are by now.
 */
export function rebased(change, before, { rule, current }) {
  const { do: verb, id } = change;
  const isGone = rule === "not-found" || (rule === "stale" && !current?.id);
  if (rule === "passage-exists" && verb === "tag" && current) return { ...joined(change, current), instead: current };
  if (isGone && (verb === "withdraw" || verb === "retract")) return { done: true };
  if (isGone && verb === "ask" && change.passage) return { change: { ...change, passage: null } };
  if (isGone && change.note && before) {
    return { conflict: { mine: { ...before, ...told(change) }, theirs: null, change } };
  }
  if (isGone || rule !== "stale" || !before) return null;
  if (isElsewhere(before, current)) return null; // a corrected text was adopted: nobody here has seen these words
  if (verb === "reword" || verb === "retract") return reworded(change, before, current);
  if (verb === "edit") return merged(change, before, current);
  return verb === "withdraw" ? withdrawn(id, before, current) : null;
}

/** Whether a passage stands in another paragraph by now, which only another text of the document does to it. */
function isElsewhere(before, current) {
  return Boolean(before.paragraph && current.paragraph) && before.paragraph !== current.paragraph;
}

/** Which of several changes the server's error is about; -1 where it does not say. */
export function concerned(changes, { current }) {
  if (changes.length === 1 || !current) return changes.length - 1 ? -1 : 0;
  const { id = null, withdrawn = [], retracted = [] } = current;
  const ids = [id, ...withdrawn, ...retracted];
  const isSame = (change) => ["paragraph", "start", "end"].every((name) => change[name] === current[name]);
  const isMeant = ({ id: own, passage }) => ids.includes(own) || (passage && ids.includes(passage));
  return changes.findIndex((each) => isMeant(each) || (each.do === "tag" && isSame(each)));
}

/** Tagging words that are a passage already gives it the new themes. */
function joined({ themes, unsure = [], note = "", accepts = [], codebook_version }, current) {
  const more = themes.filter((slug) => !current.themes.includes(slug));
  const noted = note && !current.note ? { note } : {};
  if (!more.length && !noted.note) return { done: true };
  const doubted = [...current.unsure, ...unsure.filter((slug) => more.includes(slug))];
  const both = { themes: [...current.themes, ...more], unsure: doubted };
  const told = accepts.length ? { accepts: accepts.filter((slug) => more.includes(slug)) } : {};
  const change = { do: "edit", id: current.id, version: current.version, ...both, ...noted, ...told, codebook_version };
  return { change };
}

/** Both edits, where they answer different questions: other themes, another note, other ends. */
function merged(change, before, current) {
  const { do: verb, id, version: _seen, ...fields } = change;
  const next = { ...fields, do: verb, id, version: current.version, ...mergedThemes(fields, before, current) };
  const isAsked =
    ("note" in fields && clash(before.note, fields.note, current.note)) ||
    ("start" in fields && clash(ends(before), ends(fields), ends(current)));
  if (isAsked) return { conflict: { mine: { ...current, ...told(next) }, theirs: current, change: next } };
  const left = next.themes ?? current.themes;
  const isKept = next.keep_note && (next.note ?? current.note);
  return { change: left.length || isKept ? next : { do: "withdraw", id, version: current.version } };
}

function mergedThemes(fields, before, current) {
  if (!fields.themes && !fields.unsure) return {};
  const themes = fields.themes ? both(before.themes, fields.themes, current.themes) : current.themes;
  const unsure = fields.unsure ? both(before.unsure, fields.unsure, current.unsure) : current.unsure;
  const told = { unsure: unsure.filter((slug) => themes.includes(slug)) };
  return fields.themes ? { themes, ...told } : told;
}

/** Taking a passage back takes the themes that were seen; what came since stays, another note is asked about. */
function withdrawn(id, before, current) {
  const left = current.themes.filter((slug) => !before.themes.includes(slug));
  const change = { do: "withdraw", id, version: current.version };
  if (left.length) {
    const unsure = current.unsure.filter((slug) => left.includes(slug));
    return { change: { do: "edit", id, version: current.version, themes: left, unsure } };
  }
  const isAsked = current.note !== before.note || ends(current) !== ends(before);
  return isAsked ? { conflict: { mine: null, theirs: current, change } } : { change };
}

function reworded(change, before, current) {
  const next = { ...change, version: current.version };
  if (change.do === "retract") {
    const isSame = current.text === before.text;
    return isSame ? { change: next } : { conflict: { mine: null, theirs: current, change: next } };
  }
  if (change.text === current.text) return { done: true };
  if (current.text === before.text) return { change: next };
  return { conflict: { mine: { ...current, text: change.text }, theirs: current, change: next } };
}

function told({ do: _verb, id: _id, version: _version, keep_note: _keep, accepts: _accepts, ...fields }) {
  return fields;
}

/** Three lists of slugs: theirs, with what I added and without what I took away. */
function both(before, mine, theirs) {
  const gone = before.filter((slug) => !mine.includes(slug));
  const added = mine.filter((slug) => !before.includes(slug) && !theirs.includes(slug));
  return [...theirs.filter((slug) => !gone.includes(slug)), ...added];
}

function clash(before, mine, theirs) {
  return theirs !== before && theirs !== mine;
}

function ends({ start, end }) {
  return `${start} ${end}`;
}
