// Coding with the mouse or a finger: click = unit, double click = word, triple click = paragraph, drag = exact with
// word snap (Alt: to the character), Shift+click extends. The browser's own selection is taken over and painted as
// ours; a finger's stays, with its handles. Listens on the sheet; chips and other controls in it are left alone. No
// data- attributes.

import { caretAt, spansOf } from "annotate/selection";
import { settle, wordAt } from "annotate/words";

const SETTLED = 250; // milliseconds without a change until a finger's selection is taken

export class Mouse {
  /** `snaps()` tells whether selections grow to words; `onPick()` is called after a click or selection. */
  constructor({ sheet, cursor, snaps, onPick }) {
    Object.assign(this, { sheet, cursor, snaps, onPick, page: sheet.element.closest("[data-annotate]") });
    document.addEventListener("pointerdown", (event) => this.#onDown(event));
    sheet.element.addEventListener("pointermove", (event) => this.#onDrag(event));
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => this.#onRelease());
    document.addEventListener("mouseup", (event) => this.#onUp(event));
    document.addEventListener("selectionchange", () => this.#onTouchSelection());
    document.addEventListener("copy", (event) => this.#onCopy(event));
  }

  #onDown({ pointerType, target }) {
    this.isTouch = pointerType === "touch";
    this.isFromText = this.#isOnText(target);
  }

  /** Keeps a drag in the text that leaves it: the browser's selection would go on to wherever the pane stands in the
   *  page, which is behind the last paragraph. */
  #onDrag({ buttons, pointerId }) {
    if (buttons !== 1 || !this.isFromText || this.isTouch) return;
    this.sheet.element.setPointerCapture(pointerId);
    this.page.classList.add("annotate-dragging");
  }

  #onRelease() {
    this.page.classList.remove("annotate-dragging");
  }

  #onUp(event) {
    if (event.button !== 0 || this.isTouch) return;
    const selection = getSelection();
    const isChosen = !selection.isCollapsed && this.#touches(selection);
    // With Shift the browser selects from where its own caret is; we go on from our cursor.
    if (isChosen && !event.shiftKey) this.#take(selection.getRangeAt(0), this.#isSnapped(event));
    else if (this.#isOnText(event.target)) this.#click(event);
    if (isChosen) selection.removeAllRanges();
  }

  /** A double click takes a whole word, high-standard too, of which the browser takes only a part. */
  #isSnapped({ altKey, detail }) {
    return detail === 2 || (this.snaps() && !altKey);
  }

  #isOnText(target) {
    return this.sheet.element.contains(target) && !target.closest("button, a, textarea, input, form");
  }

  #click(event) {
    const caret = caretAt(event.clientX, event.clientY);
    const paragraph = this.sheet.paragraphOf(caret?.section ?? document.elementFromPoint(event.clientX, event.clientY));
    if (paragraph === null) return;
    const at = caret?.offset ?? 0;
    const isThere = event.shiftKey
      ? this.cursor.reachTo(paragraph, ...this.#word(paragraph, at, event.altKey))
      : this.cursor.goTo(paragraph, at);
    if (isThere) this.onPick();
  }

  #word(paragraph, at, isExact) {
    return isExact ? [at, at] : wordAt(this.sheet.index(paragraph), at, this.sheet.language(paragraph));
  }

  #touches({ anchorNode, focusNode }) {
    const inside = (node) => this.sheet.element.contains(node);
    const editing = anchorNode?.parentElement?.closest("textarea, input, form");
    return (inside(anchorNode) || inside(focusNode)) && !editing;
  }

  #take(range, isSnapped) {
    const sections = this.cursor.order.map((paragraph) => this.sheet.section(paragraph));
    const spans = spansOf(range, sections).map(({ section, start, end }) => {
      const paragraph = this.sheet.paragraphOf(section);
      const language = this.sheet.language(paragraph);
      const kept = settle(this.sheet.index(paragraph), start, end, { language, isSnapped });
      return kept && { paragraph, start: kept[0], end: kept[1] };
    });
    if (this.cursor.select(spans.filter(Boolean))) this.onPick();
  }

  #onTouchSelection() {
    if (!this.isTouch) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const selection = getSelection();
      if (!selection.isCollapsed && this.#touches(selection)) this.#take(selection.getRangeAt(0), this.snaps());
    }, SETTLED);
  }

  /** Ctrl+C in the text copies what is selected, although the browser does not know of it. */
  #onCopy(event) {
    const isInText = this.#isOnText(document.activeElement);
    if (!isInText || !getSelection().isCollapsed || !this.cursor.selection) return;
    const quotes = this.cursor.spans().map(({ paragraph, start, end }) => this.sheet.quote(paragraph, start, end));
    event.clipboardData.setData("text/plain", quotes.join("\n\n"));
    event.preventDefault();
  }
}
