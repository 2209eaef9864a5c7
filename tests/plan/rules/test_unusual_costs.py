"""Slips in rows of cost and money that are warned of, and look-alikes that are not."""

from __future__ import annotations

import pytest

from planner.plan.read import read_plan
from tests.tiny_plan import TINY, PlanWriter, with_row_instead, with_rows


def warned(folder: object) -> list[tuple[str, int, str]]:
    """Code, row and column of every warning."""
    return [(w.code, w.row, w.column) for w in read_plan(str(folder)).warnings]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Laptops,FY2026,5,,Dell Chromebok 3110", [("W13", 7, "model")]),
        ("Laptops,FY2026,5,6/30/2031,Dell Chromebok 3110", []),
        ("Laptops,FY2026,5,,dell chromebook 3110", []),
        ("Laptops,FY2026,5,,Dell Chromebook 3120", [("W14", 7, "model")]),
        ("Laptops,FY2026,5,6/30/2033,Dell Chromebook 3120", []),
    ],
)
def test_model_is_looked_up_where_the_end_of_support_is_not_typed(
    row: str, found: list[tuple[str, int, str]], tiny: PlanWriter
) -> None:
    assert warned(tiny(inventory=with_rows("inventory", row))) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("More,,Laptops,5%,,100%,vendor,90", []),  # another fleet
        ("More,,Chromebooks,5%,,1%,vendor,90", [("W15", 5, "share_rate")]),
        ("More,device_protection,Chromebooks,5%,,,vendor,90", []),  # beside the repairs
        ("More,,Laptops,5%,,,vendor,,30", []),  # parts alone are a price
        ("More,,Laptops,5%,,,staff,,,1", []),  # paid in staffing
        ("More,,Laptops,5%,,,student_crew,,,1", [("W16", 5, "hourly_wage")]),
        ("More,,Laptops,5%,,,protection_plan,25", [("W16", 5, "price_per_device")]),
        ("More,,Laptops,5%,,,vendor,90,,1", [("W11", 5, "hours_per_repair")]),
        ("More,,Laptops,5%,,,vendor,90,,,12", [("W11", 5, "hourly_wage")]),
        ("More,,Laptops,5%,,,vendor,90,,,,20", [("W11", 5, "price_per_device")]),
    ],
)
def test_repair_is_paid_by_the_cells_of_those_who_do_it(
    row: str, found: list[tuple[str, int, str]], tiny: PlanWriter
) -> None:
    assert warned(tiny(repair=with_rows("repair", row))) == found


def test_repair_left_out_of_the_plan_shares_nothing(tiny: PlanWriter) -> None:
    header, rows = TINY["repair"].split("\n", 1)
    repair = f"{header},active\n{rows}More,,Chromebooks,5%,,,vendor,90,,,,,no\n"
    assert warned(tiny(repair=repair)) == []


def test_seats_in_use_are_held_against_what_is_billed_not_typed(tiny: PlanWriter) -> None:
    columns = "name,category,basis,units,minimum_units,price,units_used,note"
    rows = (
        "Wifi,network_software,flat,,,30000,40,\nSeats,instructional_software,unit,80,100,9,100,\n"
    )
    assert warned(tiny(licenses=f"{columns}\n{rows}")) == []
    assert warned(tiny(licenses=f"{columns}\n{rows}".replace("9,100", "9,101"))) == [
        ("W17", 3, "units_used")
    ]


@pytest.mark.parametrize(
    ("pays_for", "years", "lasts"),
    [
        ("access_points", 7, []),
        ("access_points", 8, ["Access points"]),
        ("access_points; Switches", 9, ["Access points", "Switches"]),
        ("Chromebooks", 5, ["Chromebooks"]),  # named, so its condition counts as met
        ("", 8, ["Access points"]),  # what it may pay without a condition
    ],
)
def test_bond_is_held_against_the_life_of_what_it_may_buy(
    pays_for: str, years: int, lasts: list[str], tiny: PlanWriter
) -> None:
    old = "Bond,capital,60000,,6/30/2030,access_points,,,,,,5"
    new = f"Bond,capital,60000,,6/30/2030,{pays_for},,,,,,{years}"
    found = read_plan(tiny(funding=with_row_instead("funding", old, new))).warnings
    assert [(w.code, w.facts["row"]) for w in found] == [("W18", name) for name in lasts]


def test_breakage_is_no_growth(tiny: PlanWriter) -> None:
    """Half as much again breaks: a scenario's figure, not a price that doubles in two years."""
    assumptions = TINY["assumptions"].replace("rate,5%,\n", "rate,50%,\n")
    typed = assumptions.replace("license_price_growth_rate,50%", "license_price_growth_rate,5%")
    assert typed.count("50%") == 1
    assert warned(tiny(assumptions=typed)) == []


@pytest.mark.parametrize(
    "rates", [("0%", "100%"), ("60%", "40%"), ("32%", "8%")], ids=lambda rates: "+".join(rates)
)
def test_fees_that_add_up_to_all_are_not_warned_of(
    rates: tuple[str, str], tiny: PlanWriter
) -> None:
    old = "Family fee,fees,,,,device_repair,,,25,32%,8%"
    new = f"Family fee,fees,,,,device_repair,,,25,{','.join(rates)}"
    assert warned(tiny(funding=with_row_instead("funding", old, new))) == []
