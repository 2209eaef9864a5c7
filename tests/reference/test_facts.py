"""Dated facts: the day decides, and no row speaks against another."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest

from planner.reference.defaults import defaults
from planner.reference.erate import (
    cep_multiplier,
    cycle_of,
)
from planner.reference.esser import esser_rounds
from planner.reference.facts import Fact, fact_on, facts
from planner.reference.overdue import overdue
from planner.reference.tables import reference_table

NAMES = sorted({fact.name for fact in facts()})


def first_day(fact: Fact) -> date:
    return fact.starts or date.min


def last_day(fact: Fact) -> date:
    return fact.ends or date.max


def test_days_run_forward_and_do_not_overlap() -> None:
    for fact in facts():
        assert first_day(fact) <= last_day(fact)
    for one, other in combinations(facts(), 2):
        if one.name == other.name:
            assert last_day(one) < first_day(other) or last_day(other) < first_day(one), one.name
            assert one.unit == other.unit


@pytest.mark.parametrize("name", NAMES)
def test_days_of_a_fact_have_no_gap(name: str) -> None:
    named = [fact for fact in facts() if fact.name == name]
    for earlier, later in pairwise(named):
        assert earlier.ends is not None
        assert later.starts == earlier.ends + timedelta(days=1)


def test_every_fact_has_unit_and_source_and_a_known_status() -> None:
    for row in reference_table("facts"):
        assert row["unit"]
        assert row["source"]
        assert row["status"] in ("verified", "unverified", "published", "derived")
    assert all(0.0 < fact.value <= 1.0 for fact in facts() if fact.unit.startswith("share"))


@pytest.mark.parametrize("funding_year", range(2021, 2031))
def test_category_two_figures_agree_with_the_cycles(funding_year: int) -> None:
    cycle = cycle_of(funding_year)
    for day in (date(funding_year, 7, 1), date(funding_year + 1, 6, 30)):
        per_student = fact_on("erate_c2_per_student", day)
        floor = fact_on("erate_c2_floor_per_school", day)
        assert per_student.value == cycle.per_student
        assert floor.value == cycle.floor_per_school
        assert cycle.published
        assert per_student.verified
        assert per_student.source == floor.source == cycle.source


@pytest.mark.parametrize(
    ("name", "day", "value"),
    [
        ("erate_c2_per_student", date(2015, 7, 1), 150.0),
        ("erate_c2_per_student", date(2020, 6, 30), 150.0),
        ("erate_c2_per_student", date(2020, 7, 1), 195.63),
        ("erate_c2_floor_per_school", date(2021, 6, 30), 11998.43),
        ("erate_c2_per_student", date(2026, 6, 30), 167.0),
        ("erate_c2_per_student", date(2026, 7, 1), 201.57),
        ("cep_multiplier", date(2026, 11, 1), 1.6),
        ("erate_c2_school_by_school_most_schools", date(2026, 11, 1), 10.0),
        ("gfoa_reserve_months", date(2026, 11, 1), 2.0),
        ("gfoa_plan_years", date(2026, 11, 1), 5.0),
        ("title_i_a_carry_limit_rate", date(2026, 11, 1), 0.15),
        ("title_i_a_carry_limit_exempt_below", date(2026, 11, 1), 50_000.0),
        ("title_iv_a_infrastructure_limit_rate", date(2026, 11, 1), 0.15),
        ("title_iv_a_share_rules_from", date(2026, 11, 1), 30_000.0),
        ("federal_availability_months", date(2026, 11, 1), 27.0),
        ("federal_equipment_threshold", date(2024, 9, 30), 5_000.0),
        ("federal_equipment_threshold", date(2024, 10, 1), 10_000.0),
        ("cyber_pilot_per_student", date(2026, 11, 1), 13.60),
        ("eci_k12_wages_growth", date(2026, 3, 30), 0.033),
        ("eci_k12_wages_growth", date(2026, 3, 31), 0.036),
        ("benefits_share_of_compensation", date(2024, 11, 30), 0.38),
        ("benefits_share_of_compensation", date(2024, 12, 1), 0.382),
        ("benefits_share_of_compensation", date(2026, 11, 1), 0.385),
        ("cpi_u_growth", date(2026, 6, 29), 0.042),
        ("cpi_u_growth", date(2026, 6, 30), 0.035),
        ("cpi_u_growth", date(2026, 11, 1), 0.034),
    ],
)
def test_published_figures(name: str, day: date, value: float) -> None:
    assert fact_on(name, day).value == value


@pytest.mark.parametrize(
    "name",
    [
        "esea_maintenance_of_effort_rate",
        "idea_maintenance_of_effort_rate",
        "federal_equipment_threshold",
        "erate_c2_school_by_school_most_schools",
        "chrome_education_upgrade_price",
    ],
)
def test_what_was_not_checked_says_so(name: str) -> None:
    assert not fact_on(name, date(2026, 11, 1)).verified


def test_the_pilot_says_that_its_figures_are_per_year() -> None:
    for name in ("cyber_pilot_per_student", "cyber_pilot_floor", "cyber_pilot_ceiling"):
        fact = fact_on(name, date(2026, 11, 1))
        assert "and year before the discount" in fact.unit
        assert "Category One discount of it, at most 90%" in fact.note


def test_the_latest_row_of_a_fact_says_when_and_where_a_newer_one_is_due() -> None:
    latest = {fact.name: fact for fact in facts()}
    for fact in facts():
        is_latest = fact is latest[fact.name]
        assert (fact.next_due is not None, bool(fact.where_to_look)) == (is_latest, is_latest)
        if fact.starts and fact.next_due:
            assert fact.next_due > fact.starts
    for default in defaults().values():
        assert default.next_due
        assert default.next_due.isoformat()[:7] > default.as_of
        assert default.where_to_look


def test_overdue_figures_are_those_due_by_the_day_the_longest_due_first() -> None:
    assert overdue(date(2020, 12, 31)) == ()
    assert [figure.name for figure in overdue(date(2021, 1, 1))] == [
        "chrome_education_upgrade_price"
    ]
    found = overdue(date(2026, 7, 31))
    assert [figure.next_due for figure in found] == sorted(f.next_due for f in found if f.next_due)
    assert {"benefits_rate", "wage_growth_rate", "eci_k12_wages_growth"} <= {f.name for f in found}
    assert "cpi_u_growth" not in {figure.name for figure in found}
    assert len(overdue(date(2099, 1, 1))) == len(NAMES) + len(defaults())


def test_a_default_and_a_fact_of_the_same_thing_agree() -> None:
    latest = fact_on("eci_k12_wages_growth", date(2026, 11, 1))
    assert defaults()["wage_growth_rate"].value == latest.value


def test_rules_of_funding_agree_with_the_facts() -> None:
    rules = {row["kind"]: row for row in reference_table("funding_rules")}
    today = date(2026, 11, 1)
    for kind in ("title_i_a", "title_ii_a", "title_iii_a", "title_iv_a", "idea_b"):
        months = fact_on("federal_availability_months", today).value
        assert float(rules[kind]["available_months"]) == months
    carry = fact_on("title_i_a_carry_limit_rate", today).value
    assert float(rules["title_i_a"]["carry_limit_rate"]) == carry
    infrastructure = fact_on("title_iv_a_infrastructure_limit_rate", today).value
    assert float(rules["title_iv_a"]["infrastructure_limit_rate"]) == infrastructure
    assert fact_on("cep_multiplier", today).value == cep_multiplier(today)
    schools = fact_on("erate_c2_school_by_school_most_schools", today).value
    assert schools == cycle_of(2026).school_by_school_most_schools


def test_a_day_without_a_figure_names_the_days_there_are() -> None:
    with pytest.raises(ValueError, match=r"2015-07-01 to 2020-06-30; .*2026-07-01 to 2031-06-30"):
        fact_on("erate_c2_per_student", date(2014, 7, 1))
    with pytest.raises(ValueError, match="no figure for 2031-07-01"):
        fact_on("erate_c2_per_student", date(2031, 7, 1))
    with pytest.raises(ValueError, match="2020-01-01 onwards"):
        fact_on("chrome_education_upgrade_price", date(2019, 12, 31))
    with pytest.raises(ValueError, match="no public figure named 'cost_of_hope'"):
        fact_on("cost_of_hope", date(2026, 7, 1))


def test_relief_rounds_run_in_order() -> None:
    rounds = esser_rounds()
    assert [money.round for money in rounds] == ["I", "II", "III"]
    for money, row in zip(rounds, reference_table("esser"), strict=True):
        assert row["enacted"] < row["obligate_by"] < row["liquidate_by"] < row["late_liquidation"]
        # 2 CFR 200.344(c): 120 days to pay out what was obligated
        assert money.liquidate_by == money.obligate_by + timedelta(days=120)
    assert sum(money.total for money in rounds) == 189.5e9  # FutureEd and GovTech, December 2022


def test_relief_rounds_say_what_is_not_checked_and_where_sources_disagree() -> None:
    one, two, three = esser_rounds()
    assert (one.verified, two.verified, three.verified) == (False, False, True)
    assert "Sources disagree" in three.note
    assert reference_table("esser")[-1]["late_liquidation"] == "2026-03-31"
