"""How a cell of an export is read: numbers, amounts below zero, and doubts about both."""

from __future__ import annotations

import pytest

from planner.intake.exports import Export, ExportRow
from planner.plan.problems.problem import Problem

FILE = "e.csv"


def export(separator: str = ",") -> Export:
    return Export(FILE, (), {"amount": ("Amount",)}, separator=separator)


def told(code: str, **facts: str) -> Problem:
    return Problem(code, FILE, 7, "Amount", facts)


POINT = told("W22", value="1.200", read="1.2", other="1200")


@pytest.mark.parametrize(
    ("text", "separator", "amount", "problems"),
    [
        ("", ",", None, []),
        ("0", ",", 0, []),
        ("$1,200.50", ",", 1200.5, []),
        ("(50)", ",", -50, []),
        ("-50", ";", -50, []),
        ("much", ",", None, [told("P85")]),
        ("50 CR", ",", None, [told("P85")]),
        ("1.200", ",", 1.2, [POINT]),
        ("1.200", ";", 1.2, [POINT]),
        ("(1.200)", ",", -1.2, [told("W22", value="(1.200)", read="1.2", other="1200")]),
        ("4,500", ",", 4500, []),
        ("4,500", ";", 4500, [told("W36", value="4,500")]),
        ("(4,500)", ";", -4500, [told("W36", value="(4,500)")]),
        ("$ 4,500", ";", 4500, [told("W36", value="$ 4,500")]),
        ("1,234,500", ";", 1_234_500, []),
        ("4,500.00", ";", 4500, []),
        ("4500", ";", 4500, []),
    ],
)
def test_an_amount_may_be_below_zero(
    text: str, separator: str, amount: float | None, problems: list[Problem]
) -> None:
    row, noted = ExportRow(7, {"amount": text}), [told("P22")]
    assert export(separator).amount(row, "amount", noted) == amount
    assert noted == [told("P22"), *problems]


@pytest.mark.parametrize(
    ("text", "number", "problems"),
    [
        ("", None, []),
        ("0", 0, []),
        ("12.5", 12.5, []),
        ("-0.01", None, [told("P85")]),
        ("(1.200)", None, [told("P85")]),
        ("few", None, [told("P85")]),
        ("1.200", 1.2, [POINT]),
    ],
)
def test_a_number_is_never_below_zero(
    text: str, number: float | None, problems: list[Problem]
) -> None:
    row, noted = ExportRow(7, {"amount": text}), [told("P22")]
    assert export().number(row, "amount", noted) == number
    assert noted == [told("P22"), *problems]


@pytest.mark.parametrize(
    ("text", "number", "problems"),
    [
        ("", None, []),
        ("12", 12, []),
        ("12.0", 12, []),
        ("4,500", 4500, [told("W36", value="4,500")]),
        ("1.5", None, [told("P20", value="1.5", example="2")]),
        ("1.200", None, [told("P20", value="1.200", example="1200")]),
        ("2.000", 2, [told("W22", value="2.000", read="2", other="2000")]),
        ("-1.5", None, [told("P85")]),
    ],
)
def test_a_count_is_whole(text: str, number: int | None, problems: list[Problem]) -> None:
    row, noted = ExportRow(7, {"amount": text}), [told("P22")]
    assert export(";").whole_number(row, "amount", noted) == number
    assert noted == [told("P22"), *problems]


def test_a_day_is_one_even_if_it_could_be_one_of_several() -> None:
    texts = ("8-9-2023", "8/14/2023", "Aug 2025", "soon", "14-8-2023", "")
    assert [export().is_day(text) for text in texts] == [True, True, True, False, False, False]
