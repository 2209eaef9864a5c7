"""One table of the plan on the desk: an HTML table whose cells are inputs.

Each row is a region of its own, so that an edit sends that row and not the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planner.desk.live.controls import button
from planner.desk.panels.inputs.cells import Cell, cell_input, plain_number, said_id, what_to_type
from planner.desk.panels.inputs.lines import (
    VALUE,
    Line,
    cell_needed,
    column_meaning,
    listed_in,
    meaning_of,
)
from planner.desk.panels.inputs.list import table_title
from planner.plan.problems.problem import Problem
from planner.plan.reading.headings import heading
from planner.plan.tables import Table
from planner.views.format.markup import text_of
from planner.workbook.table_sheet import NAMES_OF

#: Lines of a table that are shown at a time.
PAGE = 100


@dataclass(frozen=True)
class OpenTable:
    """A table as it is shown.

    Attributes
    ----------
    table : Table
        The table.
    lines : tuple of Line
        All of its lines.
    columns : tuple of str
        Columns that are shown, next to the names of the rows.
    said : mapping
        Row and column -> what is wrong or unusual there.
    names : mapping
        Table -> names of its rows, for columns that name one.
    first : int
        The first line that is shown.
    bare : bool
        Whether its file holds bare numbers, as a workbook does, which are shown as dollars.
    """

    table: Table
    lines: tuple[Line, ...]
    columns: tuple[str, ...]
    said: Mapping[tuple[str, str], Sequence[Problem]]
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    first: int = 0
    bare: bool = False

    @property
    def shown(self) -> tuple[Line, ...]:
        """Lines that are shown."""
        return self.lines[self.first : self.first + PAGE]

    @property
    def named_by(self) -> str:
        """Column with the names of the rows."""
        return "setting" if self.table.shape == "form" else "name"

    @property
    def explains_lines(self) -> bool:
        """Whether each line says what to type, as each is another setting."""
        return bool(listed_in(self.table))

    def cell_id(self, line: Line, column: str) -> str:
        """Id of a cell's input."""
        return f"inputs-{self.table.name}-{plain_id(line.key)}-{plain_id(column)}"

    def region(self, line: Line) -> str:
        """Name of a line's region."""
        return f"row-{self.table.name}-{plain_id(line.key)}"

    def explained(self, line: Line, column: str) -> str:
        """Id of the text that says what to type into a cell."""
        if column == VALUE and line.listed:
            return f"inputs-help-{self.table.name}-of-{plain_id(line.key)}"
        return f"inputs-help-{self.table.name}-{plain_id(column)}"


def plain_id(name: str) -> str:
    """A name as a part of an id."""
    return "".join(char if char.isalnum() else "_" for char in name)


def grid(opened: OpenTable) -> str:
    """The table with its headings and a place for each row.

    Parameters
    ----------
    opened : OpenTable
        The table.
    """
    table = opened.table
    title = f"{table_title(table.name)}: {table.about}"
    places = "".join(
        f'<tbody data-region="inputs.{opened.region(line)}"></tbody>' for line in opened.shown
    )
    blank = "" if opened.lines else _no_rows(opened)
    caption = f'<caption class="planner-desk-said">{text_of(title)}</caption>'
    return (
        f'<div class="planner-scroll planner-grid" tabindex="0" role="region" '
        f'aria-label="{text_of(title)}" data-grid data-paste="inputs.paste"><table '
        f'id="inputs-table-{table.name}">{caption}'
        f"<thead><tr>{''.join(_headings(opened))}</tr></thead>{places}{blank}</table></div>"
    )


def _no_rows(opened: OpenTable) -> str:
    said = "This table has no rows. Add one, or paste rows from Excel into the first one."
    return f'<tbody><tr><td colspan="{_width(opened)}">{said}</td></tr></tbody>'


def _width(opened: OpenTable) -> int:
    return len(opened.columns) + 2 + opened.explains_lines


def _headings(opened: OpenTable) -> Iterator[str]:
    table = opened.table
    yield _heading(heading(table, opened.named_by), "", "")
    for column in opened.columns:
        meaning = column_meaning(table, column)
        says = what_to_type(meaning, needed=always_needed(table, column))
        yield _heading(meaning.label, meaning.unit, says)
        if column == VALUE and opened.explains_lines:
            yield _heading("What to type", "", "")
    yield '<th scope="col"><span class="planner-desk-said">Copy or remove the row</span></th>'


def _heading(label: str, unit: str, says: str) -> str:
    title = f' title="{text_of(says)}"' if says else ""
    shown = f'<span class="unit">{text_of(unit)}</span>' if unit else ""
    return f'<th scope="col"{title}>{text_of(label)} {shown}</th>'


def always_needed(table: Table, column: str) -> bool:
    """Whether a column is needed in every row of a table."""
    return cell_needed(table, Line("", "", "", {}), column)


def row(opened: OpenTable, line: Line) -> str:
    """Markup of one row, and what is wrong in it below its cells.

    Parameters
    ----------
    opened : OpenTable
        The table.
    line : Line
        Its line.
    """
    cells = [_row_heading(opened, line)]
    said = [*_said(opened, line, opened.named_by)]
    for column in opened.columns:
        cells.append(f"<td>{_input(opened, line, column)}</td>")
        said += _said(opened, line, column)
        if column == VALUE and opened.explains_lines:
            cells.append(f'<td class="what">{_what_to_type(opened, line)}</td>')
    said += _said(opened, line, "")
    cells.append(f'<td class="row-buttons">{_buttons(opened, line)}</td>')
    below = ""
    if said:
        below = (
            f'<tr class="said"><td colspan="{_width(opened)}"><div>{"".join(said)}</div></td></tr>'
        )
    return f"<tr>{''.join(cells)}</tr>{below}"


def _row_heading(opened: OpenTable, line: Line) -> str:
    """The name of a row: an input, but for what the planner lists."""
    place = str(line.number) if line.number else "" if line.listed else "new"
    number = f'<span class="number">{place}</span>'
    name = text_of(line.name) if line.listed else _input(opened, line, opened.named_by)
    return f'<th scope="row"><div class="row-name">{number}<span>{name}</span></div></th>'


def _input(opened: OpenTable, line: Line, column: str) -> str:
    table = opened.table
    meaning = meaning_of(table, line, column)
    text = line.cells.get(column, "")
    label = f"{meaning.label}, {line.name}"
    if column == VALUE and line.listed:
        label = line.name
    named = NAMES_OF.get((table.name, column), "")
    named = named if opened.names.get(named) else ""
    cell = Cell(
        id=opened.cell_id(line, column),
        label=label,
        column=column,
        meaning=meaning,
        text=plain_number(meaning, text) if opened.bare else text,
        needed=cell_needed(table, line, column),
        explained=opened.explained(line, column),
        said=opened.said.get((line.row, column), ()) if line.row else (),
        names=f"inputs-names-{named}" if named else "",
        formula=column in line.formulas,
        fixed=column in line.fixed,
    )
    fields = f'data-row="{text_of(line.key)}" data-column="{text_of(column)}"'
    return cell_input(cell, fields)


def _said(opened: OpenTable, line: Line, column: str) -> Iterator[str]:
    """Sentences about a cell of a line, or about all of it."""
    problems = opened.said.get((line.row, column), ()) if line.row else ()
    if not problems:
        return
    label = meaning_of(opened.table, line, column).label if column else ""
    cell = Cell(
        opened.cell_id(line, column),
        "",
        column,
        column_meaning(opened.table, column),
        "",
        needed=False,
        explained="",
    )
    sentences = "".join(
        f'<span class="{"to-fix" if problem.blocks else "to-check"}">'
        f"<b>{text_of(label or line.name)}{'' if problem.blocks else ' (warning)'}:</b> "
        f"{text_of(problem.message)}</span>"
        for problem in problems
    )
    yield f'<p id="{text_of(said_id(cell))}">{sentences}</p>'


def _what_to_type(opened: OpenTable, line: Line) -> str:
    if not line.listed:
        return ""
    needed = cell_needed(opened.table, line, VALUE)
    says = what_to_type(meaning_of(opened.table, line, VALUE), needed=needed)
    return f'<span id="{opened.explained(line, VALUE)}">{text_of(says)}</span>'


def _buttons(opened: OpenTable, line: Line) -> str:
    if line.listed:
        return ""
    fields = {"row": line.key}
    key = f"{opened.table.name}-{plain_id(line.key)}"
    return _row_button("copy", "Copy", line, fields, key) + _row_button(
        "remove", "Remove", line, fields, key
    )


def _row_button(do: str, label: str, line: Line, fields: Mapping[str, str], key: str) -> str:
    shown = button(f"inputs.{do}", label, fields, key=f"inputs-{do}-{key}", style="link")
    hidden = f'<span class="planner-desk-said"> {text_of(line.name)}</span></button>'
    return shown.replace("</button>", hidden)
