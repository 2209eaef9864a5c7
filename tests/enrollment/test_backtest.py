"""The page about enrollment is fresh, and the trial in it sees no year that it may not see."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from benchmarks import enrollment_backtest as backtest
from planner.arrays import Floats
from planner.enrollment.cohort_survival import RATIO_YEARS
from planner.enrollment.entry import ENTRY_METHOD

PAGE = backtest.PAGE.read_text(encoding="utf-8")


def test_tables_of_errors_are_fresh() -> None:
    fresh = backtest.page_with(backtest.errors_as_text(), PAGE)
    assert fresh == PAGE, f"run: {backtest.COMMAND}"


def test_page_that_is_out_of_date_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["enrollment_backtest.py", "--check"])
    assert backtest.main() == 0
    monkeypatch.setattr(backtest, "errors_as_text", lambda: "something else")
    assert backtest.main() == 1
    assert "docs/enrollment.md is out of date" in capsys.readouterr().err
    assert backtest.PAGE.read_text(encoding="utf-8") == PAGE


def test_page_names_the_defaults_and_shows_the_published_example() -> None:
    assert (RATIO_YEARS, ENTRY_METHOD) == (5, "last")
    assert "**Defaults** (ours): five ratios; kindergarten and prekindergarten stay as" in PAGE
    examples = json.loads((backtest.ROOT / "tests/data/worked_examples.json").read_text("utf-8"))
    (published,) = (example["published"] for example in examples if example["id"] == "W7")
    for grade in ("K", "1", "2"):
        found = re.search(rf"^\| {grade} \|(.+)\|$", PAGE, flags=re.MULTILINE)
        assert found is not None
        shown = [float(cell) for cell in found[1].split("|")[-3:]]
        assert shown == [published[year][grade] for year in ("2024", "2025", "2026")]


def test_forecast_does_not_see_the_years_that_it_is_tried_on() -> None:
    students = backtest.districts()
    changed = students.copy()
    changed[:, backtest.ORIGIN - backtest.FIRST + 1 :] = 1.0
    seen: list[Floats] = []

    def spied(history: Floats, years: int) -> Floats:
        seen.append(backtest.cohort()(history, years))
        return seen[-1]

    for counts in (students, changed):
        backtest.trial(counts, backtest.ORIGIN, spied)
    assert np.array_equal(seen[0], seen[1])


def test_file_adds_up_and_small_districts_are_left_out() -> None:
    students = backtest.districts()
    assert students.shape[:2] == (14, 11)
    assert (students >= 0).all()
    found = backtest.trial(students, backtest.ORIGIN, backtest.naive)
    assert found.base.min() >= backtest.FEWEST
    total = students.sum(axis=0)
    place = backtest.ORIGIN - backtest.FIRST
    kept = total[:, total[place] >= backtest.FEWEST]
    by_hand = np.abs(kept[place] / kept[place + 1] - 1)
    assert np.allclose(found.errors[0], by_hand, rtol=1e-12)
