"""What a license costs in a year, credits included, worked by hand from single rows."""

from __future__ import annotations

import pytest

from planner.intake.exports import Export, ExportRow
from planner.intake.license_credits import credit_told, totals_that_disagree
from planner.intake.license_prices import prices, seats, term_years, total_counts_seats
from planner.plan.problems.problem import Problem

FILE = "l.csv"
HEADINGS = {
    "units": ("Seats",), "units_used": ("Used",), "available": ("Left",),
    "unit_price": ("Price per seat",), "yearly_total": ("Annual cost",), "total": ("Total cost",),
    "term_total": ("Total for the term",), "price": ("Cost",), "term_years": ("Term",),
    "billing": ("Billing cycle",),
}  # fmt: skip
Cells = dict[str, str]


def told(problem: Problem) -> tuple[str, int, str, dict[str, str]]:
    assert problem.file == FILE
    return problem.code, problem.row, problem.column, dict(problem.facts)


def priced(
    cells: Cells, units: float | None = None, term: int | None = None, **headings: str
) -> tuple[float | None, float | None, list[tuple[str, int, str, dict[str, str]]]]:
    """Price per seat, total, and what is said."""
    row = ExportRow(7, cells)
    known = HEADINGS | {field: (heading,) for field, heading in headings.items()}
    problems: list[Problem] = []
    price, total = prices(Export(FILE, (row,), known), row, units, term, problems)
    return price, total, [told(problem) for problem in problems]


@pytest.mark.parametrize(
    ("cells", "units", "term", "price", "total"),
    [
        ({}, None, None, None, None),
        ({"unit_price": "4.50"}, 10, None, 4.5, None),
        ({"unit_price": "4.50", "total": "45"}, 10, 1, 4.5, 45),
        ({"yearly_total": "(30)"}, None, None, None, -30),
        ({"yearly_total": "-30", "total": "50"}, 0, None, None, -30),
        ({"term_total": "90"}, 10, 3, None, 30),
        ({"term_total": "90", "yearly_total": "31"}, 10, 3, None, 31),
        ({"total": "90"}, 10, None, None, 90),
        ({"total": "90"}, 10, 1, None, 90),
        ({"total": "90", "billing": "Annual"}, 10, 1, None, 90),
        ({"total": "90", "billing": "MONTHLY"}, 10, None, None, 1080),
        ({"total": "90", "billing": "Quarterly"}, 10, None, None, 360),
        ({"total": "90", "billing": "6 months"}, 10, None, None, 180),
        ({"unit_price": "2", "billing": "month"}, 10, 3, 24, None),
        ({"unit_price": "2", "yearly_total": "20"}, 10, 3, 2, 20),
        ({"unit_price": "2", "term_total": "60"}, 10, 3, 2, 20),
        ({"price": "30"}, None, None, None, 30),
        ({"price": "30"}, 1, 1, None, 30),
        ({"price": "(30)"}, None, None, None, -30),
        ({"price": "30", "billing": "yearly"}, 1, 3, None, 30),
        ({"price": "30", "total": "31"}, 10, None, None, 31),
        ({"price": "30", "unit_price": "3"}, 10, None, 3, None),
        ({"price": "n/a", "unit_price": "Unlimited", "total": "-"}, 10, None, None, None),
        ({"unit_price": "8", "total": "808"}, 100, None, 8, 808),
        ({"unit_price": "8", "total": "801"}, 100, None, 8, 801),
        ({"unit_price": "8", "total": "7"}, 1, None, 8, 7),
        ({"unit_price": "0", "total": "0"}, 10, None, 0, 0),
    ],
)  # fmt: skip
def test_prices_that_are_clear(
    cells: Cells, units: float | None, term: int | None, price: float | None, total: float | None
) -> None:
    assert priced(cells, units, term) == (price, total, [])


@pytest.mark.parametrize(
    ("heading", "price"),
    [
        ("Price per seat", 2), ("Annual price per seat", 2), ("Cost per seat per year", 2),
        ("Price per yr", 2), ("Monthly price per seat", 24), ("Cost per user per month", 24),
    ],
)  # fmt: skip
def test_a_heading_says_of_which_time_a_price_is(heading: str, price: float) -> None:
    assert priced({"unit_price": "2"}, 10, unit_price=heading) == (price, None, [])
    if heading != "Price per seat":
        assert priced({"unit_price": "2"}, 10, 3, unit_price=heading) == (price, None, [])


def asked(code: str, field: str, **facts: str) -> list[tuple[str, int, str, dict[str, str]]]:
    return [(code, 7, HEADINGS[field][0], facts)]


def test_prices_that_may_be_for_the_term_are_asked_about() -> None:
    several = {"value": "$90", "years": "3"}
    assert priced({"total": "90"}, 10, 3)[2] == asked("P160", "total", **several, one="Annual cost")
    assert priced({"total": "90", "billing": "Annual"}, 10, 3)[2] == asked(
        "P160", "total", **several, one="Annual cost"
    )
    assert priced({"unit_price": "90"}, 10, 2)[2] == asked(
        "P160", "unit_price", value="$90", years="2", one="Annual price per seat"
    )
    assert priced({"price": "90"}, 1, 3)[2] == asked("P160", "price", **several, one="Annual cost")
    assert priced({"term_total": "90"}, 10)[1:] == (90, asked("P161", "term_total"))
    assert priced({"total": "90", "billing": "as needed"}, 10)[1:] == (90, asked("P162", "billing"))


def test_a_price_of_several_seats_is_asked_about() -> None:
    facts = {"value": "Cost", "one": "Cost per seat", "all": "Annual Cost"}
    assert priced({"price": "90"}, 2) == (None, None, asked("P89", "price", **facts))
    assert priced({"price": "90"}, 0)[2] == asked("P89", "price", **facts)
    assert priced({"price": "0.50"}, 2)[2] == asked("P89", "price", **facts)
    assert priced({"price": "0"}, 2) == (None, 0, [])  # of one or of all
    (_, _, (problem,)) = priced({"price": "90"}, 2, price="Monthly fee")
    assert problem == (
        "P89", 7, "Monthly fee",
        {"value": "Monthly fee", "one": "Monthly price per seat", "all": "Total monthly cost"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("price", "total", "expected"),
    [("8", "789", "$800"), ("8", "810", "$800"), ("0.10", "3", "$1"), ("0.10", "2.01", "$1"),
     ("8", "-1", "")],
)  # fmt: skip
def test_a_total_that_is_not_seats_times_price_is_told(
    price: str, total: str, expected: str
) -> None:
    units = 10 if price == "0.10" else 100
    found = priced({"unit_price": price, "total": total}, units)
    if expected:
        shown = f"${total}"
        assert found[2] == asked("W44", "total", value=expected, total=shown)
    else:
        assert found == (None, None, asked("P127", "unit_price", value="$1"))


def test_credits_of_seats_are_asked_about() -> None:
    assert priced({"yearly_total": "(30)"}, 10) == (
        None, None, asked("P127", "yearly_total", value="$30"),
    )  # fmt: skip
    assert priced({"unit_price": "(3)"}) == (None, None, asked("P127", "unit_price", value="$3"))
    assert priced({"price": "-3.50"}, 10)[2] == asked("P127", "price", value="$3.50")
    assert priced({"unit_price": "0", "yearly_total": "(30)"})[:2] == (0, -30)


def test_total_counts_seats_only_next_to_what_is_left() -> None:
    def counts(*fields: str, total: str = "Total") -> bool:
        known = {field: (field,) for field in fields}
        return total_counts_seats(Export(FILE, (), known | ({"total": (total,)} if total else {})))

    assert counts("available")
    assert counts("available", total="TOTAL ")
    assert not counts()
    assert not counts("available", "units")
    assert not counts("available", total="Total cost")
    assert not counts("available", total="")
    row = ExportRow(7, {"total": "450", "available": "12", "price": "30"})
    export = Export(
        FILE, (row,), {"total": ("Total",), "available": ("Avail",), "price": ("Cost",)}
    )
    problems: list[Problem] = []
    assert seats(export, row, problems) == (450, 438)
    assert prices(export, row, 1, None, problems) == (None, 30)
    assert problems == []


@pytest.mark.parametrize(
    ("cells", "bought", "used", "codes"),
    [
        ({}, None, None, []),
        ({"units": "120", "units_used": "90"}, 120, 90, []),
        ({"units": "120", "available": "20"}, 120, 100, []),
        ({"units": "120", "available": "120"}, 120, 0, []),
        ({"units": "120", "available": "121"}, 120, None, []),
        ({"units": "120", "units_used": "90", "available": "20"}, 120, 90, []),
        ({"available": "20"}, None, None, []),
        ({"units": "Unlimited", "units_used": "SITE", "available": "n/a"}, None, None, []),
        ({"units": "1.5", "units_used": "few", "available": "-1"}, None, None,
         ["P20", "P85", "P85"]),
    ],
)  # fmt: skip
def test_seats_bought_and_used(
    cells: Cells, bought: float | None, used: float | None, codes: list[str]
) -> None:
    row, problems = ExportRow(7, cells), list[Problem]()
    assert seats(Export(FILE, (row,), HEADINGS), row, problems) == (bought, used)
    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(
    ("text", "heading", "years"),
    [
        ("", "Term", None), ("n/a", "Term", None), ("3", "Term", 3), ("5", "Term", 5),
        ("1", "Term", 1), ("3 years", "Term", 3), ("20-yr", "Term", 20), ("36 months", "Term", 3),
        ("12mo.", "Term (years)", 1), ("24 M", "Term", 2), ("7 Y", "Term", 7),
        ("36", "Term (months)", 3),
        ("12", "Months", 1), ("7", "Term (years)", 7), ("20", "Years", 20),
    ],
)  # fmt: skip
def test_terms_in_years(text: str, heading: str, years: int | None) -> None:
    row, problems = ExportRow(7, {"term_years": text}), list[Problem]()
    export = Export(FILE, (row,), {"term_years": (heading,)})
    assert (term_years(export, row, problems), problems) == (years, [])


@pytest.mark.parametrize(
    ("text", "heading", "code", "facts"),
    [
        ("6", "Term", "P163", {"value": "6"}), ("36", "Term", "P163", {"value": "36"}),
        ("0", "Term", "P85", {}), ("1.5", "Term", "P85", {}), ("21", "Term (years)", "P85", {}),
        ("18", "Term (months)", "P85", {}), ("long", "Term", "P85", {}), ("-3", "Term", "P85", {}),
    ],
)  # fmt: skip
def test_terms_that_are_not_certain(text: str, heading: str, code: str, facts: Cells) -> None:
    row, problems = ExportRow(7, {"term_years": text}), list[Problem]()
    export = Export(FILE, (row,), {"term_years": (heading,)})
    assert term_years(export, row, problems) is None
    assert [told(problem) for problem in problems] == [(code, 7, heading, facts)]


def test_a_credit_is_told_or_asked_about() -> None:
    export = Export(FILE, (), {})
    facts = {"value": "$50.05", "name": "Maps"}
    assert credit_told(export, "Maps", 3, -50.05, 0.0) == Problem(
        "W60", FILE, 3, "", {**facts, "total": "$0"}
    )
    assert credit_told(export, "Maps", 3, -50.05, -0.01) == Problem("P128", FILE, 3, "", facts)
    assert credit_told(export, "", 3, -50.05, 9) == Problem(
        "P128", FILE, 3, "", {"value": "$50.05", "name": "no product"}
    )


def disagreeing(
    rows: list[tuple[int, str]], totals: list[tuple[int, str]], field: str = "yearly_total"
) -> list[tuple[str, int, str, dict[str, str]]]:
    export = Export(
        FILE,
        tuple(ExportRow(number, {field: text}) for number, text in rows),
        {field: HEADINGS[field]},
        total_rows=tuple(ExportRow(number, {field: text}) for number, text in totals),
    )
    return [told(problem) for problem in totals_that_disagree(export)]


@pytest.mark.parametrize("field", ["yearly_total", "term_total", "total", "price"])
def test_a_total_subtracts_the_credits_above_it(field: str) -> None:
    rows = [(2, "100.10"), (3, "(20.05)"), (5, "7"), (6, "(1)")]
    assert disagreeing(rows, [(4, "80.05"), (7, "86.05")], field) == []
    assert disagreeing(rows, [(4, "80.05"), (7, "$6.00"), (8, "")], field) == []
    wrong = {"value": "$80.05", "total": "$120.15"}
    assert disagreeing(rows, [(4, "120.15")], field) == [("P129", 4, HEADINGS[field][0], wrong)]
    wrong = {"value": "$86.05", "total": "$86.06"}
    assert disagreeing(rows, [(7, "86.06")], field) == [("P129", 7, HEADINGS[field][0], wrong)]


def test_totals_of_rows_without_credits_and_of_seats_are_left_alone() -> None:
    assert disagreeing([(2, "100"), (5, "(20)")], [(4, "101"), (6, "80")]) == []
    wrong = {"value": "$80", "total": "$81"}
    assert disagreeing([(2, "100"), (5, "(20)")], [(4, "101"), (6, "81")]) == [
        ("P129", 6, "Annual cost", wrong)
    ]
    assert disagreeing([(2, "much"), (3, "(20)")], [(4, "-20")]) == []
    assert disagreeing([], [(4, "20")]) == []
    assert disagreeing([(2, "100"), (3, "0")], [(4, "101")]) == []
    assert disagreeing([(2, "(4)")], [(4, "20")], "unit_price") == []
    known = {"total": ("Total",), "available": ("Avail",)}
    row, total = ExportRow(2, {"total": "-4"}), ExportRow(3, {"total": "9"})
    assert totals_that_disagree(Export(FILE, (row,), known, total_rows=(total,))) == []
    named = Export(FILE, (row,), {"total": ("Total",)}, total_rows=(total,))
    assert [told(problem)[1] for problem in totals_that_disagree(named)] == [3]
