// The keyboard between the cells of a table: at once, whatever Python is busy with.

/** How many rows further a key leads. */
const ROWS_FURTHER = { Enter: 1, "Shift+Enter": -1, "Ctrl+ArrowDown": 1, "Ctrl+ArrowUp": -1 };

/** A cell that the keyboard comes to is not below the names of the rows, which stay in sight. */
function bringIntoSight(cell) {
  const grid = cell.closest("[data-grid]");
  const name = cell.closest("tr")?.querySelector("th");
  if (!grid || !name || name.contains(cell) || getComputedStyle(name).position !== "sticky") return;
  const below = name.getBoundingClientRect().right - cell.getBoundingClientRect().left;
  if (below > 0) grid.scrollLeft -= below + 4;
}

/** Enter goes down a column and Escape puts back what a cell held, within ``data-grid``. */
function listenInGrids(root) {
  root.addEventListener("focusin", (event) => bringIntoSight(event.target));
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
