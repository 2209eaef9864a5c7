"""Every form in which a cell may be typed has the outcome that docs/cells.md says it has."""

from __future__ import annotations

import math
import tomllib
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.plan.cells.read_cell import CellError, Value, clean, read_cell
from planner.plan.tables import TABLES
from planner.plan.tables.column import Column, Kind, show_value
from tests.plan.cells.cell_outcomes import outcome

FORMS = tomllib.loads((Path(__file__).parent / "cell_forms.toml").read_text(encoding="utf-8"))
EACH = [
    pytest.param(place, *line, id=f"{place} {line[0]!r}")
    for place, told in FORMS.items()
    for line in told["forms"]
]


@pytest.mark.parametrize(("place", "typed", "code", "told"), EACH)
def test_form_has_its_outcome(place: str, typed: str, code: str, told: str) -> None:
    assert outcome(place, typed) == (code, told)


def test_every_kind_of_column_is_in_the_table() -> None:
    kinds = set()
    for place in FORMS:
        table, _, name = place.partition(".")
        kinds.add(TABLES[table].columns[name].kind)
    assert set(get_args(Kind)) - kinds == {"start_date", "day"}  # read as the end is


@pytest.mark.parametrize("place", FORMS)
def test_no_form_stands_twice(place: str) -> None:
    typed = [line[0] for line in FORMS[place]["forms"]]
    assert len(typed) == len(set(typed))


@pytest.mark.parametrize("place", ["funding.start_date", "funding.end_date"])
def test_first_and_last_days_are_read_the_same_way(place: str) -> None:
    for typed, code, told in FORMS["funding.end_date"]["forms"]:
        if "blank cell" not in told and "clear the cell" not in told:
            assert outcome(place, typed) == (code, told)


MONEY, RATE = Column("Price", "money", "What one costs"), Column("Growth", "rate", "Yearly change")


def read(column: Column, typed: str) -> Value | None:
    """The value, or nothing where the cell is blank or refused."""
    text = clean(typed)
    try:
        return read_cell(column, text) if text else None
    except CellError:
        return None


@given(st.text(st.sampled_from("0123456789.,-+$() %"), max_size=14))
@example("1,200.50")
@example("0.1234567891")
def test_number_that_is_read_is_read_again_from_how_it_is_shown(typed: str) -> None:
    for column in (MONEY, RATE):
        value = read(column, typed)
        if isinstance(value, float):
            again = read_cell(column, show_value(column, value))
            assert isinstance(again, float)
            assert math.isclose(again, value, rel_tol=1e-9, abs_tol=1e-12)


def bare(typed: str) -> str:
    """A number without the marks that change nothing: what is left says which number it is.

    These are commas and spaces between groups of three, dollar and plus signs, zeros at either
    end, a last point, and parentheses in place of a minus.
    """
    text = clean(typed)
    minus = "-" if "-" in text or "(" in text else ""
    percent = "%" if "%" in text else ""
    digits = "".join(sign for sign in text if sign.isdigit() or sign == ".").lstrip("0")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return minus + (digits or "0") + percent


SIGNS = "0123456789.,-+$()% '\"eEkKMxOl/\u00a0\u2212\u200b"


@st.composite
def number_and_one_edit(draw: st.DrawFn) -> tuple[str, str]:
    """A number as people type it, and the same with one sign added, lost or exchanged."""
    cents = draw(st.integers(0, 10**8))
    number = draw(
        st.sampled_from(["{:.2f}", "{:,.2f}", "${:,.2f}", "{:.0f}", "{:,.0f}", "({:,.0f})"])
    )
    typed = number.format(cents / 100)
    place = draw(st.integers(0, len(typed)))
    sign = draw(st.sampled_from(SIGNS))
    how = draw(st.sampled_from(["add", "lose", "exchange"]))
    rest = typed[place:] if how == "add" else typed[place + 1 :]
    return typed, typed[:place] + ("" if how == "lose" else sign) + rest


@given(number_and_one_edit())
@example(("1200", "1.200"))
@example(("1,200", "1,20"))
@example(("0.200", "0,200"))
@example(("1200", "1e200"))
@example(("1 200", "12 00"))
def test_one_sign_more_or_less_changes_a_number_or_is_refused_or_changes_nothing(
    pair: tuple[str, str],
) -> None:
    """Two texts are read as one number only where they differ by marks that mean nothing."""
    before, after = (read(MONEY, typed) for typed in pair)
    if before is not None and before == after:
        same = bare(pair[0]) == bare(pair[1])
        assert same or before == 0.0  # minus nothing is nothing


@given(number_and_one_edit())
def test_what_is_left_of_a_number_without_its_marks_is_the_number(pair: tuple[str, str]) -> None:
    for typed in pair:
        value = read(MONEY, typed)
        if isinstance(value, float) and clean(typed) not in ("$-", "$ -"):
            assert value == float(bare(typed))


@given(st.integers(0, 10**6), st.sampled_from([".{:03d}", "{:,}%", "{}%", "0.{:04d}", "-{}%"]))
def test_percentage_is_a_hundredth_and_a_decimal_is_itself(number: int, form: str) -> None:
    typed = form.format(number)
    value = read(RATE, typed)
    if isinstance(value, float):
        expected = float(bare(typed).rstrip("%") or 0) / (100.0 if "%" in typed else 1.0)
        assert value == expected


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_day_is_read_from_every_form_that_says_which_it_is(day: date) -> None:
    column = Column("Ends", "end_date", "Last day")
    months = "January February March April May June July August September October November December"
    month = months.split()[day.month - 1]
    for typed in (
        f"{day.month}/{day.day}/{day.year}",
        f"{day.month:02d}/{day.day:02d}/{day.year}",
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day.isoformat()}T00:00:00Z",
        f"{month} {day.day}, {day.year}",
        f"{month[:3]} {day.day}, {day.year}",
        f"{day.day}-{month[:3]}-{day.year}",
        f"{day.strftime('%A')}, {month} {day.day}, {day.year}",
    ):
        assert read(column, typed) == day


@given(
    st.integers(2000, 2099), st.sampled_from(["FY{y}", "{y}", "{b}-{s}", "{b}-{y}", "SY{b}/{s}"])
)
def test_fiscal_year_is_read_from_every_form_that_says_when_it_ends(year: int, form: str) -> None:
    typed = form.format(y=year, b=year - 1, s=f"{year % 100:02d}")
    assert read(Column("First year", "fiscal_year", "Year it ends"), typed) == year


UNSEEN = "\u200b\u200d\u200e\u202e\u2060\ufeff\u00ad\ufe0f\u2066\U000e0041"


@given(st.text(st.sampled_from("abcXYZ 019'-"), min_size=1, max_size=12), st.data())
def test_unseen_marks_make_no_second_name(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name)))
    marked = name[:place] + data.draw(st.sampled_from(UNSEEN)) + name[place:]
    assert clean(marked) == clean(name)


@given(st.text(max_size=40))
def test_text_that_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)
