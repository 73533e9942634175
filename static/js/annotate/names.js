// What a theme is called by a reader of a language. Pure; no data- attributes.
//
// A theme's label is one text (the page's own list, with label_language) or texts by language (the full themes).

/** {name, language, others: [[language, name], …]}: the name in that language ("zh-hans": "zh"), else in English. */
export function names(theme, language) {
  const labels = labelsOf(theme);
  const wanted = [language.toLowerCase(), language.toLowerCase().split("-")[0], "en", ...Object.keys(labels)];
  const shown = wanted.find((each) => labels[each]) ?? "";
  const others = Object.entries(labels).filter(([each, name]) => each !== shown && name);
  return { name: labels[shown] ?? "", language: shown, others };
}

function labelsOf(theme) {
  return typeof theme.label === "string" ? { [theme.label_language ?? "en"]: theme.label } : theme.label;
}
