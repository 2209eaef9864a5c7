"""Many decks: a broken plan makes its own error page and the rest go on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from planner.packaged import example
from planner.publish.batch import INDEX, LOG, find_jobs, make_deck, new_batch, run_batch


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two good plans and one with two broken cells."""
    folder = tmp_path_factory.mktemp("plans")
    shutil.copytree(example("altoona-wi"), folder / "altoona-wi")
    shutil.copytree(example("altoona-wi"), folder / "broken <plan>")
    tables = folder / "broken <plan>"
    for name in ("devices.csv", "funding.csv"):
        text = (tables / name).read_text(encoding="utf-8").splitlines()
        (tables / name).write_text("\n".join([text[0], "," * text[0].count(",") + "x", *text[1:]]))
    return folder


def test_jobs_are_every_plan_under_every_scenario(plans: Path) -> None:
    jobs = find_jobs(plans)
    assert {job.name for job in jobs} == {"altoona-wi", "broken <plan>"}
    assert len([job for job in jobs if job.problem]) == 1
    assert len(jobs) > 3
    assert [job.scenario for job in find_jobs(plans / "altoona-wi", ["base"])] == ["base"]


def test_a_batch_makes_pages_log_and_index(plans: Path, tmp_path: Path) -> None:
    jobs = find_jobs(plans, ["base"])
    batch = new_batch(tmp_path)
    decks = list(run_batch(jobs, tmp_path, batch, workers=2))
    assert sorted(deck.status for deck in decks) == ["failed", "made"]
    log = pd.read_csv(batch / LOG).set_index("plan")
    assert log.loc["altoona-wi", "status"] == "made"
    assert (batch / str(log.loc["altoona-wi", "page"])).is_file()
    error_page = (batch / str(log.loc["broken <plan>", "page"])).read_text(encoding="utf-8")
    assert "devices.csv, row 2" in error_page
    assert "funding.csv, row 2" in error_page
    index = (batch / INDEX).read_text(encoding="utf-8")
    assert "1 of 2 pages were made" in index
    assert "broken &lt;plan&gt;" in index
    assert "<plan>" not in index


def test_a_scenario_that_one_plan_lacks_fails_that_deck_alone(plans: Path, tmp_path: Path) -> None:
    (job,) = find_jobs(plans / "altoona-wi", ["nowhere"])
    deck = make_deck(job, tmp_path, new_batch(tmp_path))
    assert deck.status == "failed"
    assert 'no scenario "nowhere"' in deck.answer


def test_a_later_batch_leaves_the_log_of_the_earlier_one(tmp_path: Path) -> None:
    first, second = new_batch(tmp_path), new_batch(tmp_path)
    assert first != second
    assert first.is_dir()
    assert second.is_dir()
