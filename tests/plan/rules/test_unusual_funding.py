"""Slips in money, fleets, licenses and sums that are warned of or refused, and look-alikes."""

from __future__ import annotations

import pytest

from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.reading.total_rows import is_sum, may_be_sum
from tests.tiny_plan import TINY, PlanWriter, with_row_instead, with_rows


def said(folder: object) -> list[tuple[str, int, str]]:
    """Code, row and column of everything that is said of a plan."""
    try:
        found = read_plan(str(folder)).warnings
    except PlanError as error:
        found = error.problems
    return [(p.code, p.row, p.column) for p in found]


@pytest.mark.parametrize(
    ("load", "codes"),
    [
        ("0%", []),
        ("24.9%", ["W24"]),
        ("25%", []),
        ("37.9%", []),
        ("38%", ["W01"]),
        ("38.5%", ["W01"]),
        ("38.6%", []),
        ("40%", []),
        ("41%", []),
        ("44%", []),
        ("60%", []),
        ("60.1%", ["W24"]),
        ("61.31%", ["W24"]),
        ("91%", ["W24"]),
    ],
)
def test_benefits_load_is_between_what_is_usual(
    load: str, codes: list[str], tiny: PlanWriter
) -> None:
    row = with_row_instead("staffing", "Technician,2,60000,,", f"Technician,2,60000,{load},")
    assert [code for code, _, _ in said(tiny(staffing=row))] == codes


@pytest.mark.parametrize(
    ("serves", "units", "warned"),
    [
        # Needed with 5% spares, and a tenth above that: 900 students, 100 staff, 400 in K-5.
        ("students", 1039, False),
        ("students", 1040, True),
        ("staff", 115, False),
        ("staff", 116, True),
        ("K-5", 462, False),
        ("K-5", 463, True),
        ("nobody", 5000, False),
    ],
)
def test_fleet_is_held_against_its_own_people_spares_included(
    serves: str, units: int, warned: bool, tiny: PlanWriter
) -> None:
    devices = f"name,category,serves,unit_price,loss_rate\nLaptops,staff_devices,{serves},900,1%\n"
    inventory = f"name,bought,units\nLaptops,FY2025,{units}\n"
    folder = tiny(devices=devices, inventory=inventory, repair=None, scenarios=None)
    assert ("W03" in [code for code, _, _ in said(folder)]) == warned


@pytest.mark.parametrize(
    ("end", "row", "warned"),
    [
        ("9/30/2027", "Reading", True),  # prepaid until June 2028
        ("9/30/2028", "Reading", False),
        ("6/30/2027", "Phishing", True),  # next in FY2028
        ("7/31/2027", "Phishing", False),
        ("6/30/2028", "Access points", True),  # replaced in FY2029
        ("6/30/2028", "Switches", False),  # a share every year
        ("6/30/2024", "Reading", False),  # ended before the plan: another warning
        ("", "Reading", False),
    ],
)
def test_money_that_ends_before_what_it_is_for_begins(
    end: str, row: str, warned: bool, tiny: PlanWriter
) -> None:
    funding = with_rows("funding", f"Gift,grant,10000,,{end},{row},")
    found = said(tiny(funding=funding))
    assert (("W25", 10, "pays_for") in found) == warned


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Seats,instructional_software,unit,1000,,5", ""),
        ("Seats,instructional_software,unit,1001,,5", "units"),
        ("Seats,instructional_software,student,,900,5", ""),
        ("Seats,instructional_software,student,,901,5", "minimum_units"),
        ("Seats,administrative_software,staff,,101,5", "minimum_units"),
        ("Seats,device_management,device,,5000,5", ""),
    ],
)
def test_licenses_are_held_against_the_people_who_could_use_them(
    row: str, column: str, tiny: PlanWriter
) -> None:
    columns = "name,category,basis,units,minimum_units,price"
    folder = tiny(licenses=f"{columns}\nWifi,network_software,flat,,,3\n{row}\n", incidents=None)
    found = [name for code, _, name in said(folder) if code == "W26"]
    assert found == ([column] if column else [])


@pytest.mark.parametrize(
    ("name", "warned"), [("E-Rate refund", True), ("ERATE", True), ("Deviate rate", False)]
)
def test_money_called_e_rate_pays_what_e_rate_pays(
    name: str, warned: bool, tiny: PlanWriter
) -> None:
    plan = tiny(funding=with_rows("funding", f"{name},grant,5000,,,Monitoring"))
    assert (("W28", 10, "kind") in said(plan)) == warned
    eligible = tiny("eligible", funding=with_rows("funding", f"{name},grant,5000,,,Switches"))
    assert said(eligible) == []


def test_point_in_a_scenario_is_in_doubt_as_in_a_table(tiny: PlanWriter) -> None:
    scenarios = with_rows("scenarios", "dear,,,devices,Laptops,unit_price,set,1.200,")
    assert said(tiny(scenarios=scenarios)) == [("W22", 6, "value")]


def test_change_offers_no_blank_cell_instead(tiny: PlanWriter) -> None:
    scenarios = with_rows("scenarios", "later,,,devices,Laptops,useful_life_years,set,TBD,")
    with pytest.raises(PlanError) as error:
        read_plan(tiny(scenarios=scenarios))
    assert str(error.value).endswith('"TBD" says the value is not known yet. Type the value.')


@pytest.mark.parametrize(
    "name", ["Total", "TOTALS", "Total:", "Grand Total", "Sub-total", "subtotal", "Sum", "** Total"]
)
def test_row_called_by_a_word_for_a_sum_is_refused_in_one_sentence(
    name: str, tiny: PlanWriter
) -> None:
    assert is_sum(name)
    for cells in (",,,", ",student_devices,students,1250", ",n/a,many,-"):
        assert said(tiny(devices=with_rows("devices", name + cells))) == [("P79", 5, "name")]


@pytest.mark.parametrize("name", ["Total students", "Devices total", "Sum of devices"])
def test_row_that_may_be_a_sum_is_refused_where_it_is_no_item(name: str, tiny: PlanWriter) -> None:
    assert may_be_sum(name) and not is_sum(name)
    assert said(tiny(devices=with_rows("devices", f"{name},,,1250"))) == [("P79", 5, "name")]
    assert said(tiny("item", enrollment=with_rows("enrollment", f"{name},,,9"))) == [
        ("W10", 4, "name")
    ]


@pytest.mark.parametrize("name", ["Summit Learning", "Totality", "Laptops", "Consumables", "Totem"])
def test_name_that_only_holds_the_letters_is_an_item(name: str) -> None:
    assert not may_be_sum(name)


def test_cell_read_as_blank_is_still_missed_where_the_row_needs_it(tiny: PlanWriter) -> None:
    licenses = with_rows("licenses", "Seats,instructional_software,unit,,n/a,12")
    assert said(tiny(licenses=licenses)) == [("W23", 6, "units"), ("P32", 6, "units")]


def test_warning_of_a_cell_leaves_its_row_in_the_plan(tiny: PlanWriter) -> None:
    devices = TINY["devices"].replace(",900,", ",1.200,")
    plan = read_plan(tiny(devices=devices))
    assert [w.code for w in plan.warnings] == ["W22"]
    assert plan.devices[1].unit_price == 1.2
