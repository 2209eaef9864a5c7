"""What the tab with the inputs shows: the tables, and the one that is open, row by row."""

from __future__ import annotations

from pathlib import Path

from planner.desk.live.controls import button
from planner.desk.panels.inputs.editor import TableEditor
from planner.desk.panels.inputs.hints import columns_words, hints, names_lists, pages_words
from planner.desk.panels.inputs.lines import Line
from planner.desk.panels.inputs.list import table_list, table_title
from planner.desk.panels.inputs.problems import (
    counts_of,
    general_problems,
    problem_list,
    problems_of,
)
from planner.desk.panels.inputs.table import PAGE, OpenTable, grid, row
from planner.editing.typed_rows import TypedRow, is_written
from planner.views.format.counts import how_many
from planner.views.format.markup import text_of

_HINT = (
    '<p class="hint first">Put the cursor into a cell to read what goes into it. Enter moves down, '
    "Esc puts back what the cell held. Rows and columns can be pasted from Excel.</p>"
)


class InputsPage:
    """Markup of the tab; a row that did not change is not made a second time.

    Parameters
    ----------
    path : Path
        The plan.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._made: dict[str, tuple[object, str]] = {}

    def regions(self, editor: TableEditor, count: int, note: str) -> dict[str, str]:
        """Regions of the tab by name, the rows last.

        Parameters
        ----------
        editor : TableEditor
            The table that is open.
        count : int
            How many changes are not saved yet.
        note : str
            Why something that was asked was not done; blank if it was.
        """
        problems = editor.edits.checked.problems
        tables = editor.edits.draft.tables
        rows = {name: sum(map(_is_typed, each.rows)) for name, each in tables.items()}
        opened = editor.shown()
        own = problems_of(problems, self._path, editor.name)
        said = f'<p class="planner-wrong">{text_of(note)}</p>' if note else ""
        shown = {
            "tables": table_list(counts_of(rows, problems, self._path), editor.name),
            "bar": _bar(editor, count),
            "problems": f"{said}{general_problems(problems, self._path)}"
            f"{problem_list(editor.table, opened.lines, opened.said, own)}",
        }
        if editor.unreadable:
            said = f"This table cannot be read: {editor.unreadable}."
            return {
                **shown,
                "hints": "",
                "grid": f"<p>{text_of(said)}</p>",
                "names": "",
                "below": "",
            }
        shown["hints"] = _HINT + hints(opened)
        shown["grid"] = grid(opened)
        shown["names"] = names_lists(opened)
        shown["below"] = _below(opened)
        made = {}
        for line in opened.shown:
            made[opened.region(line)] = self._row(opened, line)
        self._made = made
        return {**shown, **{name: html for name, (_, html) in made.items()}}

    def _row(self, opened: OpenTable, line: Line) -> tuple[object, str]:
        """A row's markup, and what it depends on."""
        columns = (opened.named_by, *opened.columns, "")
        said = [opened.said.get((line.row, column)) for column in columns]
        named = [bool(names) for names in opened.names.values()]
        depends = (line, opened.columns, said, named)
        before = self._made.get(opened.region(line))
        if before is not None and before[0] == depends:
            return before
        return depends, row(opened, line)


def _is_typed(row: TypedRow) -> bool:
    """Whether a row is in a file or has been typed; blank settings are only listed."""
    return row.line > 0 or row.from_start or is_written(row)


def _bar(editor: TableEditor, count: int) -> str:
    """Title of the table, and what can be done to it."""
    table = editor.table
    title = f"{table_title(table.name)}: {table.about}"
    said = f"{how_many(count, 'change')} not saved yet." if count else "Everything is saved."
    main = f"Save {how_many(count, 'change')}..." if count else "Save"
    buttons = [
        "" if table.shape == "form" else button("inputs.add", "Add a row", key="inputs-add"),
        _step("inputs.undo", "Undo", editor.edits.undoes),
        _step("inputs.redo", "Redo", editor.edits.redoes),
        _columns_button(editor),
        _on(button("inputs.difference", main, key="inputs-save", style="main"), on=bool(count)),
        button("inputs.reload", "Reload", key="inputs-reload"),
    ]
    return (
        f'<h2>{text_of(title)}</h2><p class="planner-buttons">{"".join(buttons)}'
        f'<span class="unsaved">{said}</span></p>'
    )


def _step(do: str, label: str, name: str) -> str:
    """Undo or redo, and what."""
    words = f"{label} {name}" if name else label
    return _on(button(do, words, key=do.replace(".", "-")), on=bool(name))


def _on(html: str, *, on: bool) -> str:
    """A button that does nothing now can still hold the keyboard, which would be lost otherwise."""
    return html if on else html.replace("<button", '<button aria-disabled="true"', 1)


def _columns_button(editor: TableEditor) -> str:
    if not editor.folded:
        return ""
    unfolded = editor.name in editor.shows_all
    words = columns_words(0 if unfolded else editor.folded)
    return button("inputs.columns", words, key="inputs-columns")


def _below(opened: OpenTable) -> str:
    """Adding a row after the last, and leafing through a long table."""
    parts = []
    if opened.table.shape != "form" and opened.lines:
        parts.append(button("inputs.add", "Add a row", key="inputs-add-below"))
    words = pages_words(opened)
    if words:
        for label, first in (
            ("Rows before", opened.first - PAGE),
            ("Next rows", opened.first + PAGE),
        ):
            there = 0 <= first < len(opened.lines)
            key = f"inputs-page-{label.split()[0].lower()}"
            html = button("inputs.page", label, {"first": str(max(0, first))}, key=key)
            parts.append(_on(html, on=there))
        parts.append(f"<span>{words}</span>")
    return f'<p class="planner-buttons">{"".join(parts)}</p>' if parts else ""
