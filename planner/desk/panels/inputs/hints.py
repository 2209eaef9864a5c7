"""What is around a table on the desk: hints, names to choose from, how much of it is shown."""

from __future__ import annotations

from planner.desk.panels.inputs.cells import what_to_type
from planner.desk.panels.inputs.lines import VALUE, column_meaning
from planner.desk.panels.inputs.table import PAGE, OpenTable, always_needed, plain_id
from planner.views.format.counts import how_many
from planner.views.format.markup import text_of
from planner.workbook.table_sheet import NAMES_OF

#: The hint of the column that the keyboard is in.
_IN_COLUMN = (
    ".planner-inputs-open:has(.planner-grid tbody tr > :nth-child({place}) :focus) .hint.k{place}"
)


def names_lists(opened: OpenTable) -> str:
    """Names of other tables' rows, which the browser suggests where a cell names one.

    Parameters
    ----------
    opened : OpenTable
        The table.
    """
    columns = (opened.named_by, *opened.columns)
    named = dict.fromkeys(NAMES_OF.get((opened.table.name, column), "") for column in columns)
    return "".join(
        f'<datalist id="inputs-names-{name}">{"".join(_option(one) for one in names)}</datalist>'
        for name in named
        if (names := opened.names.get(name))
    )


def _option(name: str) -> str:
    return f'<option value="{text_of(name)}"></option>'


def hints(opened: OpenTable) -> str:
    """What to type into each column; the browser shows the one that the keyboard is in.

    Parameters
    ----------
    opened : OpenTable
        The table.
    """
    shown = (opened.named_by, *opened.columns)
    told, places = [], []
    place = 1
    for column in shown:
        meaning = column_meaning(opened.table, column)
        says = what_to_type(meaning, needed=always_needed(opened.table, column))
        told.append(
            f'<p class="hint k{place}" id="inputs-help-{opened.table.name}-{plain_id(column)}">'
            f"<b>{text_of(meaning.label)}.</b> {text_of(says)}</p>"
        )
        places.append(place)
        place += 2 if column == VALUE and opened.explains_lines else 1
    within = ", ".join(_IN_COLUMN.format(place=place) for place in places)
    return f"{''.join(told)}<style>{within} {{ display: block !important }}</style>"


def columns_words(folded: int) -> str:
    """How many columns are folded away, in words.

    >>> columns_words(7), columns_words(0)
    ('Show all columns (7 more)', 'Hide unused columns')
    """
    return f"Show all columns ({folded} more)" if folded else "Hide unused columns"


def pages_words(opened: OpenTable) -> str:
    """Which lines are shown, in words; blank where all are.

    >>> from planner.desk.panels.inputs.lines import Line
    >>> from planner.plan.tables import TABLES
    >>> lines = tuple(Line(str(k), str(k), str(k), {}) for k in range(250))
    >>> pages_words(OpenTable(TABLES["devices"], lines, (), {}, first=200))
    'Rows 201 to 250 of 250 rows'
    """
    if len(opened.lines) <= PAGE:
        return ""
    last = opened.first + len(opened.shown)
    return f"Rows {opened.first + 1:,} to {last:,} of {how_many(len(opened.lines), 'row')}"
