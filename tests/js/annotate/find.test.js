import assert from "node:assert/strict";
import { test } from "node:test";

import { buildIndex, find } from "annotate/find";

const theme = (slug, code, en, zh, more = {}) => ({
  slug, code, label: { en, zh }, hue: 1, parent: null, key: "", is_retired: false, successor: null, former_slugs: [],
  brief: "", full: "", use_when: [], do_not_use_when: [], examples: [], lexicon: [], pinyin: [], ...more,
});
const retired = (slug, code, en, zh, successor) => theme(slug, code, en, zh, { is_retired: true, successor });

const THEMES = [
  theme("opening-up", "OPEN", "Opening up (general)", "对外开放", {
    pinyin: ["duiwaikaifang", "dwkf"],
    lexicon: [{ phrase: "open economy", lang: "en" }, { phrase: "大门越开越大", lang: "zh" }],
    brief: "Opening as a basic policy.",
    use_when: [[["the door is said to be ", null], ["opened", null]]],
    do_not_use_when: [[["only tariffs: use ", null], ["trade", "trade"]]],
  }),
  theme("trade", "TRD", "Foreign trade", "对外贸易", {
    pinyin: ["duiwaimaoyi", "dwmy"],
    full: "Statements on tariffs, customs and the economy of exports.",
    former_slugs: ["commerce-abroad"],
  }),
  theme("self-reliance", "SELF", "Self-reliance", "自立自强", {
    pinyin: ["ziliziqiang", "zlzq", "lü"],
    lexicon: [{ phrase: "自主创新", lang: "zh", pinyin: ["zizhuchuangxin", "zzcx"] }],
  }),
  theme("openness", "OP", "Openness", "开放", { pinyin: ["kaifang", "kf"] }),
  retired("export-push", "XPT", "Export push", "出口", "trade-push"),
  retired("trade-push", "TPU", "Trade push", "贸易推动", "trade"),
  retired("gone", "GONE", "Gone for good", "无", null),
  retired("ring-a", "RNGA", "Ring", "环", "ring-b"),
  retired("ring-b", "RNGB", "Ring two", "环二", "ring-a"),
];
const index = buildIndex(THEMES, "en");
const slugs = (query, limit) => find(index, query, limit).map((each) => each.theme.slug);
const fields = (query) => find(index, query).map((each) => [each.theme.slug, each.field]);

test("nothing typed shows the active themes in the codebook's order", () => {
  assert.deepEqual(slugs(""), ["opening-up", "trade", "self-reliance", "openness"]);
  assert.deepEqual(slugs("  "), slugs(""));
});

test("an exact code stands before a code that begins so, before names", () => {
  assert.deepEqual(slugs("op"), ["openness", "opening-up"]);
  assert.deepEqual(fields("open").slice(0, 2), [["opening-up", "code"], ["openness", "label"]]);
});

test("the beginning of a name stands before the beginning of a word of a name", () => {
  assert.deepEqual(slugs("trade"), ["trade", "trade-push"]);
  assert.deepEqual(slugs("ope e").at(0), "opening-up");
});

test("Chinese names are found from any of their letters", () => {
  assert.deepEqual(fields("开放"), [["openness", "label"], ["opening-up", "label"]]);
  assert.deepEqual(slugs("贸易").slice(0, 1), ["trade"]);
});

test("pinyin is found in full and by initials, with and without spaces, ü typed as v", () => {
  for (const query of ["duiwaik", "dui wai kai", "dui'wai'k", "dwkf", "DWK"]) {
    assert.deepEqual(fields(query)[0], ["opening-up", "pinyin"], query);
  }
  assert.deepEqual(fields("lv"), [["self-reliance", "pinyin"]]);
});

test("lexicon phrases are found and named", () => {
  assert.deepEqual(fields("自主"), [["self-reliance", "lexicon"]]);
  assert.equal(find(index, "自主")[0].text, "自主创新");
  assert.deepEqual(fields("economy"), [["opening-up", "lexicon"], ["trade", "definition"]]);
});

test("lexicon phrases are found by their sound and shown as they are written", () => {
  for (const query of ["zizhu", "zi zhu", "zzcx"]) {
    const [found] = find(index, query);
    assert.deepEqual([found.theme.slug, found.field, found.text], ["self-reliance", "lexicon", "自主创新"], query);
  }
});

test("definitions and use when are found by the beginnings of their words, exclusions are not", () => {
  assert.deepEqual(fields("tariff"), [["trade", "definition"]]);
  assert.deepEqual(fields("opened"), [["opening-up", "definition"]]);
  assert.deepEqual(slugs("ariffs"), []);
});

test("former slugs lead to the theme", () => {
  assert.deepEqual(fields("commerce-abroad"), [["trade", "slug"]]);
});

test("the inside of a word is found, from two letters on", () => {
  assert.deepEqual(fields("elian"), [["self-reliance", "label"]]);
  assert.deepEqual(slugs("z"), ["self-reliance"]);
});

test("several words must all be there, in whatever field", () => {
  assert.deepEqual(slugs("trade customs"), ["trade"]);
  assert.deepEqual(slugs("自主 self"), ["self-reliance"]);
  assert.deepEqual(slugs("trade nowhere"), []);
  assert.deepEqual(find(index, "foreign trade")[0].score, 2);
});

test("width, case and accents do not matter", () => {
  assert.deepEqual(slugs("ＴＲＤ"), ["trade"]);
  assert.deepEqual(slugs("FÓREIGN"), ["trade"]);
});

test("a retired theme is found by its name and leads to the active one at the end of its line", () => {
  const found = find(index, "export push")[0];
  assert.deepEqual([found.theme.slug, found.instead.slug], ["export-push", "trade"]);
  assert.equal(find(index, "gone")[0].instead, null);
  assert.equal(find(index, "RNGA")[0].instead, null);
});

test("signs alone find nothing, and a limit is kept", () => {
  assert.deepEqual(slugs("“”"), []);
  assert.deepEqual(slugs("", 2), ["opening-up", "trade"]);
});

test("the page's own list of themes can be searched before the definitions have arrived", () => {
  const short = { slug: "trade", code: "TRD", label: "对外贸易", label_language: "zh", hue: 1, key: "", is_retired: false };
  assert.deepEqual(find(buildIndex([short], "zh-hans"), "贸易").map((each) => each.field), ["label"]);
});
