"""The first ten minutes: the tutorial and the page of the docs say what is on the screen."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import nbformat
import pytest

from docs.take_pictures import BOARD_PAGE, PICTURES, STEPS
from planner.desk.live.events import Event
from planner.desk.opening.practice import practice_copy
from planner.desk.panels.publish.panel import PublishPanel
from planner.desk.publishing.pages import Stage
from planner.desk.workbench import Workbench
from planner.packaged import example, notebooks_dir
from planner.workbook.convert import folder_to_workbook

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "desk.md"
TUTORIAL = notebooks_dir() / "06_first_ten_minutes.ipynb"
LEVY = "funding/Technology levy, current/amount"


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    """The desk on a practice copy of the example."""
    monkeypatch.chdir(tmp_path)
    return Workbench(practice_copy(example("prairie-view")))


def do(bench: Workbench, what: str, value: str = "", **fields: str) -> None:
    bench.heed(Event(what, value, fields))


def seen(bench: Workbench) -> str:
    """Everything that is on the screen now, as text."""
    shown = (str(one) for one in bench.sheet.shown.values())
    return html.unescape(re.sub(r"<[^>]*>", " ", " ".join(shown)))


def screens(bench: Workbench) -> str:
    """What the steps lead past: every tab, a lever moved, a page made."""
    found = []
    for name in bench.panels:
        do(bench, "desk.open", panel=name)
        found.append(seen(bench))
    do(bench, "desk.open", panel="explore")
    do(bench, "explore.type", "$1,200,000", key=LEVY)
    found.append(seen(bench))
    do(bench, "desk.open", panel="publish")
    publish = bench.panels["publish"]
    assert isinstance(publish, PublishPanel)
    for stage in (Stage("Making it.", busy=True), Stage("Made.", page=Path("outputs/page.html"))):
        publish.publishing.stage = stage
        bench.show()
        found.append(seen(bench))
    publish.server.end()
    return " ".join(found)


def said_to_be_there(text: str) -> list[str]:
    """Words in bold that name something on the screen; a sentence in bold heads a step."""
    return [words for words in re.findall(r"\*\*(.+?)\*\*", text) if not words.endswith(".")]


def tutorial() -> str:
    return "\n".join(cell.source for cell in nbformat.read(TUTORIAL, 4).cells)


@pytest.mark.parametrize("text", [PAGE.read_text("utf-8"), tutorial()], ids=["page", "tutorial"])
def test_every_word_in_bold_is_on_the_screen(bench: Workbench, text: str) -> None:
    named = said_to_be_there(text)
    assert len(named) > 10
    screen = screens(bench)
    assert [words for words in named if words not in screen] == []


def test_what_is_saved_in_practice_changes_nothing_else(tmp_path: Path) -> None:
    plan = Path(shutil.copytree(example("altoona-wi"), tmp_path / "ours"))
    copy = practice_copy(plan, tmp_path / "practice")
    assert copy.name == "ours-practice"
    (copy / "district.csv").write_text("practiced", "utf-8")
    assert practice_copy(plan, tmp_path / "practice") == copy
    assert (copy / "district.csv").read_text("utf-8") == "practiced"
    assert (plan / "district.csv").read_text("utf-8") != "practiced"
    folder_to_workbook(plan, tmp_path / "ours.xlsx")
    workbook = practice_copy(tmp_path / "ours.xlsx", tmp_path / "practice")
    assert workbook.name == "ours-practice.xlsx"
    assert workbook.read_bytes() == (tmp_path / "ours.xlsx").read_bytes()
    assert practice_copy(tmp_path / "ours.xlsx", tmp_path / "practice") == workbook


def test_every_picture_is_there_and_the_script_makes_them_all() -> None:
    named = re.findall(r"\]\(pictures/([\w.-]+)\)", PAGE.read_text("utf-8"))
    kept = sorted(path.name for path in PICTURES.iterdir())
    assert named == list(STEPS)
    assert kept == sorted([*named, BOARD_PAGE])
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < 600_000
