"""Blank tables to start from, made from the row models, so they are never out of date."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from planner.atomic_files import write_folder
from planner.plan.reading.example_rows import example_row
from planner.plan.reading.records import COMMENT
from planner.plan.tables import DRIVERS, TABLES, Table
from planner.plan.tables.column import Column, is_required


def template_text(table: Table) -> str:
    """Blank CSV of one table: its columns, and rows that say what to type.

    >>> template_text(TABLES["inventory"]).splitlines()[0]
    'name,bought,units,model,support_ends,lease_payment,lease_payments_left,lease_buyout,active,source,note'
    """
    out = io.StringIO()
    rows = {"district": _form, "assumptions": _assumptions}.get(table.name, _rows)(table)
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _rows(table: Table) -> Iterator[list[str]]:
    """One item a row: what to type, and an example, in rows that are not read."""
    columns = table.columns
    yield list(columns)
    helps = [help_text(table, name, column) for name, column in columns.items()]
    yield [f"{COMMENT} {helps[0]}", *helps[1:]]
    yield example_row(table)


def _form(table: Table) -> Iterator[list[str]]:
    yield ["setting", "value", "source", "note", "unit", "what to type"]
    for name, column in table.columns.items():
        yield [name, "", "", "", column.unit, help_text(table, name, column)]


def _assumptions(table: Table) -> Iterator[list[str]]:
    """The assumptions are listed already; only their values are blank."""
    yield [*table.columns, "what to type"]
    blanks = [""] * (len(table.columns) - 1)
    yield [
        f"{COMMENT} another row with a from_year changes an assumption from that year on",
        *blanks,
        "",
    ]
    for name, column in DRIVERS.items():
        yield [name, *blanks, driver_help(column)]


def driver_help(column: Column) -> str:
    """What to type for an assumption, and what a blank value means.

    >>> driver_help(DRIVERS["enrollment_growth_rate"])
    'Change in students from one year to the next, such as -1%; needed'
    """
    text = f"{column.help}, such as {column.example}"
    if column.default:
        return f"{text}; blank: {column.default.value:.1%} ({column.default.as_of})"
    return f"{text}; blank: {column.blank_means}" if column.blank_means else f"{text}; needed"


def help_text(table: Table, name: str, column: Column) -> str:
    """What to type in a column of a table, and what a blank cell means.

    >>> help_text(TABLES["inventory"], "units", TABLES["inventory"].columns["units"])
    'In service now; needed'
    """
    such_as = f", such as {column.example}" if column.kind == "rates" else ""
    parts = [column.help + such_as]
    if column.choices and name != "name":
        parts.append("one of: " + ", ".join(column.shown_choices))
    if column.default:
        parts.append(f"blank: {column.default.value:g} ({column.default.as_of})")
    elif column.blank_means:
        parts.append(f"blank: {column.blank_means}")
    elif not is_required(table.model, name):
        parts.append("may be blank")
    else:
        parts.append("needed")
    return "; ".join(parts)


def write_templates(folder: Path) -> list[Path]:
    """Write every blank table into a folder that has none of them yet.

    Raises
    ------
    FileExistsError
        If one of the tables is already there, or a file; nothing is written then.
    OSError
        If one cannot be written; then none is written.
    """
    contents = {table.file: template_text(table) for table in TABLES.values()}
    if folder.exists() and not folder.is_dir():
        msg = f"{folder} is a file; name a new folder"
        raise FileExistsError(msg)
    there = [name for name in contents if (folder / name).exists()]
    if there:
        msg = f"{folder} already has {', '.join(there)}"
        raise FileExistsError(msg)
    return write_folder(folder, contents, needed=TABLES["district"].file)
