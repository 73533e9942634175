// Which command a key means on the deciding page. Single characters act only while the list of differences has the
// focus and can be switched off (WCAG 2.1.4); arrows, Escape and keys with Ctrl always stay. Pure; no data- attributes.

const ARROWS = { ArrowDown: "next", ArrowUp: "previous" };
const COMPOSING = 229; // what keyCode says while an input method has the key

export class Keys {
  /** `letters` {character: command}, `isOn` whether single characters act. */
  constructor({ letters, isOn }) {
    this.letters = new Map(Object.entries(letters));
    this.isOn = isOn;
  }

  /** The command that a key means, or null. */
  meaning(event) {
    if (event.ctrlKey || event.metaKey) return withControl(event);
    if (event.altKey) return null;
    if (event.key in ARROWS) return event.shiftKey ? `paragraph_${ARROWS[event.key]}` : ARROWS[event.key];
    if (event.key === "Escape") return "leave";
    return this.isOn ? this.#character(event) : null;
  }

  /** What was typed counts; else, with Caps Lock or an input method, the letter or digit of that place. */
  #character(event) {
    const isComposing = event.keyCode === COMPOSING || event.key === "Process";
    const typed = isComposing ? place(event) : event.key;
    return this.letters.get(typed) ?? (event.shiftKey ? null : this.letters.get(typed.toLowerCase())) ?? null;
  }
}

function withControl({ key, shiftKey, altKey }) {
  if (altKey) return null;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" && !shiftKey ? "redo" : null;
}

function place({ code }) {
  return /^(?:Key|Digit)(\w)$/.exec(code)?.[1].toLowerCase() ?? "";
}
