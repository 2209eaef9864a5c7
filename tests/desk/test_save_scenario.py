"""What was tried out becomes a scenario of the plan: asked, shown, written, and there."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from planner.desk.live.events import Event
from planner.desk.panels.save_scenario import SaveScenario
from planner.desk.workbench import Workbench
from planner.editing.draft import Draft, EditError
from planner.packaged import example
from planner.plan.read import read_plan
from planner.workbook.convert import folder_to_workbook
from tests.desk.panel_markup import faults_in
from tests.tiny_plan import TINY, PlanWriter

RAISES, LEVY = "assumptions/wage_growth_rate", "funding/Levy/amount"
ASKED = {"title": "Levy at $120,000", "name": "", "who": "J. Doe", "why": "Asked by the board"}


@pytest.fixture
def folder(tiny: PlanWriter) -> Path:
    return tiny()


@pytest.fixture
def bench(folder: Path) -> Workbench:
    return moved(folder)


def moved(plan: Path, scenario: str = "base") -> Workbench:
    """A desk on which the levy was lowered."""
    bench = Workbench(plan, scenario)
    bench.open("explore")
    do(bench, "type", "$120,000", key=LEVY)
    return bench


def do(bench: Workbench, action: str, value: str = "", **fields: str) -> None:
    bench.heed(Event(f"explore.{action}", value, fields))


def shown(bench: Workbench, region: str = "save") -> str:
    html = bench.shown("explore")[region]
    assert isinstance(html, str)
    return html


def typed_rows(folder: Path) -> str:
    return (folder / "scenarios.csv").read_text("utf-8")


def test_there_is_something_to_save_once_something_was_moved(folder: Path) -> None:
    bench = Workbench(folder)
    bench.open("explore")
    assert 'data-do="explore.save" disabled' in shown(bench, "tools")
    do(bench, "save")
    assert shown(bench) == ""
    do(bench, "type", "5%", key=RAISES)
    assert 'data-do="explore.save">' in shown(bench, "tools")


def test_it_asks_for_title_name_who_and_why(bench: Workbench) -> None:
    assert shown(bench) == ""
    do(bench, "save")
    html = shown(bench)
    for label in ("Title", "Short name", "Who", "Why"):
        assert f">{label}</label>" in html
    assert faults_in(bench, "explore") == []
    do(bench, "save-close")
    assert shown(bench) == ""


def test_the_rows_are_shown_before_anything_is_written(bench: Workbench, folder: Path) -> None:
    before = typed_rows(folder)
    do(bench, "save")
    do(bench, "save-show", **ASKED)
    html = shown(bench)
    assert "These rows will be added to scenarios.csv. Nothing is written yet." in html
    assert '<th scope="row">Scenario</th><td class="words">levy-at-120-000</td>' in html
    for cell in ("Levy at $120,000", "funding", "Levy", "amount", "set", "120,000", "J. Doe"):
        assert f'<td class="words">{cell}</td>' in html
    assert ">From year<" not in html
    assert faults_in(bench, "explore") == []
    assert typed_rows(folder) == before
    do(bench, "save-change")
    assert 'value="Asked by the board"' in shown(bench)


def test_what_was_written_is_a_scenario_like_any_other(bench: Workbench, folder: Path) -> None:
    tried = bench.comparison.main
    do(bench, "save")
    do(bench, "save-show", **ASKED)
    do(bench, "save-write")
    assert shown(bench) == ""
    assert bench.what_if.start == "levy-at-120-000"
    assert not bench.what_if.is_moved
    assert bench.comparison.main.reserve == pytest.approx(tried.reserve)
    assert '<option value="levy-at-120-000" selected>Levy at $120,000</option>' in shown(
        bench, "tools"
    )
    plan = read_plan(folder)
    assert plan.scenario_names[-1] == "levy-at-120-000"
    row = plan.scenarios[-1]
    assert (row.title, row.source, row.note) == (
        *("Levy at $120,000", "J. Doe", "Asked by the board"),
    )
    assert not row.choice


def test_a_choice_of_the_district_is_marked(bench: Workbench, folder: Path) -> None:
    do(bench, "save")
    do(bench, "save-show", **ASKED, choice="yes")
    do(bench, "save-write")
    assert read_plan(folder).scenarios[-1].choice


def test_a_scenario_begun_from_another_includes_it(folder: Path) -> None:
    bench = moved(folder, "levy-fails+stretch")
    tried = bench.comparison.main
    do(bench, "save")
    do(bench, "save-show", **ASKED)
    assert '<td class="words">include</td>' in shown(bench)
    do(bench, "save-write")
    rows = [row for row in read_plan(folder).scenarios if row.name == "levy-at-120-000"]
    assert [(row.how, row.changes) for row in rows] == [
        *(("include", "levy-fails"), ("include", "stretch"), ("set", "Levy")),
    ]
    assert bench.comparison.main.unfunded == pytest.approx(tried.unfunded)


REFUSED = [
    ({"title": " "}, "title", "Type a title: it is what the board page calls the scenario."),
    (
        {"name": "levy-fails"},
        "name",
        "There is a scenario called &quot;levy-fails&quot; already. Choose another name.",
    ),
    (
        {"name": "a+b"},
        "name",
        "A scenario needs a name of up to 60 characters, without a plus sign, comma or semicolon.",
    ),
]


@pytest.mark.parametrize(("typed", "place", "sentence"), REFUSED)
def test_what_cannot_be_is_told_at_its_input(
    bench: Workbench, typed: dict[str, str], place: str, sentence: str
) -> None:
    do(bench, "save")
    do(bench, "save-show", **{**ASKED, **typed})
    html = shown(bench)
    assert f'<span id="explore-save-{place}-says" class="planner-wrong">{sentence}</span>' in html
    do(bench, "save-write")
    assert sentence not in shown(bench)


def test_a_file_that_changed_meanwhile_is_asked_about(bench: Workbench, folder: Path) -> None:
    do(bench, "save")
    do(bench, "save-show", **ASKED)
    theirs = TINY["scenarios"] + "theirs,Theirs,,funding,Levy,amount,set,1,\n"
    (folder / "scenarios.csv").write_text(theirs, "utf-8")
    do(bench, "save-write")
    html = shown(bench)
    assert "scenarios.csv was changed outside this page on " in html
    assert "Read it again" in html
    do(bench, "save-again")
    assert "Write these rows" in shown(bench)
    do(bench, "save-write")
    assert read_plan(folder).scenario_names[-2:] == ("theirs", "levy-at-120-000")


def test_it_may_be_saved_over_what_changed_meanwhile(bench: Workbench, folder: Path) -> None:
    do(bench, "save")
    do(bench, "save-show", **ASKED)
    theirs = TINY["scenarios"] + "theirs,Theirs,,funding,Levy,amount,set,1,\n"
    (folder / "scenarios.csv").write_text(theirs, "utf-8")
    do(bench, "save-write")
    do(bench, "save-write", over="yes")
    assert read_plan(folder).scenario_names[-2:] == ("both", "levy-at-120-000")


@pytest.mark.parametrize(
    ("raised", "sentence"),
    [
        (OSError(errno.ENOSPC, ""), "the file: the disk is full; free some space and try again; "),
        (EditError("It cannot be saved."), "It cannot be saved."),
    ],
)
def test_a_file_that_cannot_be_written_says_why(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, raised: Exception, sentence: str
) -> None:
    do(bench, "save")
    do(bench, "save-show", **ASKED)

    def refuse(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(Draft, "save", refuse)
    do(bench, "save-write")
    assert sentence in shown(bench)


def test_rows_of_other_moves_are_not_written(bench: Workbench, folder: Path) -> None:
    before = typed_rows(folder)
    do(bench, "save")
    do(bench, "save-show", **ASKED)
    do(bench, "type", "5%", key=RAISES)
    assert "Show the rows" in shown(bench)
    do(bench, "save-write")
    assert typed_rows(folder) == before
    do(bench, "all-back")
    assert shown(bench) == ""


def test_edits_that_are_not_saved_come_first(bench: Workbench) -> None:
    bench.unsaved = "2 changes on the Inputs tab are not saved."
    do(bench, "save")
    do(bench, "save-show", **ASKED)
    assert (
        "Save or undo what was changed on the Inputs tab first. "
        "2 changes on the Inputs tab are not saved." in shown(bench)
    )


def test_a_workbook_gets_the_rows_on_its_sheet(folder: Path, tmp_path: Path) -> None:
    workbook = folder_to_workbook(folder, tmp_path / "plan.xlsx")
    bench = moved(workbook)
    do(bench, "save")
    do(bench, "save-show", **ASKED)
    assert "will be added to plan.xlsx, sheet Scenarios." in shown(bench)
    lock = tmp_path / "~$plan.xlsx"
    lock.touch()
    do(bench, "save-write")
    assert "plan.xlsx is open in Excel. Close it there, then save again." in shown(bench)
    lock.unlink()
    do(bench, "save-write")
    assert read_plan(workbook).scenario_names[-1] == "levy-at-120-000"


def test_tables_that_no_longer_add_up_are_told(bench: Workbench, folder: Path) -> None:
    (folder / "devices.csv").write_text(TINY["devices"].replace("350", "lots"), "utf-8")
    do(bench, "save")
    do(bench, "save-show", **ASKED)
    assert "A scenario can be added once the problems in the tables are corrected." in shown(bench)


def test_what_was_typed_is_shown_and_never_run(bench: Workbench) -> None:
    do(bench, "save")
    do(bench, "save-show", **{**ASKED, "title": "<b>Cut</b>", "who": '"><i>'})
    assert "<b>" not in shown(bench)
    assert "<i>" not in shown(bench)
    assert "&lt;b&gt;Cut&lt;/b&gt;" in shown(bench)


def test_a_tab_of_choices_begins_with_a_choice(tmp_path: Path) -> None:
    shutil.copytree(example("prairie-view"), tmp_path / "plan")
    bench = Workbench(tmp_path / "plan")
    bench.heed(Event("explore.switch", "", {"key": "security/Cyber insurance/active"}))
    save = SaveScenario(bench, "decide", choice=True)
    save.heed(Event("decide.save"))
    assert 'data-do="decide.save-show"' in save.html()
    assert 'id="decide-save-choice" name="choice" value="yes" checked' in save.html()


def test_another_tab_can_lead_to_saving(bench: Workbench) -> None:
    bench.open("explore", save="yes")
    assert "Show the rows" in shown(bench)
