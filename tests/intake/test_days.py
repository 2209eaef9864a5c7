"""Dates of exports in every form that is known, and forms that are none."""

from __future__ import annotations

from datetime import date

import pytest

from planner.intake.days import fiscal_year_of, puts_month_first, read_day

DAY = date(2023, 8, 14)


@pytest.mark.parametrize(
    "text",
    [
        "2023-08-14", "2023-08-14T15:04:05.000Z", "2023-08-14 15:04:05", "2023/8/14", "8/14/2023",
        "08/14/23", "8-14-2023", "8/14/2023 3:04 PM", "8/14/2023, 3:04:05 PM", "14-Aug-23",
        "14 August 2023", "Aug 14, 2023", "August 14 2023", "Sept. 14, 2023", "20230814",
        "1692025445000", "1692025445", "2023-08-14T15:04:05+00:00", "Monday, August 14, 2023",
        "8/14/2023 3:04 p.m.", "8.14.2023",
    ],
)  # fmt: skip
def test_day_is_read(text: str) -> None:
    assert read_day(text) == (date(2023, 9, 14) if text.startswith("Sept") else DAY)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "14/8/2023", "2023", "13", "0", "2023-02-30", "99999", "123456789012345678",
        "8/14", "Aug", "99999999999999", "1/1/1901", "٨/١٤/٢٠٢٣", "²", "8/14/2023 maybe",
        "9" * 400, "2/30/2023", "13/2023", "0/2029", "Foo 2029", "-1692025445000", "Aug 99, 2023",
        "45152", "45152.0", "8-9-2023", "8/14/75", "Jun-29", "Tuesday, August 14, 2023",
    ],
)  # fmt: skip
def test_what_is_no_day_or_could_be_several_is_not_guessed(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("631151999", None),  # December 31, 1989, the last second
        ("631152000", date(1990, 1, 1)),
        ("631238399", date(1990, 1, 1)),
        ("631238400", date(1990, 1, 2)),
        ("4133980799", date(2100, 12, 31)),
        ("4133980800", None),
        ("4133980799999", date(2100, 12, 31)),
        ("4133980800000", None),
    ],
)
def test_seconds_are_counted_from_1990_to_2100(text: str, day: date | None) -> None:
    assert read_day(text) == day


def test_other_dates_of_a_column_tell_the_order_of_month_and_day() -> None:
    assert read_day("8-9-2023", month_first=True) == date(2023, 8, 9)
    assert read_day("8-8-2023") == date(2023, 8, 8)  # the same either way
    assert read_day("14-8-2023", month_first=True) is None
    assert puts_month_first(["", "8-9-2023", "8-14-2023 15:04"])
    assert not puts_month_first(["8-9-2023"])
    assert not puts_month_first(["8-14-2023", "14-8-2023"])  # somebody typed some of them
    assert not puts_month_first(["8/14/2023"])
    assert not puts_month_first(["8-12-2023"])
    assert puts_month_first(["12-14-2023"])


@pytest.mark.parametrize("text", ["Jun 2029", "June 2029", "2029-06", "6/2029", "June, 2029"])
def test_month_alone_is_its_first_or_last_day(text: str) -> None:
    assert read_day(text) == date(2029, 6, 1)
    assert read_day(text, at_end=True) == date(2029, 6, 30)


@pytest.mark.parametrize(
    ("month", "year"), [(1, 2023), (7, 2024), (8, 2024), (9, 2023), (10, 2023)]
)
def test_fiscal_year_begins_in_its_month(month: int, year: int) -> None:
    assert fiscal_year_of(DAY, month) == year
