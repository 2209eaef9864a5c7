"""Edits that tests make: the same ones in a folder and in a workbook."""

from __future__ import annotations

from hypothesis import strategies as st

from planner.editing.draft import Draft

#: What is done, in which table, to which row, what is typed, in which column.
Edit = tuple[str, str, int, str, int]

_DONE = ("set", "set", "add", "copy", "remove", "undo", "redo", "save")
_TABLES = ("licenses", "district", "assumptions", "scenarios", "network", "options")
_TEXTS = ("", "5%", "$1,200", 'a, "b"', "no", " x ", "# y", "=1", "=\n2", "Levy", "6/30/2029", "7")

EDITS = st.lists(
    st.tuples(
        st.sampled_from(_DONE),
        st.sampled_from(_TABLES),
        st.integers(0, 30),
        st.sampled_from(_TEXTS),
        st.integers(0, 12),
    ),
    max_size=12,
)


def make(draft: Draft, edit: Edit) -> None:
    """Make an edit, if there is such a row."""
    do, table, place, text, column = edit
    rows, columns = draft.tables[table].rows, draft.tables[table].columns
    if do == "undo":
        draft.undo()
    elif do == "redo":
        draft.redo()
    elif do == "save":
        draft.save()
    elif do == "add":
        draft.add(table, {columns[column % len(columns)]: text})
    elif rows and do == "set":
        row = rows[place % len(rows)].id
        draft.set(table, row, columns[column % len(columns)], text)
    elif rows and do == "copy":
        draft.copy(table, rows[place % len(rows)].id)
    elif rows:
        draft.remove(table, rows[place % len(rows)].id)


def row_called(draft: Draft, table: str, name: str) -> str:
    """Id of a row by its name, or of a setting by its own."""
    key = "setting" if table == "district" else "name"
    return next(row.id for row in draft.tables[table].rows if row.cells.get(key) == name)
