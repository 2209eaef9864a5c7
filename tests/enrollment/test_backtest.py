"""The page about enrollment is fresh, and the trial in it sees no year that it may not see."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from benchmarks import enrollment_backtest as backtest
from benchmarks.enrollment_backtest import METHODS, ORIGINS, SIZES, errors_ahead, trial
from planner.arrays import Floats
from planner.enrollment.cohort_survival import RATIO_YEARS
from planner.enrollment.entry import ENTRY_METHOD
from planner.enrollment.expected import ENOUGH, FEWEST
from planner.enrollment.grades import GRADES
from planner.plan.forecast import forecast_students
from tests.small_plan import small_plan

ORIGIN = 2018
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
    assert (FEWEST, ENOUGH) == (1000, 3000)
    words = " ".join(PAGE.split())
    assert "the mean of the latest five yearly ratios without the highest and the lowest" in words
    assert "Below 1,000 students the total stays as last counted, from 3,000 on" in words
    examples = json.loads((backtest.ROOT / "tests/data/worked_examples.json").read_text("utf-8"))
    (published,) = (example["published"] for example in examples if example["id"] == "W7")
    for grade in ("K", "1", "2"):
        found = re.search(rf"^\| {grade} \|(.+)\|$", PAGE, flags=re.MULTILINE)
        assert found is not None
        shown = [float(cell) for cell in found[1].split("|")[-3:]]
        assert shown == [published[year][grade] for year in ("2024", "2025", "2026")]


@pytest.mark.parametrize("method", METHODS.values())
def test_forecast_does_not_see_the_years_that_it_is_tried_on(method: backtest.Method) -> None:
    students = backtest.districts()
    changed = students.copy()
    changed[:, ORIGIN - backtest.FIRST + 1 :] = 1.0
    seen: list[Floats] = []

    def spied(history: Floats, years: int) -> Floats:
        seen.append(method(history, years))
        return seen[-1]

    for counts in (students, changed):
        trial(counts, ORIGIN, spied)
    assert np.array_equal(seen[0], seen[1])


def test_file_adds_up_and_the_smallest_districts_are_left_out() -> None:
    students = backtest.districts()
    assert students.shape[:2] == (14, 11)
    assert (students >= 0).all()
    found = trial(students, ORIGIN, backtest.naive)
    assert found.base.min() >= backtest.FEWEST
    total = students.sum(axis=0)
    place = ORIGIN - backtest.FIRST
    kept = total[:, (total[place] >= backtest.FEWEST) & (total[place + 1 :] > 0).all(axis=0)]
    by_hand = np.abs(kept[place] / kept[place + 1] - 1)
    assert np.allclose(found.errors[0], by_hand, rtol=1e-12)


def test_the_forecast_tried_is_the_one_of_a_plan() -> None:
    """Three districts, small, in between and large, whose plan starts in the year last counted."""
    students = backtest.districts()
    seen = ORIGIN - backtest.FIRST + 1
    total = students[:, seen - 1].sum(axis=0)
    told = backtest.forecast(students[:, :seen], backtest.AHEAD)
    for size in (800.0, 2000.0, 6000.0):
        district = int(np.abs(total - size).argmin())
        rows = [
            {"name": grade.lower(), "fiscal_year": backtest.FIRST + year, "students": count}
            for place, grade in enumerate(GRADES)
            for year, count in enumerate(students[place, :seen, district].tolist())
        ]
        plan = small_plan(district={"first_year": ORIGIN, "years": 6}, history=rows)
        _, forecast = forecast_students(plan)
        assert np.allclose(forecast[:, 1:], told[:, :, district], rtol=1e-12)
        assert np.allclose(forecast[:, 0], students[:, seen - 1, district])


@pytest.mark.parametrize("aside", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_what_the_forecast_has_to_reach(size: str, aside: bool) -> None:
    """Mean error at most that of the last count and of the line, every number of years ahead.

    From 1,000 students up the median is that of cohort survival as it is usually done, to a tenth
    of a point, and smaller over all years ahead together.
    """
    students = backtest.districts()
    found: dict[str, list[Floats]] = {}
    for name, method in METHODS.items():
        trials = [trial(students, origin, method) for origin in ORIGINS]
        found[name] = list(errors_ahead(trials, size, aside=aside))
    forecast, usual = found["**forecast**"], found["cohort survival, mean ratios"]
    for step, errors in enumerate(forecast):
        for other in ("last count", "straight line"):
            assert errors.mean() <= found[other][step].mean() + 1e-12
        if SIZES[size][0] >= 1000:
            assert np.median(errors) <= np.median(usual[step]) + 0.001
    if SIZES[size][0] >= 1000:
        assert np.median(np.concatenate(forecast)) <= np.median(np.concatenate(usual))


def test_no_forecast_more_than_doubles_a_district() -> None:
    students = backtest.districts()
    for origin in ORIGINS:
        found = trial(students, origin, backtest.forecast)
        assert found.times.max() <= 2.0
        assert found.times[:, found.base <= 1000] == pytest.approx(1.0)
