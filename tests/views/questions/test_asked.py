"""Words of goal seek and sensitivity: the answer first, rounded to the safe side."""

from __future__ import annotations

import re

import numpy as np

from planner.analysis.goal_seek.solve import solve
from planner.analysis.sensitivity.one_at_a_time import sensitivity
from planner.analysis.simulation.uncertainty_sources import uncertainty_sources
from planner.packaged import example
from planner.plan.read import read_plan
from planner.views.questions.goal_seek import answer, shown_value, solution_block
from planner.views.questions.sensitivity import (
    effects_table,
    sentence,
    sentences_block,
    size_table,
    uncertainty_table,
)
from tests.small_plan import small_plan

PLAN = read_plan(example("prairie-view"))
LEVY = "funding/Technology levy, renewal/amount"


def test_answer_comes_first_and_is_rounded_up() -> None:
    found = solve(PLAN, LEVY, "balanced", by=2030)
    first = solution_block(found).text.splitlines()[0]
    value = int(re.findall(r"at least \$([\d,]+)", first)[0].replace(",", ""))
    assert found.value is not None
    assert found.value <= value < found.value + 1
    assert "it is $1,500,000 now" in first
    assert "from FY2030 on" in first


def test_every_kind_of_answer_reads() -> None:
    said = {
        "not touched": answer(solve(PLAN, "district/reserve_policy_rate", "balanced")),
        "always": answer(solve(PLAN, "district/reserve_policy_rate", "funded", by=2029)),
        "none": answer(solve(PLAN, "staffing/Device repair technicians/fte", "balanced")),
        "met": answer(solve(PLAN, "assumptions/wage_growth_rate", "funded", by=2030)),
        "life": answer(solve(PLAN, "refresh", "policy")),
        "price": answer(solve(PLAN, "price-cap", "policy", by=2030)),
    }
    assert "does not affect this goal" in said["not touched"]
    assert said["always"].startswith(
        "Every cost is funded through FY2029, whatever reserve policy is (0% to"
    )
    assert said["none"].startswith("No value of FTE of Device repair technicians (0 FTE or more)")
    assert "it could rise to" in said["met"]
    assert "years more than today" in said["life"]
    assert "at least 4.46% less than today" in said["price"]


def test_whole_range_is_told_where_more_does_not_always_help() -> None:
    plan = small_plan(
        district={"years": 6, "reserve_policy_rate": 0},
        devices=[
            {"name": "L", "category": "staff_devices", "serves": "nobody", "fixed_units": 100,
             "unit_price": 100.0, "useful_life_years": 1},
        ],
        inventory=[{"name": "L", "bought": 2026, "units": 100}],
        funding=[{"name": "G", "kind": "general_fund", "amount": 3400.0}],
    )  # fmt: skip
    found = solve(plan, "refresh", "funded")
    assert ("More is not always better" in solution_block(found).text) == (len(found.holds) > 1)
    assert shown_value(found.lever, 5.0) == "5 years"


def test_sentences_say_dollars_and_positions() -> None:
    found = sensitivity(PLAN)
    keys = {shift.key: k for k, shift in enumerate(found.shifts)}
    words = sentence(found, keys["device_prices"])
    assert re.fullmatch(
        r"A 1% increase in device prices costs \$[\d,]+ a year by FY2034, in FY2027 "
        r"dollars, equal to 0\.\d of a position\.",
        words,
    )
    inflation = found.projection.inputs.driver_index("general_inflation_rate")[0, -1, 0]
    effect = -float(found.up["structural_balance"][keys["device_prices"], -1] / inflation)
    told = int(re.findall(r"\$([\d,]+)", words)[0].replace(",", ""))
    assert abs(told - effect) <= 500
    assert sentence(found, keys["positions"]).startswith("An extra position costs")
    assert sentence(found, keys["device_life"]).startswith(
        "An extra year of device life from FY2027 on saves"
    )
    assert len(sentences_block(found).text.splitlines()) <= 6


def test_tables_hold_what_was_found() -> None:
    found = sensitivity(PLAN)
    size = size_table(found).text
    assert "Positions: 1 FTE" in size
    assert "FTE less" in size
    rows = effects_table(found).text.splitlines()[2:]
    ranked = found.ranked("structural_balance")
    assert rows[0].startswith(found.shifts[ranked[0]].name)
    assert len(rows) == min(len(ranked), 15)
    by_size = [
        abs(np.nan_to_num(found.horizon("cost"))).max(axis=0)[k] for k in found.ranked("cost")
    ]
    assert by_size == sorted(by_size, reverse=True)


def test_plan_in_which_nothing_moves_says_so() -> None:
    found = sensitivity(small_plan(enrollment=()))
    assert sentences_block(found).text == "None of the inputs tested affects the plan."
    assert uncertainty_table(uncertainty_sources(small_plan())).text.startswith("The plan has no")


def test_uncertainty_is_shared_out_in_percent() -> None:
    text = uncertainty_table(uncertainty_sources(PLAN, draws=64)).text
    assert not re.search(r"-\d+%|1[1-9]\d%", text)
    assert "Sobol indices from" in text
