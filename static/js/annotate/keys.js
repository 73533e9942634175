// Which command or theme a key means. Single characters act only while the text has the focus and can be switched off
// (WCAG 2.1.4); keys with Ctrl, arrows, Space, Enter, Delete and Escape always stay. Pure; no data- attributes.  The
// sign that is typed counts, if anything is bound to it. Else a key of the row of digits is its digit, whatever sign
// the keyboard types there: by itself for the unit, with Shift for the whole paragraph. So it is on French keyboards,
// too, where & is 1, and Shift is needed to type a digit.

const ARROWS = {
  ArrowDown: ["paragraph", 1],
  ArrowUp: ["paragraph", -1],
  ArrowRight: ["unit", 1],
  ArrowLeft: ["unit", -1],
};
const EXTENDS = {
  ArrowDown: ["sentence", 1],
  ArrowUp: ["sentence", -1],
  ArrowRight: ["word", 1],
  ArrowLeft: ["word", -1],
};
const FIXED = { " ": "read", Enter: "ends", Delete: "remove", Backspace: "remove", Escape: "leave" };
const COMPOSING = 229; // what keyCode says while an input method has the key

export class Keys {
  /** `keys` {command: character}, `themes` [{slug, key}], `isOn` whether single characters act. */
  constructor({ keys, themes, isOn }) {
    this.isOn = isOn;
    this.commands = new Map(Object.entries(keys).map(([command, key]) => [key, command]));
    this.commands.delete("");
    this.learn(themes);
  }

  /** From now on these themes have keys. */
  learn(themes) {
    this.themes = new Map(themes.filter(({ key }) => key).map(({ slug, key }) => [key, slug]));
  }

  /** {command, step?, by?} or {theme, whole}, or null where the key means nothing here. */
  meaning(event) {
    if (event.ctrlKey || event.metaKey) return this.#withControl(event);
    if (event.key in ARROWS) return this.#arrow(event);
    if (event.altKey) return null;
    if (event.key === " " && event.shiftKey) return { command: "unread" };
    if (event.key in FIXED && !event.shiftKey) return { command: FIXED[event.key] };
    return this.isOn ? this.#character(event) : null;
  }

  #withControl({ key, shiftKey, altKey }) {
    if (altKey) return null;
    const letter = key.toLowerCase();
    if (letter === "z") return { command: shiftKey ? "redo" : "undo" };
    return letter === "y" && !shiftKey ? { command: "redo" } : null;
  }

  #arrow({ key, shiftKey, altKey }) {
    if (!shiftKey) return altKey ? null : { command: ARROWS[key][0], step: ARROWS[key][1] };
    const [by, step] = EXTENDS[key];
    return { command: "extend", by: altKey && by === "word" ? "character" : by, step };
  }

  #character(event) {
    const typed = characterOf(event);
    if (this.commands.has(typed)) return toStep(this.commands.get(typed));
    const key = event.shiftKey ? unshifted(event) : typed.toLowerCase();
    return this.#bound(key, event) ?? this.#bound(digitOf(event), event);
  }

  #bound(key, { shiftKey: whole }) {
    if (this.themes.has(key)) return { theme: this.themes.get(key), whole };
    return this.commands.has(key) && !whole ? toStep(this.commands.get(key)) : null;
  }
}

function toStep(command) {
  const steps = { paragraph_next: 1, paragraph_previous: -1 };
  return command in steps ? { command: "paragraph", step: steps[command] } : { command };
}

/** What was typed; an input method that swallows letters still says which place of the keyboard was pressed. */
function characterOf(event) {
  return event.keyCode === COMPOSING || event.key === "Process" ? unshifted(event) : event.key;
}

/** The digit in whose place of the keyboard the key is; "" elsewhere, also on the pad, whose keys move without it. */
function digitOf({ code }) {
  return /^Digit(\d)$/.exec(code)?.[1] ?? "";
}

/** The character of a key without Shift: Shift+1 types another sign on every keyboard. */
function unshifted({ key, code }) {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  const letter = /^\p{L}$/u.test(key) ? key.toLowerCase() : /^Key([A-Z])$/.exec(code)?.[1].toLowerCase();
  return digit ?? letter ?? key;
}
