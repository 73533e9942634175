// A menu, <details data-menu> with its button as <summary>: it closes on Escape, which gives the button the keyboard
// back, and when one clicks or goes elsewhere.

export function watchMenu(menu) {
  const close = (target) => {
    if (target && !menu.contains(target)) menu.open = false;
  };
  document.addEventListener("pointerdown", ({ target }) => close(target));
  menu.addEventListener("focusout", ({ relatedTarget }) => close(relatedTarget));
  document.addEventListener("keydown", (event) => event.key === "Escape" && menu.open && leave(event), true);

  /** Before anything else hears of the key. */
  function leave(event) {
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  }
}
