// Finds themes by what is typed: codes, names in every language, pinyin, slugs, lexicon, words of the definition.
// Pure; no data- attributes.
//
// The rank of a hit (0 is best) says where the words stand; equal ranks keep the codebook's order. Several words match
// as one phrase, or each somewhere. A retired theme is found by code, name and slug only and leads to its successor.

import { fold, isUnspaced } from "annotate/fold";
import { names } from "annotate/names";

const INFIX = 7;
const NOWHERE = 99;
// Ranks of a hit that is the whole text, begins it, begins a word of it, stands inside a word.
const RANKS = {
  code: [0, 1, 1, INFIX],
  label: [2, 2, 3, INFIX],
  pinyin: [4, 4, 4, INFIX],
  slug: [5, 5, 5, INFIX],
  lexicon: [6, 6, 6, INFIX],
  definition: [8, 8, 8, NOWHERE],
};
const RETIRED = 5.5; // the best rank of a retired theme, except by its very code: behind names, before the lexicon
const SHORTEST = 2; // letters; fewer stand inside nearly every word, or begin one of nearly every definition

/** An index for find() over themes in the codebook's order, the page's own list or the full ones. */
export function buildIndex(themes, language) {
  const bySlug = new Map(themes.map((theme) => [theme.slug, theme]));
  return themes.map((theme) => ({
    theme,
    isRetired: theme.is_retired,
    instead: theme.is_retired ? successorOf(theme, bySlug) : null,
    parts: theme.is_retired ? partsOfName(theme, language) : partsOf(theme, language),
  }));
}

/**
 * The themes that match, best first: [{theme, instead, field, text, words, score}]. `theme` is what was found,
 * `instead` the theme to use for a retired one (null: there is none, or it is not retired). `field` (a key of RANKS, ""
 * for the empty query) and `text` say where, `words` are the folded words to mark in it, the score is the rank.
 */
export function find(index, query, limit = Infinity) {
  if (!query.trim()) return index.filter((entry) => !entry.isRetired).slice(0, limit).map(unsought);
  const phrase = fold(query);
  const words = phrase.split(" ").filter(Boolean);
  if (!words.length) return [];
  const found = [];
  for (const entry of index) {
    const hit = best(entry, phrase, words);
    if (hit) found.push(result(entry, hit, words));
  }
  return found.sort((a, b) => a.score - b.score).slice(0, limit); // a stable sort: equal ones stay as listed
}

/** An exclusion or rule in one piece. */
function ruleText(pieces) {
  return pieces.map(([words]) => words).join("");
}

function partsOfName(theme, language) {
  const { name, others } = names(theme, language);
  const slugs = [theme.slug, ...(theme.former_slugs ?? [])];
  return [
    part("code", theme.code),
    ...[name, ...others.map(([, other]) => other)].map((label) => part("label", label)),
    ...slugs.map((slug) => part("slug", slug)),
  ];
}

function partsOf(theme, language) {
  const definition = [theme.brief, theme.full, ...(theme.use_when ?? []).map(ruleText)];
  return [
    ...partsOfName(theme, language),
    ...(theme.pinyin ?? []).map((spelled) => sound("pinyin", spelled, spelled)),
    ...(theme.lexicon ?? []).map(({ phrase }) => part("lexicon", phrase)),
    ...(theme.lexicon ?? []).flatMap(soundsOf),
    ...definition.filter(Boolean).map((text) => part("definition", text)),
  ];
}

function part(field, text) {
  return { field, text, hay: ` ${fold(text)}`, isSound: false };
}

function soundsOf({ phrase, pinyin = [] }) {
  return pinyin.map((spelled) => sound("lexicon", phrase, spelled));
}

function sound(field, text, spelled) {
  return { field, text, hay: squeezed(fold(spelled)), isSound: true };
}

function best(entry, phrase, words) {
  const whole = bestPart(entry.parts, phrase);
  if (words.length === 1) return whole;
  const each = words.map((word) => bestPart(entry.parts, word));
  if (each.includes(null)) return whole;
  const worst = each.reduce((a, b) => (b.rank > a.rank ? b : a));
  const scattered = { ...worst, rank: worst.rank + 0.5 };
  return whole && whole.rank <= scattered.rank ? whole : scattered;
}

function bestPart(parts, sought) {
  const needle = { word: ` ${sought}`, infix: sought, sound: squeezed(sought), isUnspaced: isUnspaced(sought) };
  let found = null;
  for (const each of parts) {
    if (found && RANKS[each.field][0] >= found.rank) continue;
    const rank = rankOf(each, needle);
    if (rank < (found?.rank ?? NOWHERE)) found = { part: each, rank };
  }
  return found;
}

function rankOf({ field, hay, isSound }, needle) {
  const [whole, start, word, inside] = RANKS[field];
  const isShort = needle.infix.length < SHORTEST && !needle.isUnspaced;
  if (isShort && field === "definition") return NOWHERE;
  const sought = isSound ? needle.sound : needle.word;
  const at = hay.indexOf(sought);
  if (at === 0) return hay.length === sought.length ? whole : start;
  if (isSound) return at > 0 && !isShort ? inside : NOWHERE;
  if (at > 0) return word;
  if (isShort || !hay.includes(needle.infix)) return NOWHERE;
  return needle.isUnspaced ? word : inside;
}

/** Pinyin is compared in one run of letters: zi'zhu, zi zhu and zizhu are one; ü is typed u or v. */
function squeezed(folded) {
  return folded.replaceAll(" ", "").replaceAll("v", "u");
}

function result(entry, { part: { field, text }, rank }, words) {
  const score = entry.isRetired && rank > 0 ? Math.max(rank, RETIRED) : rank;
  return { theme: entry.theme, instead: entry.instead, field, text, words, score };
}

function unsought(entry) {
  return { theme: entry.theme, instead: null, field: "", text: "", words: [], score: 0 };
}

function successorOf(theme, bySlug) {
  const seen = new Set();
  let next = theme;
  while (next?.is_retired && !seen.has(next.slug)) {
    seen.add(next.slug);
    next = bySlug.get(next.successor);
  }
  return next && !next.is_retired ? next : null;
}
