"""Ranges are judged as if both their ends had been typed into the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.what_if.ranges import check_ranges, uncertain_inputs
from tests.small_plan import small_plan
from tests.tiny_plan import PlanWriter, with_rows


def refusals(folder: Path) -> list[tuple[str, str, int, str]]:
    with pytest.raises(PlanError) as refused:
        read_plan(folder)
    return [(p.code, p.file, p.row, p.column) for p in refused.value.problems]


def test_ranges_are_read_with_their_numbers(tiny: PlanWriter) -> None:
    prices, raises = uncertain_inputs(read_plan(tiny()))
    assert (prices.name, prices.shape, prices.low, prices.high) == (
        "Prices",
        "lognormal",
        0.01,
        0.05,
    )
    assert (raises.low, raises.likely, raises.high) == (-0.01, 0.0, 0.02)
    assert (raises.moves_with, raises.correlation, raises.every_year) == ("Prices", 0.5, True)
    assert raises.change.how == "add"


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("x,licences,Wifi,price,add,uniform,1,,2", "P16", "table"),
        ("x,licenses,Wify,price,add,uniform,1,,2", "P50", "changes"),
        ("x,licenses,,price,add,uniform,1,,2", "P10", "changes"),
        ("x,licenses,Wifi,prise,add,uniform,1,,2", "P51", "field"),
        ("x,licenses,Wifi,source,add,uniform,1,,2", "P51", "field"),
        ("x,licenses,Wifi,price,add,uniform,one,,2", "P11", "low"),
        ("x,licenses,Wifi,price,add,uniform,1,,", "P10", "high"),
        ("x,licenses,Wifi,price,add,pert,1,,2", "P10", "likely"),
        ("x,licenses,Wifi,price,add,yes_no,,,,,5", "P10", "chance"),
        ("x,licenses,Wifi,price,add,yes_no,,,,130%,5", "P19", "chance"),
        ("x,licenses,Wifi,price,add,uniform,1,,2,50%", "P102", "chance"),
        ("x,licenses,Wifi,price,set,uniform,-5,,2", "P57", "low"),
        ("x,licenses,Wifi,price,add,uniform,-40000,,2", "P57", "low"),
        ("x,repair,Repair shop,share_rate,add,uniform,0%,,60%", "P57", "high"),
        ("x,licenses,Wifi,units_used,add,uniform,0,,5", "P53", "low"),
        ("x,licenses,Wifi,active,set,uniform,no,,yes", "P103", "shape"),
        ("x,licenses,Wifi,basis,set,uniform,flat,,unit", "P103", "shape"),
        ("x,devices,Labs,useful_life_years,multiply,uniform,1,,2", "P103", "how"),
        ("x,assumptions,wage_growth,,add,uniform,1%,,2%", "P50", "changes"),
        ("x,assumptions,erate_share,,add,uniform,-200%,,0%", "P57", "low"),
        ("x,district,,locale,set,yes_no,,,,30%,urban", "P103", "shape"),
        ("x,licenses,Wifi,price,add,uniform,1,,2,,,,,Prices,", "P10", "correlation"),
        ("x,licenses,Wifi,price,add,uniform,1,,2,,,,,Prices,2", "P19", "correlation"),
        ("Prices,licenses,Wifi,price,add,uniform,1,,2", "P09", "name"),
        ("x,scenarios,levy-fails,value,set,yes_no,,,,30%,0", "P16", "table"),
    ],
)
def test_range_that_cannot_be_drawn_is_refused_at_its_cell(
    row: str, code: str, column: str, tiny: PlanWriter
) -> None:
    found = refusals(tiny(ranges=with_rows("ranges", row)))
    assert (code, "ranges.csv", 4, column) in found


def test_end_that_a_table_would_refuse_says_what_it_comes_to(tiny: PlanWriter) -> None:
    row = "x,repair,Repair shop,share_rate,add,uniform,0%,,60%"
    with pytest.raises(PlanError) as refused:
        read_plan(tiny(ranges=with_rows("ranges", row)))
    (problem,) = [problem for problem in refused.value.problems if problem.blocks]
    assert str(problem) == (
        "ranges.csv, row 4, high: the change makes share_rate of Repair shop 120%, but the "
        "maximum is 100%."
    )


def test_range_left_out_is_judged_but_may_share_its_cell(tiny: PlanWriter) -> None:
    row = "x,assumptions,wage_growth_rate,,add,uniform,0%,,1%,,,,,,,no"
    head = with_rows("ranges").replace("correlation\n", "correlation,active\n")
    plan = read_plan(tiny(ranges=f"{head}{row}\n"))
    assert [one.active for one in uncertain_inputs(plan)] == [True, True, False]


@pytest.mark.parametrize(
    ("field", "how", "value"),
    [("active", "set", "no"), ("amount", "multiply", "0"), ("end_date", "set", "6/30/2028")],
)
@pytest.mark.parametrize("name", ["Levy", "all"])
def test_a_vote_is_drawn_once_whatever_cell_says_that_it_fails(
    field: str, how: str, value: str, name: str
) -> None:
    """With both, a levy that passes in 62 of 100 draws would pass in 38."""
    vote = {
        "name": "Vote",
        "table": "funding",
        "changes": name,
        "field": field,
        "how": how,
        "shape": "yes_no",
        "value": value,
        "chance": 0.38,
    }
    levy = {"name": "Levy", "kind": "local_levy", "voted": "not_yet_counted", "amount": 30_000}
    chance = small_plan(funding=[{**levy, "renewal_probability": 0.62}], ranges=[vote])
    assert [problem.code for problem in check_ranges(chance)] == ["P108"]
    assert check_ranges(small_plan(funding=[levy], ranges=[vote])) == []


def test_what_a_levy_brings_may_be_drawn_next_to_whether_it_passes() -> None:
    brings = {
        "name": "Value of homes",
        "table": "funding",
        "changes": "Levy",
        "field": "amount",
        "how": "multiply",
        "shape": "uniform",
        "low": "0.9",
        "high": "1.1",
    }
    levy = {
        "name": "Levy",
        "kind": "local_levy",
        "voted": "not_yet_counted",
        "amount": 30_000,
        "renewal_probability": 0.62,
    }
    assert check_ranges(small_plan(funding=[levy], ranges=[brings])) == []
