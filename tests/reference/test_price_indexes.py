"""Price indexes: changes agree with the index, and repricing there and back changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from planner.reference.defaults import defaults
from planner.reference.facts import fact_on
from planner.reference.price_indexes import (
    QUALITY_ADJUSTED,
    employment_cost_changes,
    index_change,
    index_items,
    reprice,
)
from planner.reference.tables import reference_table

ROWS = reference_table("cpi_u")


def test_changes_are_those_of_the_index() -> None:
    index = {(row["item"], int(row["fiscal_year"])): float(row["index"]) for row in ROWS}
    for row in ROWS:
        before = index.get((row["item"], int(row["fiscal_year"]) - 1))
        if before:
            assert float(row["change"]) == pytest.approx(float(row["index"]) / before - 1, abs=6e-5)


def test_one_row_a_year_and_one_series_an_item() -> None:
    keys = [(row["item"], row["fiscal_year"]) for row in ROWS]
    assert len(set(keys)) == len(keys)
    assert len({(row["item"], row["series_id"]) for row in ROWS}) == len(index_items())
    assert min(int(row["fiscal_year"]) for row in ROWS) == 2000


def test_a_change_is_a_fact_of_its_year() -> None:
    found = index_change("All items", 2025)
    assert (found.value, found.starts, found.ends) == (0.0264, date(2024, 7, 1), date(2025, 6, 30))
    assert "CUUR0000SA0" in found.source
    assert found.note == ""


def test_the_inflation_default_is_a_published_change() -> None:
    latest = fact_on("cpi_u_growth", date(2026, 11, 1))
    published = {index_change("All items", 2025).value, latest.value}
    assert defaults()["general_inflation_rate"].value in published


def test_quality_adjusted_items_say_so() -> None:
    assert set(QUALITY_ADJUSTED) < set(index_items())
    for item in QUALITY_ADJUSTED:
        assert "quality" in index_change(item, 2025).note
    assert index_change("Computers, peripherals", 2025).value < 0


def test_repricing() -> None:
    assert reprice(100.0, "All items", 2024, 2025) == pytest.approx(102.64, abs=0.01)
    there = reprice(100.0, "All items", 2010, 2020)
    assert reprice(there, "All items", 2020, 2010) == pytest.approx(100.0, rel=1e-12)
    assert reprice(0.0, "All items", 2010, 2020) == 0.0
    assert reprice(200.0, "All items", 2010, 2020) == pytest.approx(2 * there, rel=1e-12)


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match=r"no price index for 'Chalk'\. There are: All items;"):
        index_change("Chalk", 2020)
    with pytest.raises(ValueError, match="fiscal year 2026, only 2000 to 2025"):
        reprice(1.0, "All items", 2020, 2026)
    with pytest.raises(ValueError, match="fiscal year 2025, only 2000 to 2023"):
        index_change("Educational books and supplies", 2025)
    with pytest.raises(ValueError, match="starts with fiscal year 2011"):
        index_change("IT commodities", 2011)


def test_employment_costs_run_in_order() -> None:
    changes = employment_cost_changes()
    assert [change.period_end for change in changes] == sorted(c.period_end for c in changes)
    assert (changes[-1].wages, changes[-1].compensation) == (0.036, 0.035)
    assert defaults()["wage_growth_rate"].value == changes[-1].wages
