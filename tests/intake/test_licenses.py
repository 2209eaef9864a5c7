"""Lists of licenses: seats, prices and renewals brought up to date, nothing else touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planner.intake import Options, read_export, run_import
from planner.plan.read import read_plan
from planner.reference.exports import export_headings
from tests.intake.exports import write
from tests.tiny_plan import TINY, PlanWriter

OPTIONS = Options(category="instructional_software", as_of=date(2026, 11, 25))
HEAD = "Product,Seats,Used,Price per seat,Annual cost,Renewal date,Expires,Term\n"


def rows_of(tiny: PlanWriter, folder: Path, text: str) -> list[dict[str, str]]:
    intake = read_export("licenses", write(folder, "l.csv", text), read_plan(tiny()), OPTIONS)
    assert intake.problems == ()
    return [
        {k: v for k, v in row.items() if k not in ("source", "category")} for row in intake.rows
    ]


FLAT = {"basis": "flat", "price": "500"}
UNIT = {"basis": "unit", "units": "100", "price": "4.5"}
TERM = {"next_renewal": "FY2029", "term_years": "3"}


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("New,100,80,$4.50,,,,", {**UNIT, "units_used": "80"}),
        ("New,100,,,450,,,", UNIT),
        ("New,300,,,1000,,,", {"basis": "unit", "units": "300", "price": "3.3333333333"}),
        ('New,,,,"12,000",,,', {"basis": "flat", "price": "12000"}),
        ("New,,,,500,7/1/2028,,3", {**FLAT, **TERM}),
        ("New,,,,500,,6/30/2028,", {**FLAT, "next_renewal": "FY2029"}),
        ("New,,,,500,7/1/2022,,3", {**FLAT, **TERM}),
        ("New,,,,500,,,3", FLAT),
        (
            "Typing,130,97,8,,,,",
            {"basis": "unit", "units": "130", "price": "8", "units_used": "97"},
        ),
        ("READING,900,,21,,,,", {"price": "21"}),
        ("Wifi,,,,31000,,,", {"basis": "flat", "price": "31000"}),
    ],
)
def test_row_of_a_list(line: str, cells: dict[str, str], tiny: PlanWriter, tmp_path: Path) -> None:
    (row,) = rows_of(tiny, tmp_path, f"{HEAD}{line}\n")
    name = line.partition(",")[0]
    assert row == {"name": {"READING": "Reading"}.get(name, name), **cells}


def test_dates_of_the_column_tell_which_part_is_the_month(tiny: PlanWriter, tmp_path: Path) -> None:
    text = f"{HEAD}New,,,,500,7-1-2028,,3\nOther,,,,500,6-30-2028,,\n"
    new, _ = rows_of(tiny, tmp_path, text)
    assert new == {"name": "New", **FLAT, **TERM}
    alone = write(tmp_path, "alone.csv", f"{HEAD}New,,,,500,7-1-2028,,3\n")
    (problem,) = read_export("licenses", alone, read_plan(tiny()), OPTIONS).problems
    assert (problem.code, problem.row, problem.column) == ("P84", 2, "Renewal date")


def test_rows_of_one_product_are_added_up(tiny: PlanWriter, tmp_path: Path) -> None:
    (row,) = rows_of(tiny, tmp_path, HEAD + "New,100,80,4,,,,\nnew,50,40,4,,,,\n")
    assert (row["units"], row["units_used"], row["price"]) == ("150", "120", "4")


def test_only_what_differs_is_written_and_the_plan_reads_it(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    folder = tiny()
    text = HEAD + "Typing,130,97,8,,,,\nNew,10,,5,,,,\n=1+1,10,,5,,,,\n"
    found = run_import("licenses", write(tmp_path, "l.csv", text), read_plan(folder), OPTIONS)
    assert "~ row 5, Typing: units 120 -> 130; units_used 90 -> 97" in found.text
    found.write()
    before, after = (
        TINY["licenses"].splitlines(),
        (folder / "licenses.csv").read_text().splitlines(),
    )
    assert after[1:4] == before[1:4]
    assert after[0] == before[0] + ",source"
    assert after[4].startswith(
        "Typing,instructional_software,unit,,130,8,,,,,,97,License list of 11/25/2026"
    )
    assert after[6].startswith("'=1+1,")
    plan = read_plan(folder)
    assert [(row.units, row.price) for row in plan.licenses[-2:]] == [(10, 5), (10, 5)]
    again = run_import("licenses", tmp_path / "l.csv", plan, OPTIONS)
    assert again.preview.merge.is_empty, again.text


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Product,Total,Avail,Annual cost\nNew,450,12,4050\n",
         {"basis": "unit", "units": "450", "price": "9", "units_used": "438"}),
        ("Product,Seats,Avail,Total\nNew,100,20,450\n", {**UNIT, "units_used": "80"}),
        ("Product,Seats,Total for the term,Term,Expires\nNew,100,1350,3,6/30/2028\n",
         {**UNIT, **TERM}),
        ("Product,Seats,Annual cost,Term (months),Expires\nNew,100,450,36,6/30/2028\n",
         {**UNIT, **TERM}),
        ("Product,Seats,Annual cost,Term,Expires\nNew,100,450,36 months,6/30/2028\n",
         {**UNIT, **TERM}),
        ("Product,Seats,Annual price per seat,Term,Expires\nNew,100,4.5,3 years,6/30/2028\n",
         {**UNIT, **TERM}),
        ("Product,Price,Billing cycle\nNew,125,Quarterly\n", FLAT),
        ("Product,Seats,Price per seat,Billing cycle\nNew,100,0.375,monthly\n", UNIT),
        ("Product,Seats,Annual cost,Billing cycle\nNew,100,450,Monthly\n", UNIT),
    ],
)  # fmt: skip
def test_a_heading_is_read_with_its_neighbors(
    text: str, cells: dict[str, str], tiny: PlanWriter, tmp_path: Path
) -> None:
    (row,) = rows_of(tiny, tmp_path, text)
    assert row == {"name": "New", **cells}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Product,Total,Avail,Purchase Cost\nNew,450,12,4050\n", ["P89"]),
        ("Product,Seats,Total cost,Term\nNew,300,27000,3\n", ["P160"]),
        ("Product,Seats,Price per seat,Term\nNew,300,90,3\n", ["P160"]),
        ("Product,Seats,Annual cost,Term\nNew,300,9000,12\n", ["P163"]),
        ("Product,Seats,Annual cost,Term (months)\nNew,300,9000,18\n", ["P85"]),
        ("Product,Seats,Contract value\nNew,300,9000\n", ["P161"]),
        ("Product,Cost,Billing cycle\nNew,900,per event\n", ["P162"]),
    ],
)
def test_where_two_readings_are_possible_it_is_asked(
    text: str, codes: list[str], tiny: PlanWriter, tmp_path: Path
) -> None:
    intake = read_export("licenses", write(tmp_path, "l.csv", text), read_plan(tiny()), OPTIONS)
    assert [problem.code for problem in intake.problems if problem.blocks] == codes


def test_columns_that_are_not_read_are_named(tiny: PlanWriter, tmp_path: Path) -> None:
    text = "Product,Seats,Annual cost,Setup fee,a@b.org\nNew,100,450,99,x\n"
    intake = read_export("licenses", write(tmp_path, "l.csv", text), read_plan(tiny()), OPTIONS)
    assert "Columns that are not read: Setup fee, and 1 other." in intake.summary


@pytest.mark.parametrize("heading", ["Price", "Cost", "Amount", "Purchase Cost", "Purchase price"])
def test_both_names_that_the_question_offers_are_read(
    heading: str, tiny: PlanWriter, tmp_path: Path
) -> None:
    for name, price in ((f"{heading} per seat", "4.5"), (f"Annual {heading}", "450")):
        assert rows_of(tiny, tmp_path, f"Product,Seats,{name}\nNew,100,{price}\n") == [
            {"name": "New", **UNIT}
        ]


@pytest.mark.parametrize("heading", [h.heading for h in export_headings("licenses")["price"]])
def test_a_price_of_many_seats_is_asked_about_and_both_answers_are_known(
    heading: str, tiny: PlanWriter, tmp_path: Path
) -> None:
    """What the question tells one to type is a heading that is read, and means what it says."""
    text = f"Product,Seats,{heading}\nTyping,120,10\n"
    plan = read_plan(tiny())
    (problem,) = read_export("licenses", write(tmp_path, "l.csv", text), plan, OPTIONS).problems
    assert problem.code == "P89"
    a_year = 12 if "onth" in heading else 1
    for answer, price in (("one", 10.0 * a_year), ("all", 10.0 * a_year / 120)):
        answered = text.replace(heading, problem.facts[answer])
        (row,) = read_export("licenses", write(tmp_path, "l.csv", answered), plan, OPTIONS).rows
        assert float(row["price"]) == pytest.approx(price)
