"""A cell written to a workbook reads back to the very same value, or stays the text it was."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from planner.plan.cells.read_cell import CellError, clean, read_cell
from planner.plan.tables.column import Column, Kind
from planner.spreadsheets.workbook_file import read_workbook
from planner.workbook.cell_values import (
    MOST_IN_A_CELL,
    UnwritableError,
    cell_at,
    escaped,
    put,
    text_back,
    typed_cell,
)
from tests.generated_plans import examples

KINDS: tuple[Kind, ...] = ("number", "money", "rate", "fiscal_year", "end_date", "yes_no")


def column(kind: Kind) -> Column:
    return Column("Column", kind, "", example="5")


@pytest.mark.parametrize(
    ("kind", "typed", "written", "form"),
    [
        ("money", "$1,200", 1200.0, '"$"#,##0'),
        ("money", "(12.50)", -12.5, '"$"#,##0.00'),
        ("number", "1,180", 1180.0, "#,##0"),
        ("number", "0.5", 0.5, "General"),
        ("rate", "3%", 0.03, "0.0####%"),
        ("rate", "150%", 1.5, "0.0####%"),
        ("fiscal_year", "FY2027", 2027, "0"),
        ("end_date", "6/30/2028", date(2028, 6, 30), "m/d/yyyy"),
        ("yes_no", "Y", "yes", "@"),
        # What is asked about must be asked again.
        ("rate", "3", "3", "@"),
        ("money", "1.200", "1.200", "@"),
        ("money", "1 200,50", "1 200,50", "@"),
        ("money", "TBD", "TBD", "@"),
        ("end_date", "13/7/2026", "13/7/2026", "@"),
        ("choice", "as_due", "as_due", "@"),
        ("rates", "3%; 5%", "3%; 5%", "@"),
        ("text", "6-8", "6-8", "@"),
        ("text", "007", "007", "@"),
    ],
)
def test_cell_is_typed_where_its_meaning_is_sure(
    kind: Kind, typed: str, written: object, form: str
) -> None:
    assert typed_cell(column(kind), typed) == (written, form)


def meaning(kind: Kind, text: str) -> object:
    """Value of a cell, or the sentence that refuses it."""
    try:
        return read_cell(column(kind), clean(text))
    except CellError as error:
        return error.code


@examples(500)
@given(st.sampled_from(KINDS), st.floats(-1e12, 1e12) | st.floats(-2, 2))
@example("rate", 0.1 + 0.2)
@example("rate", 0.07)
@example("rate", 1.1)
@example("number", 1e-9)
@example("number", 5e-324)
@example("money", 123456789012.34)
@example("rate", -0.0)
def test_any_number_comes_back_as_it_was(kind: Kind, number: float) -> None:
    for typed in (f"{number:.20f}".rstrip("0"), repr(number), f"{number:.2f}", f"{number:.1f}%"):
        assert meaning(kind, text_back(*typed_cell(column(kind), typed))) == meaning(kind, typed)


@examples(300)
@given(st.sampled_from(KINDS), st.text(max_size=12) | st.from_regex(r"[$(]?[0-9,. ]{1,9}[%)]?"))
def test_any_text_means_what_it_meant(kind: Kind, typed: str) -> None:
    assert meaning(kind, text_back(*typed_cell(column(kind), typed))) == meaning(kind, typed)


NASTY = (
    "=1+1",
    '=HYPERLINK("http://x.example","win")',
    "+1",
    "-1",
    "@SUM(A1)",
    "#REF!",
    "#N/A",
    "007",
    "6-8",
    "1E5",
    "TRUE",
    "two\nlines",
    "two\r\nlines",
    "tab\tand spaces  ",
    " led",
    "_x0041_ _x000D_ _x0041\x01",
    "\x00\x01\x1f\x7f\ufffe\uffff",
    "</script><b>x",
    "&lt;",
    "naïve 東京 \U0001f600 עברית",
    "'quoted",
    "x" * MOST_IN_A_CELL,
)


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_text_is_text_whatever_it_looks_like(text: str, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    put(cell_at(sheet, 1, 1), text)
    out = io.BytesIO()
    book.save(out)
    file = tmp_path / "text.xlsx"
    file.write_bytes(out.getvalue())
    assert read_workbook(file)["Sheet"].lines[0].cells == (text,)
    cell = load_workbook(file).worksheets[0]["A1"]
    assert cell.data_type == "s"
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@"))


def test_text_longer_than_a_cell_is_refused_not_cut() -> None:
    with pytest.raises(UnwritableError, match="more than 32,767 characters"):
        escaped("x" * (MOST_IN_A_CELL + 1))
