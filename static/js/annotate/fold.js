// How typed words are compared with texts, and where they stand in them. Pure; no data- attributes.
//
// Compared are letters, digits and symbols without case, width, accents and punctuation (NFKD, lower case, without
// U+0300–U+036F): "Ｏｐｅｎｉｎｇ" and "opening" are one, "self-reliance" is two words. 双 and 雙 stay two.

const ACCENTS = /[\u0300-\u036f]/g;
const BETWEEN_WORDS = /[\p{P}\p{Z}\p{C}]+/gu;
// Written without spaces: any letter may begin a word.
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const AROUND = 36; // characters of an excerpt before its hit

/** The text as it is compared: words with one space between them. */
export function fold(text) {
  return plain(text).replace(BETWEEN_WORDS, " ").trim();
}

/** Whether a folded word may be found inside a run of letters, as Chinese words are. */
export function isUnspaced(word) {
  return UNSPACED.test(word);
}

/** The text in pieces [words, is a hit]. A hit is where a folded word begins a word; else, wherever it stands. */
export function marked(text, words) {
  const { folded, places } = placed(text);
  const spans = words.flatMap((word) => hitsOf(folded, word)).sort((a, b) => a[0] - b[0]);
  const pieces = [];
  let done = 0;
  for (const [from, to] of spans.map((span) => [places[span[0]][0], places[span[1] - 1][1]])) {
    if (to <= done) continue;
    const start = Math.max(from, done);
    if (start > done) pieces.push([text.slice(done, start), false]);
    pieces.push([text.slice(start, to), true]);
    done = to;
  }
  if (done < text.length) pieces.push([text.slice(done), false]);
  return pieces;
}

/** Like marked(), beginning a few words before the first hit and not longer than `length` UTF-16 units after it. */
export function excerpt(text, words, length = 90) {
  const pieces = marked(text, words);
  const first = pieces.findIndex((piece) => piece[1]);
  if (first < 1) return shortened(pieces, length);
  const [before] = pieces[first - 1];
  const space = before.indexOf(" ", before.length - AROUND);
  if (first > 1 || (before.length > AROUND && space >= 0)) pieces[first - 1] = [`… ${before.slice(space + 1)}`, false];
  return shortened(pieces.slice(first - 1), length);
}

function plain(text) {
  return text.normalize("NFKD").toLowerCase().replace(ACCENTS, "").replaceAll("ς", "σ");
}

/** fold() of a text without the trimming, and for each UTF-16 unit of it [start, end) of its character in the text. */
function placed(text) {
  let folded = "";
  const places = [];
  let at = 0;
  for (const character of text) {
    const spelled = plain(character).replace(BETWEEN_WORDS, " ");
    const added = spelled === " " && folded.endsWith(" ") ? "" : spelled;
    for (let unit = 0; unit < added.length; unit += 1) places.push([at, at + character.length]);
    folded += added;
    at += character.length;
  }
  return { folded, places };
}

function hitsOf(folded, word) {
  const all = [];
  const { length } = word;
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + length)) all.push([at, at + length]);
  const begins = all.filter(([at]) => at === 0 || folded[at - 1] === " " || isUnspaced(word));
  return begins.length ? begins : all;
}

function shortened(pieces, length) {
  const kept = [];
  let left = length;
  for (const [words, isHit] of pieces) {
    if (left <= 0) break;
    kept.push(words.length > left && !isHit ? [begun(words, left), false] : [words, isHit]);
    left -= words.length;
  }
  return kept;
}

/** The beginning of a text, to the end of a word where there are spaces, never half a character. */
function begun(text, length) {
  const space = text.lastIndexOf(" ", length);
  const end = space > length / 2 ? space : length;
  return `${text.slice(0, end).replace(/[\ud800-\udbff]$/, "")}…`;
}
