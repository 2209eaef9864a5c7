"""Default growth rates are published changes of prices and wages, and so are the facts."""

from __future__ import annotations

from datetime import date

import pytest

from planner.reference.defaults import defaults
from planner.reference.facts import fact_on
from tests.published import published_table

PRICES, WAGES, PAY = (published_table(name) for name in ("cpi_u", "eci", "ecec"))
TODAY = date(2026, 11, 1)


def test_changes_are_those_of_the_index() -> None:
    index = {(row["item"], int(row["fiscal_year"])): float(row["index"]) for row in PRICES}
    for row in PRICES:
        before = index.get((row["item"], int(row["fiscal_year"]) - 1))
        if before:
            assert float(row["change"]) == pytest.approx(float(row["index"]) / before - 1, abs=6e-5)


def test_one_row_a_year_and_one_series_an_item() -> None:
    keys = [(row["item"], row["fiscal_year"]) for row in PRICES]
    assert len(set(keys)) == len(keys)
    items = {row["item"] for row in PRICES}
    assert len({(row["item"], row["series_id"]) for row in PRICES}) == len(items)
    assert min(int(row["fiscal_year"]) for row in PRICES) == 2000


def test_the_inflation_default_is_a_published_change() -> None:
    latest = max(
        (row for row in PRICES if row["item"] == "All items"), key=lambda row: row["fiscal_year"]
    )
    assert defaults()["general_inflation_rate"].value == float(latest["change"])
    assert f"fiscal year {latest['fiscal_year']}" in defaults()["general_inflation_rate"].source


def test_the_wage_default_is_the_latest_published_change() -> None:
    ends = [date.fromisoformat(row["period_end"]) for row in WAGES]
    assert ends == sorted(ends)
    assert (WAGES[-1]["wages_change"], WAGES[-1]["compensation_change"]) == ("0.036", "0.035")
    assert defaults()["wage_growth_rate"].value == float(WAGES[-1]["wages_change"])
    latest = fact_on("eci_k12_wages_growth", TODAY)
    assert defaults()["wage_growth_rate"].value == latest.value


def test_the_benefits_default_is_what_is_paid_on_top_of_a_salary() -> None:
    cost = {row["component"]: float(row["cost_per_hour"]) for row in PAY}
    assert sum(cost.values()) == pytest.approx(65.68)
    on_top = sum(cost[row["component"]] for row in PAY if row["paid_on_top_of_salary"] == "yes")
    load = on_top / (sum(cost.values()) - on_top)
    assert defaults()["benefits_rate"].value == pytest.approx(load, abs=5e-4)
    for figure in cost.values():
        assert f"${figure}" in defaults()["benefits_rate"].source


def test_wage_facts_agree_with_the_wage_index() -> None:
    for row in WAGES:
        end = date.fromisoformat(row["period_end"])
        if end >= date(2025, 12, 31):
            assert fact_on("eci_k12_wages_growth", end).value == float(row["wages_change"])
            found = fact_on("eci_k12_compensation_growth", end)
            assert found.value == float(row["compensation_change"])


@pytest.mark.parametrize("row", [*PRICES, *WAGES, *PAY], ids=lambda row: "")
def test_every_row_has_a_source(row: dict[str, str]) -> None:
    assert row["source"]
