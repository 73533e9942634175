// Shows colours, letters and lines as they are chosen in the form, before they are saved.
// Writes data-appearance, data-reading-size and data-measure of the root element, which static/css/tokens.css reads.

const SHOWN = { appearance: "appearance", reading_size: "readingSize", measure: "measure" };

/** Follows the radio buttons of `form` from now on; a browser that kept older choices is followed too. */
export function preview(form, root) {
  const show = () => {
    for (const [name, attribute] of Object.entries(SHOWN)) {
      const value = form.elements.namedItem(name)?.value;
      if (value) root.dataset[attribute] = value;
    }
  };
  form.addEventListener("change", show);
  show();
}
