// Words and visible characters: what is chosen is what a reader would call a word; ‹ › mark the chosen part of a text.

import assert from "node:assert/strict";
import { test } from "node:test";

import { TextIndex } from "annotate/offsets";
import { growToGraphemes, settle, snapToWords, stepCharacter, stepWord, trim, wordAt } from "annotate/words";

/** "a ‹b› c" → {text, start, end} in code points. */
function chosen(marked) {
  const points = Array.from(marked);
  const [start, end] = [points.indexOf("‹"), points.indexOf("›") - 1];
  return { text: new TextIndex(marked.replace(/[‹›]/g, "")), start, end };
}

/** The part of a text that a function of words.js makes of the marked one. */
function made(by, marked, ...rest) {
  const { text, start, end } = chosen(marked);
  const span = by(text, start, end, ...rest);
  return span && text.slice(...span);
}

test("white space is trimmed from both ends, what cannot be seen as well", () => {
  const blank = " \t\n\u0085\u00a0\u00ad\u200b\u2060\u3000\ufeff";
  assert.equal(made(trim, `x‹${blank}open door${blank}›x`), "open door");
});

test("nothing is left of white space alone, and nothing of an empty choice", () => {
  assert.equal(made(trim, "open‹ \u00a0›door"), null);
  assert.equal(made(trim, "open‹›door"), null);
});

test("trimming counts code points", () => {
  const { text, start, end } = chosen("😀‹ 𠮷野 ›家");
  assert.deepEqual(trim(text, start, end), [2, 4]);
});

const SNAPPED = [
  ["en", "Trade gr‹ows fa›st.", "grows fast"],
  ["en", "pursue high-stan‹da›rd opening", "high-standard"],
  ["en", "‹pursue high-›standard opening", "pursue high-standard"],
  ["en", "a state-‹of›-the-art door", "state-of-the-art"],
  ["en", "non‐bre‹ak›ing or non‑breaking", "non‐breaking"],
  ["en", "it is Ch‹in›a’s door", "China’s"],
  ["en", "it is China‹'›s door", "China's"],
  ["en", "in the 1990’‹s› trade", "1990’s"],
  ["en", "“op‹en›” and shut", "open"],
  ["en", "the workers‹’ r›ights", "’ rights"],
  ["en", "a so\u00adft\u00ad‹hy›phen", "so\u00adft\u00adhyphen"],
  ["en", "a zero\u200b‹wi›dth", "zero\u200bwidth"],
  ["en", "grew by 1,‹2›34.5 billion", "1,234.5"],
  ["en", "open – ‹sh›ut", "shut"],
  ["en", "war --‹pea›ce", "peace"],
  ["en", "‹open› door", "open"],
  ["en", "open‹ ›door", " "],
  ["ar", "مرحبا بال‹عا›لم", "بالعالم"],
  ["zh", "坚持对‹外开›放政策", "外开"],
  ["zh", "𠮷‹野𪚥›家", "野𪚥"],
  ["zh", "加入W‹T›O以后", "WTO"],
];

for (const [language, marked, expected] of SNAPPED) {
  test(`snapped to words: ${marked}`, () => {
    assert.equal(made(snapToWords, marked, language), expected);
  });
}

const GROWN = [
  ["a flag", "to 🇨‹🇳🇩›🇪!", "🇨🇳🇩🇪"],
  ["a family", "one 👩\u200d‹👩\u200d›👧\u200d👦!", "👩\u200d👩\u200d👧\u200d👦"],
  ["a skin tone", "ok 👍‹🏽›!", "👍🏽"],
  ["an accent", "‹Cafe›\u0301 au lait", "Cafe\u0301"],
  ["stacked accents", "Z\u0335‹\u0321›\u0322algo", "Z\u0335\u0321\u0322"],
  ["Hangul letters", "\u1112‹\u1161›\u11ab\uae00", "\u1112\u1161\u11ab"],
  ["a line end", "one\r‹\ntwo›", "\r\ntwo"],
  ["nothing to grow", "an ‹open› door", "open"],
];

for (const [what, marked, expected] of GROWN) {
  test(`grown to visible characters: ${what}`, () => {
    assert.equal(made(growToGraphemes, marked), expected);
  });
}

test("an empty choice grows to nothing", () => {
  assert.equal(made(growToGraphemes, "🇨‹›🇳"), "");
});

test("a selection is trimmed, snapped if wished, and never cuts a character", () => {
  assert.equal(made(settle, "an op‹en \u00a0›door", { language: "en" }), "en");
  assert.equal(made(settle, "an op‹en \u00a0›door", { language: "en", isSnapped: true }), "open");
  assert.equal(made(settle, "an open ‹e›\u0301 door", { language: "en", isSnapped: true }), "e\u0301");
  assert.equal(made(settle, "an open‹ \u200b ›door", { language: "en", isSnapped: true }), null);
  const found = made(settle, "two zero\u200b‹wi›dth\u00ad words", { language: "en", isSnapped: true });
  assert.equal(found, "zero\u200bwidth");
});

test("a language that is unknown is no error", () => {
  assert.equal(made(snapToWords, "an op‹e›n door", ""), "open");
});

function wordIn(marked, language) {
  const text = new TextIndex(marked.replace("|", ""));
  return text.slice(...wordAt(text, Array.from(marked).indexOf("|"), language));
}

test("the word at an offset is the one around it, or else the one that ends there", () => {
  assert.equal(wordIn("an |open door", "en"), "open");
  assert.equal(wordIn("an op|en door", "en"), "open");
  assert.equal(wordIn("an open| door", "en"), "open");
  assert.equal(wordIn("an open door|", "en"), "door");
  assert.equal(wordIn("𠮷 high|-standard", "en"), "high-standard");
});

test("there may be no word at an offset", () => {
  assert.equal(wordIn("open – | – door", "en"), "");
  assert.equal(wordIn("|", "en"), "");
});

test("a double click in Chinese takes a word of the segmenter, which lies in the text around it", () => {
  const word = wordIn("坚持对外|开放的基本国策", "zh");
  assert.ok(word.length > 0 && "坚持对外开放的基本国策".includes(word));
});

/** Every place at which steps in one direction stop, from one end of the text to the other. */
function stops(step, text, direction, ...rest) {
  const index = new TextIndex(text);
  const places = [direction > 0 ? 0 : index.length];
  for (;;) {
    const next = step(index, places.at(-1), direction, ...rest);
    if (next === places.at(-1)) return places.slice(1);
    places.push(next);
  }
}

test("steps to the right stop at the ends of words, and at the end of the text", () => {
  assert.deepEqual(stops(stepWord, "“High-standard” opening 😀 up.", 1, "en"), [14, 23, 28, 29]);
});

test("steps to the left stop at the beginnings of words, and at the beginning of the text", () => {
  assert.deepEqual(stops(stepWord, "“High-standard” opening 😀 up.", -1, "en"), [26, 16, 1, 0]);
});

test("steps by character stop at the edges of visible characters", () => {
  const text = "a🇨🇳e\u0301👩\u200d👩\u200d👧!";
  assert.deepEqual(stops(stepCharacter, text, 1), [1, 3, 5, 10, 11]);
  assert.deepEqual(stops(stepCharacter, text, -1), [10, 5, 3, 1, 0]);
});

test("the same segmentation is used again", () => {
  const text = new TextIndex("对外开放 and opening up, high-standard. ".repeat(300));
  stepWord(text, 0, 1, "en");
  const made = { segmenter: 0 };
  const Real = Intl.Segmenter;
  Intl.Segmenter = class extends Real {
    constructor(...args) {
      super(...args);
      made.segmenter += 1;
    }
  };
  stepWord(text, 5000, 1, "en");
  wordAt(text, 9000, "en");
  Intl.Segmenter = Real;
  assert.equal(made.segmenter, 0);
});
