// The table of keys: a field takes the key that is pressed in place of its own, and two commands with one key are told
// so beside both, before anything is saved.
// [data-key] is the field of a key, [data-fault] in its row the place of what is wrong with it; data-clash of the form
// is the sentence, with {key}, {one} and {other}. A command is called what the label of its field says.

import { fill } from "lib/fill";

/** Watches the fields of `form`; what the server said stays until something is typed. */
export function watchKeys(form) {
  const fields = [...form.querySelectorAll("[data-key]")];
  for (const field of fields) {
    field.addEventListener("focus", () => field.select());
    field.addEventListener("keydown", () => field.select());
    field.addEventListener("input", () => {
      field.value = field.value.trim().toLowerCase();
      showFaults(fields, form.dataset.clash);
    });
  }
}

/** The faults of all fields, given as [field, sentence] for both fields of each clash. */
export function clashesOf(fields, sentence) {
  const found = [];
  fields.forEach((other, at) => {
    const one = fields.slice(0, at).find((field) => other.value && field.value === other.value);
    if (!one) return;
    const words = { key: other.value, one: nameOf(one), other: nameOf(other) };
    const said = fill(sentence, words);
    found.push([one, said], [other, said]);
  });
  return found;
}

function showFaults(fields, sentence) {
  const faults = new Map(clashesOf(fields, sentence));
  for (const field of fields) {
    const said = faults.get(field);
    const place = field.closest("tr").querySelector("[data-fault]");
    place.replaceChildren(...(said ? [paragraph(said)] : []));
    if (said) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

function paragraph(words) {
  const element = document.createElement("p");
  element.textContent = words;
  return element;
}

function nameOf(field) {
  return field.labels[0].textContent;
}
