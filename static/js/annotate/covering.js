// How much of the window lies under the bar, the foot and what comes up above it: told to the browser as scroll
// padding, so that it scrolls nothing behind them that has the focus (WCAG 2.2, 2.4.11). [data-covers] says top or
// bottom; what does not stick covers nothing.

const ROOM = { top: 20, bottom: 60 }; // pixels between them and the cursor's words, where the window is large enough

export class Covering {
  /** `onChange()` when more or less is covered than before. */
  constructor(page, onChange) {
    this.parts = [...page.querySelectorAll("[data-covers]")];
    this.onChange = onChange;
    const observer = new ResizeObserver(() => this.#measure());
    for (const part of this.parts) observer.observe(part);
    addEventListener("resize", () => this.#measure());
  }

  #measure() {
    const covered = { top: 0, bottom: 0 };
    for (const part of this.parts) {
      const isStuck = getComputedStyle(part).position !== "static";
      if (isStuck) covered[part.dataset.covers] += part.offsetHeight;
    }
    const room = (side) => Math.min(ROOM[side], innerHeight / 16);
    const padding = [covered.top + room("top"), covered.bottom + room("bottom")].map((pixels) => `${pixels}px`);
    const { style } = document.documentElement;
    if (padding.join(" ") === this.padding) return;
    this.padding = padding.join(" ");
    [style.scrollPaddingTop, style.scrollPaddingBottom] = padding;
    this.onChange();
  }
}
