"""Cells as Excel copies them, and where they go."""

from __future__ import annotations

import pytest

from planner.desk.panels.inputs.paste import block_of, placed
from planner.plan.tables import TABLES

INVENTORY = TABLES["inventory"]
SHOWN = ("name", "bought", "units", "note")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ("a\tb", (("a", "b"),)),
        ("a\n\nb\n", (("a",), ("",), ("b",))),
        ("a\tb\nc", (("a", "b"), ("c", ""))),
        ('"two\nlines"\tb\r\n', (("two\nlines", "b"),)),
        ('"he said ""no"""\tb', (('he said "no"', "b"),)),
        ('5" cable\t"Reading" app', (('5" cable', '"Reading" app'),)),
        ('"never closed\tb', (('"never closed', "b"),)),
        ("\t\t\n", (("", "", ""),)),
        ("$1,200.00\t(300)\t4.1%\t6/30/2027", (("$1,200.00", "(300)", "4.1%", "6/30/2027"),)),
        ("a\rb\r", (("a",), ("b",))),
    ],
)
def test_cells_of_what_was_copied(text: str, cells: tuple[tuple[str, ...], ...]) -> None:
    assert block_of(text) == cells


def test_a_block_goes_to_the_columns_from_the_cell_on() -> None:
    found = placed(INVENTORY, (("FY2026", "400"),), SHOWN, "bought", -1)
    assert (found.columns, found.rows, found.refused) == (
        ("bought", "units"),
        (("FY2026", "400"),),
        "",
    )


def test_too_many_columns_are_refused() -> None:
    found = placed(INVENTORY, (("1", "2", "3"),), SHOWN, "units", -1)
    assert found.rows == ()
    assert found.refused == (
        "You pasted 3 columns, and the table shows 2 columns from here on. Nothing was pasted. "
        "Begin further to the left, or show all columns."
    )


def test_too_many_rows_are_refused_where_none_can_be_added() -> None:
    found = placed(TABLES["district"], (("1",), ("2",)), ("value", "source"), "value", 1)
    assert found.refused == (
        "You pasted 2 rows, and the table has 1 row from here on, to which none can be added. "
        "Nothing was pasted."
    )


def test_a_row_of_headings_says_where_the_columns_go() -> None:
    block = (("Devices in service", "Name"), ("400", "Tablets"))
    units = INVENTORY.columns["units"].label
    found = placed(INVENTORY, ((units, "Name"), *block[1:]), SHOWN, "bought", -1)
    assert (found.columns, found.rows) == (("units", "name"), (("400", "Tablets"),))


def test_one_word_is_a_cell_and_no_heading() -> None:
    found = placed(INVENTORY, (("Note",), ("Tablets",)), SHOWN, "name", -1)
    assert (found.columns, found.rows) == (("name",), (("Note",), ("Tablets",)))
