"""What saving would write: cell by cell, and what that does to the answer."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.compare import Comparison
from planner.desk.panels.inputs.cells import plain_number
from planner.desk.panels.inputs.lines import VALUE, column_meaning, listed_in
from planner.desk.panels.inputs.list import table_title
from planner.editing.cell_changes import CellChange
from planner.plan.reading.headings import column_called
from planner.plan.tables import TABLES
from planner.plan.tables.column import Column
from planner.views.board.key_figures import key_figures
from planner.views.board.votes import answer_with_votes
from planner.views.format.counts import how_many
from planner.views.format.markup import TableRow, paragraphs, table
from planner.views.questions.differences import lines_table

_HEADINGS = ("Table and row", "Column", "Before", "After")
SAME_ANSWER = "The answer stays the same."


def changes_table(changes: Sequence[CellChange], caption: str = "") -> str:
    """Every cell that was changed, and rows that were added or removed.

    Parameters
    ----------
    changes : sequence of CellChange
        The changes.
    caption : str
        What the table shows; how many changes are not saved yet if left out.
    """
    said = caption or f"{how_many(len(changes), 'change')} not saved yet"
    return table(said, _HEADINGS, [_row(change) for change in changes], words=True)


def _row(change: CellChange) -> TableRow:
    title, listed = table_title(change.table), listed_in(TABLES[change.table])
    name = listed[change.row_name].label if change.row_name in listed else change.row_name
    meaning = _meaning(change)
    before = plain_number(meaning, change.before) or _nothing(change, "added")
    after = plain_number(meaning, change.after) or _nothing(change, "removed")
    cells = [column_words(change.table, change.column), before, after]
    return TableRow(f"{title}: {name}" if name else title, cells)


def _nothing(change: CellChange, kind: str) -> str:
    """What a cell without text is: blank, or of a row that is not there."""
    return "no row" if change.kind == kind else "blank"


def _meaning(change: CellChange) -> Column:
    """What a changed cell means; of a setting or an assumption its value."""
    listed = listed_in(TABLES[change.table])
    if change.column == VALUE and change.row_name in listed:
        return listed[change.row_name]
    return column_meaning(TABLES[change.table], change.column)


def column_words(name: str, column: str) -> str:
    """What a column is called in the list of changes.

    >>> column_words("devices", "unit_price"), column_words("district", "staff")
    ('Price', 'Staff headcount')
    >>> column_words("devices", "")
    'the row'
    """
    if not column:
        return "the row"
    found = TABLES[name]
    if found.shape == "form" and column_called(name, column) in found.columns:
        return found.columns[column_called(name, column)].label
    return column_meaning(found, column).label


def effect_on_answer(saved: Comparison | None, edited: Comparison | None, to_fix: int = 0) -> str:
    """What the changes do to the answer, before and after.

    Parameters
    ----------
    saved, edited : Comparison or None
        The plan as its files have it, and with the changes; None where it cannot be calculated.
    to_fix : int
        How many problems the edited tables have.
    """
    if edited is None:
        return paragraphs(
            f"The plan cannot be calculated until {how_many(to_fix, 'problem')} "
            f"{'is' if to_fix == 1 else 'are'} fixed. You can save it as it is and continue later."
        ).html
    after = answer_with_votes(edited.figures)
    if saved is None:
        return paragraphs(
            f"As saved, the plan cannot be calculated. With your changes: {after}"
        ).html
    before = answer_with_votes(saved.figures)
    if before == after and key_figures(saved.figures).text == key_figures(edited.figures).text:
        return paragraphs(SAME_ANSWER, f"It is: {after}").html
    return f"{_side_by_side(saved, edited)}{_by_line(saved, edited)}"


def _side_by_side(saved: Comparison, edited: Comparison) -> str:
    sides = (("As saved", saved), ("With your changes", edited))
    return f'<div class="planner-two-sides">{"".join(_side(*side) for side in sides)}</div>'


def _side(title: str, comparison: Comparison) -> str:
    answer = paragraphs(answer_with_votes(comparison.figures)).html
    return f"<section><h4>{title}</h4>{answer}{key_figures(comparison.figures).html}</section>"


def _by_line(saved: Comparison, edited: Comparison) -> str:
    """By budget line and year, where both plans have the same years."""
    if saved.main.years != edited.main.years:
        return ""
    caption = "With your changes less as saved, in dollars"
    return lines_table(saved.main, edited.main, caption).html
