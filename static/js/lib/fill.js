// Puts values into words that a page brings along, translated. Pure; no data- attributes.

/** `words` with each {name} replaced by that value, as it is; by nothing where there is none. */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (_whole, name) => values[name] ?? "");
}
