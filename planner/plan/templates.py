"""Blank tables to start from, made from the row models so that they are never out of date."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from planner.plan.columns import Column, is_required
from planner.plan.tables import DRIVERS, TABLES, Table

#: Rows of a blank table that start with this are for the eye and are not read.
COMMENT = "#"


def template_text(table: Table) -> str:
    """Blank CSV of one table: its columns, and two rows that say what to type.

    >>> template_text(TABLES["inventory"]).splitlines()[0]
    'name,bought,units,support_ends,active,source,note'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if table.shape == "form":
        _form(writer, table)
    elif table.name == "assumptions":
        _assumptions(writer, table)
    else:
        columns = table.columns
        writer.writerow(columns)
        helps = [_help(table, name, column) for name, column in columns.items()]
        examples = [column.example for column in columns.values()]
        writer.writerow([f"{COMMENT} {helps[0]}", *helps[1:]])
        writer.writerow([f"{COMMENT} for example", *examples[1:]])
    return out.getvalue()


def _form(writer: csv._writer, table: Table) -> None:
    writer.writerow(["setting", "value", "source", "note", "unit", "what to type"])
    for name, column in table.columns.items():
        writer.writerow([name, "", "", "", column.unit, _help(table, name, column)])


def _assumptions(writer: csv._writer, table: Table) -> None:
    """The drivers stand in the table already; only their values are blank."""
    writer.writerow([*table.columns, "what to type"])
    blanks = [""] * (len(table.columns) - 1)
    note = f"{COMMENT} a further row with a from_year changes an assumption from that year on"
    writer.writerow([note, *blanks, ""])
    for name, column in DRIVERS.items():
        help_text = f"{column.help}, such as {column.example}"
        if column.default:
            help_text += f"; blank: {column.default.value:.1%} ({column.default.as_of})"
        else:
            help_text += f"; blank: {column.blank_means}" if column.blank_means else "; needed"
        writer.writerow([name, *blanks, help_text])


def _help(table: Table, name: str, column: Column) -> str:
    parts = [column.help]
    if column.choices and name != "name":
        parts.append("one of: " + ", ".join(column.choices))
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
        If one of the tables is already there; nothing is written then.
    """
    files = {folder / table.file: template_text(table) for table in TABLES.values()}
    there = [file.name for file in files if file.exists()]
    if there:
        msg = f"{folder} already holds {', '.join(there)}"
        raise FileExistsError(msg)
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        file.write_text(text, encoding="utf-8", newline="\n")
    return list(files)
