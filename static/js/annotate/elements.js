// Making elements without HTML in strings, so that no text can become markup. No data- attributes of its own.

/** An element with class and text; `data` its data- attributes, `lang` a language, `more` properties (title …). */
export function make(tag, className, text = "", { data = {}, lang, ...more } = {}) {
  const made = Object.assign(document.createElement(tag), { className, textContent: text, ...more });
  Object.assign(made.dataset, data);
  if (lang) made.lang = lang;
  return made;
}

/** The element as an entry of a list. */
export function listed(element) {
  const entry = document.createElement("li");
  entry.append(element);
  return entry;
}
