// Writing a note or a question in place, under its paragraph: Ctrl+Enter saves, Escape closes and keeps the draft.
// While a draft is not saved, leaving the page asks. Clones <template data-editor-template>; in it [data-editor-title],
// [data-editor-said], [data-editor-text], [data-editor-save], [data-editor-close], [data-editor-remove].

import { sameChip } from "annotate/chips";

const VISIBLE = /[^\s\p{C}]/u; // spaces and signs without width are no words

export class Editor {
  constructor(template, sheet) {
    Object.assign(this, { template, sheet });
    this.drafts = new Map(); // what was typed and differs from what is stored
    addEventListener("beforeunload", (event) => this.drafts.size && event.preventDefault());
  }

  get isOpen() {
    return Boolean(this.form);
  }

  /** Opens at a paragraph; `key` names the draft, `onRemove` is given where there is something to remove. */
  open({ paragraph, key, title, said, text, isFixed, onSave, onRemove }) {
    this.close();
    this.form = this.template.content.firstElementChild.cloneNode(true);
    this.part("title").textContent = title;
    this.part("said").textContent = said ?? "";
    this.part("said").hidden = !said;
    const field = this.part("text");
    field.value = (isFixed ? null : this.drafts.get(key)) ?? text;
    field.readOnly = Boolean(isFixed);
    field.setAttribute("aria-label", title);
    this.part("save").hidden = Boolean(isFixed);
    this.part("remove").hidden = !onRemove;
    const finish = (act) => {
      this.drafts.delete(key);
      this.#leave();
      act();
    };
    const save = () => !isFixed && VISIBLE.test(field.value) && finish(() => onSave(field.value.trim()));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      save();
    });
    this.form.addEventListener("keydown", (event) => this.#onKey(event, save));
    field.addEventListener("input", () => this.#keep(key, field.value, text));
    this.part("close").addEventListener("click", () => this.close());
    this.part("remove").addEventListener("click", () => finish(onRemove));
    this.back = document.activeElement;
    this.sheet.section(paragraph).append(this.form);
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }

  /** Closes without saving; the draft stays until it is saved. */
  close() {
    if (this.form) this.#leave();
  }

  part(name) {
    return this.form.querySelector(`[data-editor-${name}]`);
  }

  #keep(key, written, stored) {
    if (written.trim() === stored) this.drafts.delete(key);
    else this.drafts.set(key, written);
  }

  #leave() {
    const section = this.form.closest("[data-paragraph]");
    this.form.remove();
    this.form = null;
    const isChip = this.back.matches("[data-passage], [data-question]");
    const back = isChip ? sameChip(section, this.back) : this.back;
    const canTake = back && back !== document.body && back.checkVisibility();
    (canTake ? back : section).focus({ preventScroll: true });
  }

  #onKey(event, save) {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") this.close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  }
}
