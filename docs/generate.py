"""Write the pages and files that are made from the code: ``python docs/generate.py``.

The data dictionary comes from the row models, the list of problems from their sentences and
from ``problems.toml``, the glossary from the terms that pages explain, the table of rules from the
pointers in ``model.md``, the schema from the
models of the JSON document, the blank tables from the row models again. With ``--check`` nothing
is written; what is out of date is named.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from docs.cells_page import cells_page
from docs.markdown_table import markdown_table
from docs.rules_page import rules_page
from planner.plan.blank_tables import template_text
from planner.plan.problems.sentences import SENTENCES
from planner.plan.tables import DRIVERS, TABLES, Table
from planner.plan.tables.column import Column, bounds_of, is_required, show_limit, show_value
from planner.reference.glossary import Term, glossary
from planner.views.documents.plan_comparison import PlanComparisonDocument
from planner.views.documents.project import PlanDocument

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
MADE = "<!-- Made by docs/generate.py: change the code, not this page. -->\n"

KINDS = {
    "text": "text",
    "choice": "one of a few words",
    "list": "names",
    "rates": "rates",
    "yes_no": "yes or no",
    "number": "number",
    "money": "money",
    "rate": "rate",
    "fiscal_year": "fiscal year",
    "start_date": "date",
    "end_date": "date",
    "day": "date",
}

HOW_CELLS_ARE_READ = """\
# The tables

A plan is a folder of CSV tables, or a workbook with the same tables as sheets; `planner new DIR`
writes blank ones that say what to type. Columns may be in any order, optional columns may be left
out, and column names may be in capitals. Blank rows and rows that start with `#` are not read.

- **Money and numbers**: `1200`, `1,200`, `$1,200.50`; below zero `-300` or `(300)`.
- **Rates**: `3%` and `0.03` are the same. A rate of 1 or more needs the percent sign, so
  `3` is never taken for 300%. If a column takes several, by age for example, separate them with
  semicolons: `3%; 5%; 8%`.
- **Dates**: `6/30/2027`, `6/30/27`, `2027-06-30` or `30-Jun-27`. Anything with dates counts
  by whole months.
- **Fiscal years**: `FY2027`, `FY27`, `2027` and `2026-27` are the year that ends in 2027.
- Every other way to type a cell, and how it is read: [cells](cells.md).
- **Names** are those typed in the first column; scenarios, inventory and funding refer to
  rows by them.
- **source** and **note** may be filled in for every row. A `source` that starts with *ours* says
  that the figure is your own estimate.
"""

PROBLEMS = """\
# What the planner says about the tables

All problems of a plan are reported at once, in row order, with the row as the spreadsheet shows
it. Codes that start with P stop the plan until they are corrected; codes that start with W warn and
never block. Each example below is typed into a small plan by the tests.
"""

OTHERS = """\
# Cases of others

Small inputs of the kinds that went wrong elsewhere, and what a person expects of each. Names and
rows are invented; only the forms come from the sources. The tests run every line of this page on
the files in `tests/cases_of_others/`.
"""

GLOSSARY = """\
# Glossary

The terms of school finance and of the planner that a board member meets, with one sentence for
each. Pages made by the planner link the first use of a term to the same sentence at the end of the
page.
"""


@dataclass(frozen=True)
class Example:
    """One entry of problems.toml: what is typed, what the planner says, what fixes it."""

    code: str
    when: str
    says: tuple[str, ...]
    table: str = ""
    row: str = ""
    typed: str | None = None
    fixed: str | None = None
    whole: bool = False
    file: str = ""
    allow_difference: bool = False
    workbook: bool = False
    kind: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)


def examples() -> dict[str, Example]:
    """Every entry of problems.toml by its code."""
    entries = tomllib.loads((DOCS / "problems.toml").read_text(encoding="utf-8"))
    return {code: _example(code, entry) for code, entry in entries.items()}


def _example(code: str, entry: dict[str, Any]) -> Example:
    says = entry.pop("says")
    without = tuple(entry.pop("without", ()))
    told = (says,) if isinstance(says, str) else tuple(says)
    return Example(code=code, says=told, without=without, **entry)


def tables_page() -> str:
    """Data dictionary: every table, every column."""
    parts = [MADE, HOW_CELLS_ARE_READ]
    for table in TABLES.values():
        needed = "required" if table.required else "optional"
        about = f"{table.about[:1].upper()}{table.about[1:]}"
        parts.append(f"## {table.file}\n\n{about} ({needed}).\n\n{_columns(table)}")
        if table.name == "assumptions":
            parts.append(f"The assumptions:\n\n{_drivers()}")
    return "\n".join(parts)


def _columns(table: Table) -> str:
    rows = [
        (f"`{name}`", column.label, _what(column), column.unit, _allowed(table, name, column),
         _blank(table, name, column), _slider(column))
        for name, column in table.columns.items()
    ]  # fmt: skip
    head = ("column", "label", "what to type", "unit", "allowed", "blank means", "slider")
    return markdown_table(head, rows)


def _drivers() -> str:
    rows = [
        (f"`{name}`", column.label, _what(column), column.unit, _driver_blank(column),
         _slider(column))
        for name, column in DRIVERS.items()
    ]  # fmt: skip
    head = ("name", "label", "what to type", "unit", "blank means", "slider")
    return markdown_table(head, rows)


def _what(column: Column) -> str:
    example = f", for example `{column.example}`" if column.example else ""
    return f"{column.help} ({KINDS[column.kind]}){example}"


def _allowed(table: Table, name: str, column: Column) -> str:
    if column.choices:
        labels = (
            label.partition(" ")[2] if label[0].isdigit() else label for label in column.labels
        )
        return ", ".join(
            f"`{word}` ({label})" if label else f"`{word}`"
            for word, label in zip_longest(column.choices, labels, fillvalue="")
        )
    low, high = bounds_of(table.model, name)
    if low is None and high is None:
        return ""
    if high is None:
        return f"{show_limit(column, low)} or more"
    return f"{show_limit(column, low)} to {show_limit(column, high)}"


def _blank(table: Table, name: str, column: Column) -> str:
    if column.default:
        default = column.default
        value = show_value(column, default.value)
        return f"{value} ({default.as_of}: {default.source})"
    return "needed" if is_required(table.model, name) else column.blank_means


def _driver_blank(column: Column) -> str:
    if column.default:
        value = show_value(column, column.default.value)
        return f"{value} ({column.default.as_of}: {column.default.source})"
    return column.blank_means or "needed"


def _slider(column: Column) -> str:
    if column.slider is None:
        return ""
    low, high, step = (show_value(column, float(value)) for value in column.slider)
    return f"{low} to {high}, by {step}"


def problems_page() -> str:
    """Every problem: its sentence, when it appears, an example, and what fixes it."""
    found = examples()
    sections = (_problem(code, sentence, found[code]) for code, sentence in SENTENCES.items())
    return "\n".join([MADE, PROBLEMS, *sections])


def _problem(code: str, sentence: str, example: Example) -> str:
    parts = [f"## {code}\n\n{example.when}\n"]
    if example.typed is not None:
        where = example.file or f"{example.table}.csv"
        parts.append(f"Typed in {where}:\n\n{_block(example.typed or '(nothing)')}")
    for table, rows in example.others.items():
        parts.append(f"And in {table}.csv:\n\n{_block(rows)}")
    said = "What it says with --allow-difference" if example.allow_difference else "What it says"
    parts.append(f"{said}:\n\n{_block(chr(10).join(example.says))}")
    if example.fixed is not None:
        parts.append(f"Type instead:\n\n{_block(example.fixed)}")
    elif example.typed is not None and not example.kind:
        parts.append("Remove the row.\n")
    fixed = sentence.replace("{", "<").replace("}", ">")
    parts.append(f"The sentence: `{fixed}`\n")
    return "\n".join(parts)


def _block(text: str) -> str:
    return f"```text\n{text.strip()}\n```\n"


def cases_page() -> str:
    """Every input of others, and what becomes of it."""
    file = ROOT / "tests" / "cases_of_others" / "cases.toml"
    cases = tomllib.loads(file.read_text(encoding="utf-8"))
    rows = [
        (f"`{name}`", case["expects"], "<br>".join(case["says"]), case["source"])
        for name, case in cases.items()
    ]
    head = ("input", "what a person expects", "what the planner says", "where the form comes from")
    return "\n".join([MADE, OTHERS, markdown_table(head, rows)])


def glossary_page() -> str:
    """Every term that a page explains."""
    return "\n".join([MADE, GLOSSARY, *(_entry(term) for term in glossary())])


def _entry(term: Term) -> str:
    written = f" Also written: {', '.join(term.also_written)}." if term.also_written else ""
    return f"## {term.name}\n\n{term.meaning}{written}\n"


def schema_text(document: type[BaseModel]) -> str:
    """JSON schema of what a command prints with ``--json``."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **document.model_json_schema(),
    }
    return json.dumps(schema, indent=1) + "\n"


def made_files() -> dict[Path, str]:
    """Every file that is made from the code, and what it must hold."""
    templates = ROOT / "data" / "templates"
    return {
        DOCS / "tables.md": tables_page(),
        DOCS / "problems.md": problems_page(),
        DOCS / "cells.md": cells_page(MADE),
        DOCS / "cases_of_others.md": cases_page(),
        DOCS / "glossary.md": glossary_page(),
        DOCS / "rules.md": rules_page(MADE),
        DOCS / "project.schema.json": schema_text(PlanDocument),
        DOCS / "compare.schema.json": schema_text(PlanComparisonDocument),
        **{templates / table.file: template_text(table) for table in TABLES.values()},
    }


def out_of_date() -> Iterator[str]:
    """Files that differ from what the code makes."""
    for file, text in made_files().items():
        if not file.is_file() or file.read_bytes() != text.encode("utf-8"):
            yield file.relative_to(ROOT).as_posix()


def main() -> int:
    """Write the files, or with ``--check`` name those that are out of date."""
    if "--check" in sys.argv[1:]:
        old = list(out_of_date())
        for name in old:
            sys.stderr.write(f"{name} is out of date: run python docs/generate.py\n")
        return 1 if old else 0
    for file, text in made_files().items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
