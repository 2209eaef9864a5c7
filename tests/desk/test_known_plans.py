"""The list of plans of this machine: the last one first, each once, and never in the way."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.desk.opening.known_plans import MOST, STATE_VARIABLE, forget, known_plans, remember
from planner.packaged import example

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of this test's own."""
    folder = tmp_path / "state"
    monkeypatch.setenv(STATE_VARIABLE, str(folder))
    return folder


def names() -> list[str]:
    return [known.path.name for known in known_plans()]


def test_the_plan_opened_last_comes_first_and_each_comes_once(tmp_path: Path) -> None:
    for number, name in enumerate(("north", "south.xlsx", "north")):
        remember(tmp_path / name, NOON + timedelta(hours=number))
    assert names() == ["north", "south.xlsx"]
    assert known_plans()[0].opened == NOON + timedelta(hours=2)


def test_so_many_are_remembered_and_no_more(tmp_path: Path) -> None:
    for number in range(MOST + 3):
        remember(tmp_path / f"plan-{number}", NOON)
    assert len(names()) == MOST
    assert names()[0] == f"plan-{MOST + 2}"


def test_a_plan_that_was_moved_stays_in_the_list_until_it_is_taken_off(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    remember(tmp_path / "gone", NOON)
    remember(here, NOON)
    assert [known.is_there for known in known_plans()] == [True, False]
    forget(tmp_path / "gone")
    assert names() == ["here"]


def test_the_examples_are_not_in_the_list() -> None:
    remember(example("prairie-view"), NOON)
    assert known_plans() == ()


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"plans": [{"path": 1}]}', '{"plans": [{"path": "a"}]}', "\udcff"]
)
def test_a_list_that_cannot_be_read_is_empty_and_is_written_again(
    content: str, state: Path, tmp_path: Path
) -> None:
    state.mkdir()
    (state / "known-plans.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    assert known_plans() == ()
    remember(tmp_path / "plan", NOON)
    assert names() == ["plan"]


def test_a_folder_that_cannot_be_written_is_not_in_the_way(state: Path, tmp_path: Path) -> None:
    state.write_text("a file where the folder should be", encoding="utf-8")
    remember(tmp_path / "plan", NOON)
    assert known_plans() == ()


def test_paths_of_windows_are_kept_as_they_are(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "normcase", lambda path: str(path).lower())
    remember(Path(r"C:\Finance\Ünser Plan.xlsx"), NOON)
    remember(Path(r"c:\finance\ünser plan.xlsx"), NOON)
    assert names() == [Path(r"c:\finance\ünser plan.xlsx").name]
    kept = json.loads((state / "known-plans.json").read_text("utf-8"))
    assert kept["plans"][0]["path"] == r"c:\finance\ünser plan.xlsx"


def test_a_day_without_a_time_zone_is_this_machines(state: Path) -> None:
    state.mkdir()
    plain = '{"plans": [{"path": "a", "opened": "2026-11-03T12:00:00"}]}'
    (state / "known-plans.json").write_text(plain, encoding="utf-8")
    assert known_plans()[0].opened == datetime(2026, 11, 3, 12).astimezone()
