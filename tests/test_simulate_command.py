"""``planner simulate``: sentences, JSON, the same bytes for the same seed, and a page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli import app
from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.simulation_page import make_simulation_page
from tests.publish.quick_pages import quick_engine

PLAN = str(example("prairie-view"))


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["simulate", PLAN, "--draws", "256", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_same_seed_prints_the_same_and_another_seed_other_numbers() -> None:
    first = run("--seed", "4")
    assert first == run("--seed", "4")
    assert first != run("--seed", "5")
    assert first.isascii()
    assert "of 100 futures" in first


def test_json_has_every_scenario_asked_for() -> None:
    document = json.loads(run("--json", "-s", "base", "-s", "levy-fails"))
    assert [scenario["name"] for scenario in document["scenarios"]] == ["base", "levy-fails"]
    assert document["draws"] == 256


@pytest.mark.parametrize("draws", ["0", "100", "1000000000"])
def test_draws_that_cannot_be_are_refused_in_words(draws: str) -> None:
    result = CliRunner().invoke(app, ["simulate", PLAN, "--draws", draws])
    assert result.exit_code == 2
    assert "multiple of 16" in result.output


def test_page_is_made_in_a_run_of_its_own(tmp_path: Path) -> None:
    page = make_simulation_page(
        read_plan(PLAN), ["base", "levy-fails"], 256, 2, tmp_path, quick_engine()
    ).page
    html = page.read_text(encoding="utf-8")
    assert re.fullmatch(r"prairie-view-.*-simulation-base-\d{4}-\d\d-\d\d\.html", page.name)
    assert "The reserve stays at or above policy through FY2029 in" in re.sub(
        r"</?a[^>]*>", "", html
    )
    assert 'data-figure="reserve_fan"' in html
    assert len(html.encode()) < 700_000
