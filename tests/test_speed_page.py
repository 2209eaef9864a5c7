"""The page about speed is made from the results in the repository; nothing is timed here."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest

from benchmarks import run, speed_page
from benchmarks.asked import ASKED, DRAWS, MEASURED, OTHERS
from benchmarks.districts import district_cells, state_model
from benchmarks.reference_plan import drawn_drivers, reference_plan
from benchmarks.speed_page import PAGE, RESULTS, page
from planner.districts.district_table import read_district_table
from planner.plan.rules.between_rows import check_rows


def test_page_is_made_from_the_results() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(json.loads(RESULTS.read_text(encoding="utf-8")))


def test_what_was_not_met_is_said() -> None:
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    slower = deepcopy(results)
    asked = ASKED[0]
    slower[asked.section][asked.key] = asked.limit - 1
    assert asked.row(slower).endswith("| **no** |")
    slower[asked.section][asked.key] = asked.limit
    assert asked.row(slower).endswith("| yes |")


def test_what_was_never_measured_is_said_too() -> None:
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    asked = ASKED[0]
    del results[asked.section]
    assert asked.row(results).endswith(" times as fast | not measured |  |")
    assert "## Against other ways" not in page(results)
    assert "not measured" in page({MEASURED: {}})


WITH = "with Python 3.11.7 on 2 cores (x86_64)"


def results_of(days: dict[str, str]) -> dict[str, dict[str, object]]:
    """Results of parts that were measured on these days."""
    found = {"python": "3.11.7", "processor": "x86_64", "cores": "2"}
    parts: dict[str, dict[str, object]] = {part: {"seconds": 2.0} for part in days}
    return {MEASURED: {part: {"day": day, **found} for part, day in days.items()}, **parts}


def test_parts_of_one_run_are_of_one_day() -> None:
    said = page(results_of({"decks": "2026-11-28", "memory": "2026-11-28"}))
    assert f"\nMeasured on November 28, 2026, {WITH}, shared with other work.\n" in said


def test_parts_of_several_runs_say_which_is_of_when() -> None:
    days = {"memory": "2026-11-28", "decks": "2026-12-01", "questions": "2026-11-28"}
    said = page(results_of(days))
    assert f"| November 28, 2026, {WITH} | memory; questions |\n" in said
    assert f"| December 1, 2026, {WITH} | decks |\n" in said


def test_a_table_of_two_runs_says_so() -> None:
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    now = results[MEASURED][DRAWS]
    results[MEASURED][OTHERS] = now
    assert "Measured in two runs" not in page(results)
    results[MEASURED][OTHERS] = {**now, "day": "2020-01-01"}
    assert "Measured in two runs, see above." in page(results)


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where results of three parts are written: the second one breaks, the last is stopped."""

    def broken() -> dict[str, float]:
        raise ValueError

    def stopped() -> dict[str, float]:
        raise KeyboardInterrupt

    parts = {"memory": lambda: {"seconds": 1.23456}, "the decks": broken, "long, longer": stopped}
    monkeypatch.setattr(run, "PARTS", parts)
    monkeypatch.setattr(speed_page, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(speed_page, "PAGE", tmp_path / "speed.md")
    return tmp_path / "results.json"


def test_what_breaks_or_is_stopped_costs_no_other_part(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = results_of({"gone": "2026-11-27", "the decks": "2026-11-28", "memory": "2026-11-28"})
    written.write_text(json.dumps(before), encoding="utf-8")
    assert run.main(["memory", "DECKS"]) == 1
    with pytest.raises(KeyboardInterrupt):
        run.main([])
    found = json.loads(written.read_text(encoding="utf-8"))
    assert list(found) == [MEASURED, "memory", "the decks"]
    assert found["memory"] == {"seconds": 1.235}
    assert found["the decks"] == before["the decks"]
    assert found[MEASURED]["the decks"] == before[MEASURED]["the decks"]
    assert found[MEASURED]["memory"] == run.this_run()
    assert written.with_name("speed.md").read_text(encoding="utf-8") == page(found)
    said = capsys.readouterr()
    assert said.out.startswith("[1 of 2] memory ...\n  seconds: 1.23\n[2 of 2] the decks ...\n")
    assert "[3 of 3] long, longer ..." in said.out
    assert "These broke, and are as they were: the decks\n" in said.err


def test_parts_are_asked_for_by_a_word_of_their_names(written: Path) -> None:
    assert run.parts_asked(["decks", "long"]) == ["the decks", "long, longer"]
    with pytest.raises(SystemExit) as refused:
        run.parts_asked(["deck", "memory"])
    there = "memory; the decks; long, longer"
    assert str(refused.value) == f"no part is called deck. There are: {there}"
    assert not written.exists()


@pytest.mark.parametrize("times", [0.4, 2.5])
def test_a_slower_machine_changes_no_answer(times: float) -> None:
    """Whatever took time takes so many times as long; ratios stay, and so does every answer."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    other = {
        section: {
            key: value * times if key.startswith(("seconds", "milli", "micro")) else value
            for key, value in found.items()
        }
        for section, found in results.items()
    }
    assert other != results
    assert [one.row(other) for one in ASKED] == [one.row(results) for one in ASKED]
    assert {one.unit for one in ASKED} == {"times as fast", "times", ""}


def test_the_state_of_the_benchmark_is_a_plan_that_would_be_accepted() -> None:
    model = state_model()
    assert check_rows(model) == []
    cells = {heading: values[:50] for heading, values in district_cells().items()}
    table = read_district_table(model, cells)
    assert len(table.names) == 50
    assert all(min(map(float, values)) >= 0 for name, values in cells.items() if name != "name")
    assert len(district_cells()["name"]) == 13_500


def test_draws_of_the_benchmark_are_the_same_each_time() -> None:
    one, other = (drawn_drivers(reference_plan(), 3, seed=1) for _ in range(2))
    assert all(np.array_equal(a.values, b.values) for a, b in zip(one, other, strict=True))
