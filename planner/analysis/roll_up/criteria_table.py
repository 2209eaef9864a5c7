"""An office's own table of criteria: what it measures districts against, in its order, by how much.

A row is a criterion; the first matters most, and one that is left out is not asked. A threshold
left blank is the usual one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from planner.plan.cells.read_cell import Value, as_word
from planner.plan.reading.records import Record
from planner.plan.reading.side_table import SideTable
from planner.plan.tables.column import Column, Kind, show_limit
from planner.reference.criteria import Criterion, usual_criteria

_USUAL: Mapping[str, Criterion] = {one.name: one for one in usual_criteria()}
COLUMNS: Mapping[str, Column] = {
    "criterion": Column(
        "Criterion",
        "choice",
        "What districts are measured against",
        example="structural_gap",
        choices=tuple(_USUAL),
        labels=tuple(one.title for one in _USUAL.values()),
    ),
    "most": Column(
        "Most",
        "number",
        "The most that meets the criterion: a rate, dollars per student, devices or rows",
        example="5%",
        blank_means="the usual threshold",
    ),
    "title": Column(
        "Title", "text", "What pages call it", example="Structural gap", blank_means="the usual one"
    ),
    "source": Column(
        "Source",
        "text",
        "Where the threshold comes from",
        example="Board policy 6110",
        blank_means="the usual source of the usual threshold; else the office itself",
    ),
    "measured_in": Column(
        "Measured in", "text", "Unit of the threshold, to be read only", blank_means="as usual"
    ),
}
_LONGEST_TITLE = 60
OWN = "The office's own threshold"


def read_criteria(file: Path) -> tuple[Criterion, ...]:
    """Read an office's table of criteria.

    Parameters
    ----------
    file : Path
        A CSV file with the columns ``criterion``, ``most``, ``title`` and ``source``, of which only
        the first must be there.

    Returns
    -------
    tuple of Criterion
        In the order of the rows.

    Raises
    ------
    SideTableError
        With a sentence for every cell that cannot be followed.
    """
    table = SideTable(file, COLUMNS, ("criterion",))
    found: dict[str, Criterion] = {}
    first: dict[str, int] = {}
    for record in table.rows():
        name = table.cell(record, "criterion")
        if name is None:
            table.note_blank(record, "criterion")
            continue
        usual = _USUAL[str(name)]
        if usual.name in found:
            facts = {"value": usual.name, "first": str(first[usual.name])}
            table.note("P09", record.number, "criterion", **facts)
        found[usual.name] = _criterion(table, record, usual)
        first.setdefault(usual.name, record.number)
    table.refuse("" if found else "it names no criterion. Type a row for each")
    return tuple(found.values())


def _criterion(table: SideTable, record: Record, usual: Criterion) -> Criterion:
    """The usual criterion with what a row says of it."""
    title, source = table.cell(record, "title"), table.cell(record, "source")
    table.note_long(record, title, _LONGEST_TITLE)
    unit = record.cells.get("measured_in", "")
    if unit and as_word(unit) != as_word(usual.measured_in):
        facts = {"value": unit, "expected": usual.measured_in, "nearest": ""}
        table.note("P16", record.number, "measured_in", **facts)
    named = replace(usual, title=str(title or usual.title))
    most = _most(table, record, usual)
    if most is None:
        return replace(named, source=str(source or usual.source))
    return replace(named, most=most, ours=False, source=str(source or OWN))


def _most(table: SideTable, record: Record, usual: Criterion) -> float | None:
    """The threshold that a row types, in the unit of its criterion."""
    column = replace(COLUMNS["most"], kind=threshold_kind(usual), example=_shown(usual))
    typed: Value | None = table.cell(record, "most", column)
    if not isinstance(typed, float | int):
        return None
    beyond = "P18" if typed < 0 else "P19" if column.kind == "rate" and typed > 1 else ""
    if beyond:
        facts = {"value": record.cells["most"], "limit": show_limit(column, float(typed > 0))}
        table.note(beyond, record.number, "most", **facts)
        return None
    return float(typed)


def usual_criteria_table() -> str:
    """The usual criteria as a table that an office may change: text of a CSV file.

    Examples
    --------
    >>> print(usual_criteria_table()[:77])
    criterion,most,measured_in,title,source
    unfunded_first_year,0,USD per student
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("criterion", "most", "measured_in", "title", "source"))
    for one in _USUAL.values():
        writer.writerow((one.name, _shown(one), one.measured_in, one.title, one.source))
    return text.getvalue()


def threshold_kind(usual: Criterion) -> Kind:
    """How the threshold of a criterion is typed and shown: as a rate, as money or as a number.

    >>> threshold_kind(_USUAL["cliff"]), threshold_kind(_USUAL["must_keep"])
    ('rate', 'number')
    """
    if usual.measured_in.startswith("share"):
        return "rate"
    return "money" if usual.measured_in.startswith("USD") else "number"


def _shown(usual: Criterion) -> str:
    """The usual threshold as it is typed.

    >>> _shown(_USUAL["cliff"]), _shown(_USUAL["must_keep"])
    ('5%', '0')
    """
    return f"{usual.most:.4g}" if threshold_kind(usual) != "rate" else f"{100 * usual.most:.4g}%"
