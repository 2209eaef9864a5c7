// The keyboard between the cells of a table: at once, whatever Python is busy with.

/** How many rows further a key leads. */
const ROWS_FURTHER = { Enter: 1, "Shift+Enter": -1, "Ctrl+ArrowDown": 1, "Ctrl+ArrowUp": -1 };

/** Enter goes down a column and Escape puts back what a cell held, within ``data-grid``. */
function listenInGrids(root) {
  root.addEventListener("keydown", (event) => {
    const cell = event.target;
    const grid = cell.dataset?.column === undefined ? null : cell.closest("[data-grid]");
    if (!grid || event.isComposing) return;
    if (event.key === "Escape" && cell.value !== cell.told) {
      event.preventDefault();
      cell.value = cell.told;
      cell.select?.();
      return;
    }
    const held = ["Ctrl", "Alt", "Shift", "Meta"].filter((key) => event[`${key.toLowerCase()}Key`]);
    const step = ROWS_FURTHER[[...held, event.key].join("+")];
    if (!step) return;
    const column = grid.querySelectorAll(`[data-column="${CSS.escape(cell.dataset.column)}"]`);
    const cells = [...column].filter((one) => one.dataset.do === cell.dataset.do);
    const next = cells[cells.indexOf(cell) + step];
    if (!next) return; // what was typed is told as anywhere, and the keyboard stays
    event.preventDefault();
    next.focus(); // which tells what was typed
    next.select?.();
  });
}
