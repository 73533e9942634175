// Keys of a grid, form[data-grid]: cells are inputs with data-grid-cell, the name of their column.
// Enter and the arrows up and down move inside a column; Ctrl+D copies from the cell above, with Shift to all below.

export function moveInGrid(form) {
  form.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-grid-cell]");
    if (!cell || event.isComposing || event.altKey) return;
    const column = [...form.querySelectorAll(`[data-grid-cell="${cell.dataset.gridCell}"]`)];
    const act = action(event, column, column.indexOf(cell));
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function action(event, column, at) {
  const isFill = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d";
  if (isFill) return () => fill(column, at, event.shiftKey);
  if (event.ctrlKey || event.metaKey) return null;
  if (event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey)) return () => column[at - 1]?.select();
  if (event.key === "ArrowDown" || event.key === "Enter") return () => column[at + 1]?.select();
  return null;
}

function fill(column, at, isToTheEnd) {
  if (isToTheEnd) for (const cell of column.slice(at + 1)) cell.value = column[at].value;
  else if (at > 0) column[at].value = column[at - 1].value;
}
