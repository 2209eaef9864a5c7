"""The page of cells: every form in which one may be typed, from the table that tests use."""

from __future__ import annotations

import tomllib
from pathlib import Path

FORMS = Path(__file__).resolve().parent.parent / "tests" / "plan" / "cells" / "cell_forms.toml"

INTRODUCTION = """\
# How a cell is read

Each form below is read correctly, or refused with one sentence that says what to type; nothing is
guessed. The tests type every line of this page. A character that cannot be seen is shown by its
number, such as `[U+00A0]` for a nonbreaking space.

- Before a cell is read, stray and invisible characters are removed, spaces of all kinds and line
  breaks become one space, and curly quotes and long hyphens become straight and short ones: names
  that look the same are the same. A line break or a tab between two digits becomes a bar, because
  two texts in one cell are never one number.
- These change nothing about a number: commas or spaces between groups of three digits, a dollar
  sign, leading zeros or zeros after its decimals, a plus sign, and parentheses instead of a minus.
- `n/a` is read as a blank cell, with a warning that says what a blank cell means there, unless that
  is a public figure or something typed elsewhere. A dash or `none` is read the same way, but as a
  number only if a blank cell is 0. Everywhere else the planner asks what is meant.
"""


def cells_page(made: str) -> str:
    """Every form of every kind of column, and how it is read."""
    columns = tomllib.loads(FORMS.read_text(encoding="utf-8"))
    sections = (_section(place, told["about"], told["forms"]) for place, told in columns.items())
    return "\n".join([made, INTRODUCTION, *sections])


def _section(place: str, about: str, forms: list[tuple[str, str, str]]) -> str:
    table, _, column = place.partition(".")
    lines = ["| typed | how it is read |", "| --- | --- |"]
    lines += [f"| {_code(typed)} | {_becomes(code, told)} |" for typed, code, told in forms]
    return f"## {about}\n\nFor example column `{column}` of {table}:\n\n" + "\n".join(lines) + "\n"


def _becomes(code: str, told: str) -> str:
    if code == "read":
        return f"read as {_code(told)}" if told else "read as a blank cell"
    return f"{code}: {_shown(told)}"


def _code(text: str) -> str:
    ticks = "``" if "`" in text else "`"
    return f"{ticks}{_shown(text)}{ticks}"


def _shown(text: str) -> str:
    """Text for a table of the page: no character that is invisible or ends a cell."""
    ends = {0, len(text) - 1}
    return "".join(
        f"[U+{ord(sign):04X}]" if not sign.isprintable() or (sign == " " and place in ends)
        else "\\|" if sign == "|" else sign
        for place, sign in enumerate(text)
    )  # fmt: skip
