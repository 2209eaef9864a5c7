"""A plan as somebody typed it, and what was meant by it: the same tables twice.

Most accidents of typing keep what is meant and change only what stands in the file. A judge then
reads both, and they must come to the same plan, or the accident must be reported.
"""

from __future__ import annotations

import csv
import io
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

from planner.plan.tables import TABLES
from tests.tiny_plan import TINY

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ("altoona-wi", "prairie-view", "tiny")

#: Rows of cells, the column names first.
Rows = list[list[str]]


@dataclass
class Dialect:
    """How a table is saved."""

    encoding: str = "utf-8"
    separator: str = ","
    line_end: str = "\n"
    quoting: Literal[0, 1, 2, 3] = csv.QUOTE_MINIMAL
    before: str = ""
    after: str = ""
    file: str = ""


@dataclass
class Draft:
    """Tables as meant and as they stand in the files.

    Attributes
    ----------
    meant, shown : dict
        Table -> its rows as meant, and as typed.
    dialects : dict
        Table -> how its file is saved.
    extra : dict
        Further files beside them.
    told : list of str
        What was done to it, for the report.
    must_tell : bool
        Whether something stands in it that has no meaning, so that the reader must say so.
    touched : set
        Cells that something was done to: the next accident happens elsewhere.
    """

    meant: dict[str, Rows]
    shown: dict[str, Rows]
    dialects: dict[str, Dialect] = field(default_factory=dict)
    extra: dict[str, bytes] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    must_tell: bool = False
    touched: set[tuple[str, int, int]] = field(default_factory=set)

    def dialect(self, table: str) -> Dialect:
        return self.dialects.setdefault(table, Dialect())

    def some_table(self, random: Random) -> str:
        return random.choice(sorted(self.shown))

    def say(self, *words: object) -> None:
        self.told.append(" ".join(str(word) for word in words))


@cache
def _rows_of(example: str) -> dict[str, Rows]:
    if example == "tiny":
        texts = dict(TINY)
    else:
        folder = ROOT / "data" / "examples" / example
        texts = {p.stem: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.csv"))}
    found = {}
    for name, text in texts.items():
        rows = [row for row in csv.reader(io.StringIO(text)) if row]
        found[name] = [row + [""] * (len(rows[0]) - len(row)) for row in rows]
    return found


def draft_of(example: str) -> Draft:
    """An example as it is, to be changed."""
    rows = _rows_of(example)
    return Draft(deepcopy(rows), deepcopy(rows))


def csv_bytes(rows: Rows, dialect: Dialect) -> bytes:
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=dialect.separator,
        lineterminator=dialect.line_end,
        quoting=dialect.quoting,
    )
    writer.writerows(rows)
    text = dialect.before + out.getvalue() + dialect.after
    return text.encode(dialect.encoding, "replace")


def write_meant(draft: Draft, folder: Path) -> Path:
    """Write what is meant, in the plainest way."""
    return _write(draft.meant, {}, folder)


def write_shown(draft: Draft, folder: Path) -> Path:
    """Write what was typed, as CSV tables."""
    written = _write(draft.shown, draft.dialects, folder)
    for name, content in draft.extra.items():
        (folder / name).write_bytes(content)
    return written


def _write(tables: dict[str, Rows], dialects: dict[str, Dialect], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        dialect = dialects.get(name, Dialect())
        (folder / (dialect.file or TABLES[name].file)).write_bytes(csv_bytes(rows, dialect))
    return folder
