"""The Start tab: what to fix, where to go next, other plans, and a new one from fifteen answers."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from planner.analysis.compare import compare
from planner.analysis.concerns import concerns
from planner.desk.live.events import Event
from planner.desk.opening.known_plans import STATE_VARIABLE, known_plans, remember
from planner.desk.opening.launch import prepare_desk
from planner.desk.opening.sitting import SITTING_VARIABLE
from planner.desk.panels.start import glance as plan_glance
from planner.desk.panels.start.first_plan import NOT_ANSWERED, OTHER_ENDING, write_plan
from planner.desk.panels.start.glance import NOT_CALCULATED, look_at
from planner.desk.panels.start.next import PAGE, next_steps
from planner.desk.panels.start.panel import FIX, MADE
from planner.desk.panels.start.plans import GONE, NO_DESK, NO_OTHERS, WAITING
from planner.desk.panels.start.problems import cell_of
from planner.desk.workbench import Workbench
from planner.packaged import example
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.read import read_plan
from planner.plan.start_sheet.questions import QUESTIONS
from planner.views.board.assumptions import completeness_note
from planner.views.board.sentences import unfunded_sentence
from planner.views.board.votes import parts_with_votes
from planner.views.format.markup import text_of
from planner.workbook.convert import folder_to_workbook
from tests.tiny_plan import TINY, PlanWriter

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
ANSWERS = {
    "name": "Maple County Schools",
    "first_year": "FY2027",
    "students": "4,800",
    "enrollment_growth_rate": "-1%",
    "staff": "620",
    "device_price": "$390",
    "device_loss_rate": "4%",
    "licenses": "310,000",
    "security": "95,000",
    "fte": "6.5",
    "pay_and_benefits": "98,000",
    "allocation": "1,450,000",
    "reserve": "600,000",
    "price_growth_rate": "4%",
    "allocation_growth_rate": "2%",
}


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What this machine knows is this test's own."""
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    monkeypatch.setattr(plan_glance, "_SEEN", {})


@pytest.fixture
def sitting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sitting, as JupyterLab tells its notebooks; gives the folder where it was started."""
    session, started = tmp_path / "session", tmp_path / "finance"
    prepare_desk(example("prairie-view"), started / "outputs", session)
    monkeypatch.setenv(SITTING_VARIABLE, str(session))
    return started


def region(bench: Workbench, name: str) -> str:
    return str(bench.shown("start")[name])


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def led_to(bench: Workbench) -> str:
    """Where the browser is led."""
    return str(bench.sheet._take_waiting().get("go", ""))


def notice(bench: Workbench) -> str:
    return words(str(bench.sheet.shown["desk.notice"]))


def test_a_plan_with_problems_opens_on_start_and_leads_to_each_cell(tiny: PlanWriter) -> None:
    folder = tiny(devices=TINY["devices"].replace("900", "nine"))
    bench = Workbench(folder)
    shown = region(bench, "first")
    assert bench.panel.name == "start"
    assert "<h2>What to fix first</h2>" in shown
    assert FIX in words(shown)
    assert text_of(bench.problems[0].message) in shown
    assert 'data-do="desk.open" data-panel="inputs" data-table="devices" data-row=' in shown
    bench.heed(Event("desk.open", fields={"panel": "inputs", **cell_of(bench.problems[0], folder)}))
    assert bench.panel.name == "inputs"
    (folder / "devices.csv").write_text(TINY["devices"], encoding="utf-8")
    bench.heed(Event("start.reload"))
    assert bench.plan is not None
    assert "<h2>Where to go next</h2>" in region(bench, "first")


def test_a_cell_of_a_workbook_is_found_by_its_sheet_and_heading() -> None:
    plan = Path("plan.xlsx")
    there = Problem("P10", "plan.xlsx, sheet Devices", 4, "Price")
    assert cell_of(there, plan) == {"table": "devices", "row": "4", "column": "unit_price"}
    assert cell_of(Problem("P92", "plan.xlsx, sheet Start", 9), plan) == {}
    whole = Problem("P02", "plan.xlsx, sheet Funding")
    assert cell_of(whole, plan) == {"table": "funding", "row": "", "column": ""}


def test_where_to_go_follows_the_concerns_the_worst_first() -> None:
    comparison = compare(read_plan(example("prairie-view")), ["base"])
    steps = next_steps(comparison)
    assert [step.sentence for step in steps] == [
        "The technology reserve falls below policy in FY2030 and is used up in FY2032.",
        "The plan counts on the Technology levy, renewal, which voters have not passed.",
        "The funding cliff comes in FY2029: money that ends or is not renewed covers $1.18 million "
        "less of the recurring cost than in FY2028 (State device grant: $950,000; prepayments: "
        "$188,000; FCC cybersecurity pilot: $37,000).",
        "The board cut $285,000 a year from the local budget while one-time money paid. It is to "
        "be restored starting in FY2029, in full from FY2030.",
        "Starting in FY2027, recurring revenue falls $260,000 a year short of the sustainable "
        "annual cost (the structural gap), growing to $1.13 million by FY2034.",
        unfunded_sentence(comparison.main.figures),
        PAGE,
    ]
    assert steps[0].tabs[0][0] == "risk"


def test_a_sound_plan_leads_to_what_could_change(tmp_path: Path) -> None:
    rich = {**ANSWERS, "allocation": "9,000,000", "allocation_growth_rate": "4%"}
    comparison = compare(read_plan(write_plan(rich, tmp_path / "rich.xlsx")), ["base"])
    assert concerns(comparison.figures) == []
    steps = next_steps(comparison)
    assert [step.sentence for step in steps] == [unfunded_sentence(comparison.main.figures), PAGE]
    assert steps[0].sentence.startswith("Every cost is funded through FY")
    assert [tab for tab, _ in steps[0].tabs] == ["explore", "risk"]


def test_completeness_and_warnings_are_told_with_a_way_to_the_cell(tiny: PlanWriter) -> None:
    assert "Nothing in the tables looks unusual." in region(Workbench(tiny()), "about")
    unusual = tiny("unusual", staffing=TINY["staffing"].replace("60000,,", "60000,65%,"))
    shown = region(Workbench(unusual), "about")
    lead = completeness_note(compare(read_plan(unusual), ["base"])).text.splitlines()[0]
    assert lead in words(shown)
    assert "<summary>1 warning about the tables</summary>" in shown
    assert 'data-table="staffing"' in shown


def test_other_plans_are_calculated_after_this_one_was_shown(tiny: PlanWriter) -> None:
    here, other = tiny("here"), tiny("other")
    for plan in (other, here):
        remember(plan, NOON)
    bench = Workbench(here)
    expected = parts_with_votes(compare(read_plan(other), ["base"]).figures)[0]
    assert text_of(expected) in region(bench, "plans")
    assert text_of(str(here)) not in region(bench, "plans")


def test_a_plan_that_still_waits_says_so(tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(tiny("other"), NOON)
    monkeypatch.setattr(Workbench, "later", lambda _bench, _work: None)
    assert WAITING in region(Workbench(tiny("here")), "plans")


def test_a_known_plan_that_cannot_be_read_says_why(tiny: PlanWriter) -> None:
    broken = tiny("broken", devices=TINY["devices"].replace("900", "<b>nine"))
    remember(broken, NOON)
    shown = region(Workbench(tiny("here")), "plans")
    assert '"<b>nine" is not a number' in words(shown)
    assert "<b>" not in shown
    assert "1 problem to fix." in words(shown)


def test_a_plan_that_cannot_be_calculated_says_so(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        reason = "by zero"
        raise ZeroDivisionError(reason)

    monkeypatch.setattr("planner.desk.panels.start.glance.compare", fail)
    assert look_at(tiny()).answer == NOT_CALCULATED.format(reason="by zero")


def test_a_plan_is_calculated_again_only_when_its_files_change(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tiny()
    first = look_at(plan)
    monkeypatch.setattr("planner.desk.panels.start.glance.read_plan", None)
    assert look_at(plan) is first
    (plan / "devices.csv").write_text("changed", encoding="utf-8")
    assert "is not callable" in look_at(plan).answer


def test_a_plan_that_was_moved_can_only_be_taken_off_the_list(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    remember(gone, NOON)
    bench = Workbench(tiny("here"))
    shown = region(bench, "plans")
    assert GONE in shown
    assert "start-go-0" not in shown
    bench.heed(Event("start.forget", fields={"path": str(gone)}))
    assert NO_OTHERS in region(bench, "plans")


def test_another_plan_opens_in_the_same_window(
    tiny: PlanWriter, sitting: Path, tmp_path: Path
) -> None:
    bench, other = Workbench(tiny("here")), tiny("other")
    assert led_to(bench) == ""
    sent = [f'"{other}"', str(other), "other", f" {other} "]
    for typed in sent:
        bench.sheet.send = lambda *_: None
        bench.panels["start"].heed(Event("start.open", fields={"path": typed}))
        assert led_to(bench) == "../other/00_desk.ipynb", typed
    assert (sitting / "outputs" / "desk" / "other" / "00_desk.ipynb").is_file()
    assert known_plans()[0].path == other
    bench.panels["start"].heed(Event("start.go", fields={"path": str(example("altoona-wi"))}))
    assert led_to(bench) == "../altoona-wi/00_desk.ipynb"


def test_what_is_no_plan_gets_the_sentence_of_the_command_line(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    bench = Workbench(tiny("here"))
    (tmp_path / "notes.txt").write_text("a", encoding="utf-8")
    for typed in ("no-such-folder", "nothing.xlsx", "notes.txt", "here/devices.csv"):
        bench.heed(Event("start.open", fields={"path": typed}))
        with pytest.raises(PlanError) as error:
            read_plan(tmp_path / typed)
        assert text_of(str(error.value)) in region(bench, "open")
        assert f'value="{typed}"' in region(bench, "open")


def test_outside_a_sitting_the_command_is_told(tiny: PlanWriter) -> None:
    bench, other = Workbench(tiny("here")), tiny("other")
    bench.heed(Event("start.open", fields={"path": str(other)}))
    assert NO_DESK.format(plan=other) in notice(bench)


def test_the_example_is_a_button_away_unless_it_is_open(tiny: PlanWriter) -> None:
    assert "Open the example" in region(Workbench(tiny()), "plans")
    assert "Open the example" not in region(Workbench(example("prairie-view")), "plans")


def test_every_question_is_asked_with_what_to_type() -> None:
    shown = region(Workbench(example("prairie-view")), "new")
    for question in QUESTIONS.values():
        assert text_of(question.ask) in shown
        assert text_of(question.column.help) in shown
    assert shown.count("<input") == len(QUESTIONS) + 1


@pytest.mark.parametrize("name", ["maple.xlsx", "maple"])
def test_fifteen_answers_make_a_plan_and_open_it(
    name: str, tiny: PlanWriter, sitting: Path
) -> None:
    bench = Workbench(tiny("here"))
    place = sitting / "plans" / name
    bench.panels["start"].heed(Event("start.create", fields={**ANSWERS, "place": str(place)}))
    plan = read_plan(place)
    assert plan.district.name == "Maple County Schools"
    assert plan.district.staff == 620
    assert [row.amount for row in plan.funding] == [1_450_000]
    assert led_to(bench) == "../maple/00_desk.ipynb"
    assert bench._notice == (MADE.format(plan=place),)


def test_answers_in_a_workbook_are_numbers_as_excel_has_them(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    bench = Workbench(tiny("here"))
    place = tmp_path / "maple.xlsx"
    bench.heed(Event("start.create", fields={**ANSWERS, "place": str(place)}))
    sheet = load_workbook(place)["Start"]
    typed = {row[0].value: row[1] for row in sheet.iter_rows(min_row=7, max_row=21)}
    students = typed[QUESTIONS["students"].ask]
    assert (students.value, students.number_format) == (4800, "#,##0")
    assert typed[QUESTIONS["device_loss_rate"].ask].value == pytest.approx(0.04)


def test_nothing_is_written_until_the_answers_can_be_read(tiny: PlanWriter, tmp_path: Path) -> None:
    bench = Workbench(tiny("here"))
    place = tmp_path / "maple.xlsx"
    wrong = {**ANSWERS, "students": "<i>many", "allocation": "", "place": str(place)}
    bench.panels["start"].heed(Event("start.create", fields=wrong))
    assert bench.sheet._take_waiting()["focus"] == "start-new-students"
    shown = region(bench, "new")
    assert not place.exists()
    assert shown.count("planner-wrong") == 2
    assert '"<i>many" is not a number' in words(shown)
    assert "is not answered, but the first chart needs it. Type an answer." in words(shown)
    assert "<i>" not in shown
    assert 'value="$390"' in shown
    assert '<details id="start-new-part" open>' in shown


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, NOT_ANSWERED),
        ({**ANSWERS, "place": "maple.ods"}, OTHER_ENDING),
        ({**ANSWERS, "place": "here"}, "already exists; choose another name."),
        ({**ANSWERS, "place": "file/maple.xlsx"}, "part of its folder path is a file"),
    ],
)
def test_why_no_plan_was_made(
    fields: dict[str, str], said: str, tiny: PlanWriter, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    bench = Workbench(tiny("here"))
    before = sorted(tmp_path.rglob("*"))
    bench.heed(Event("start.create", fields={"place": "new.xlsx", **fields}))
    assert said in words(region(bench, "new"))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_workbook_is_known_by_its_file(tmp_path: Path, tiny: PlanWriter) -> None:
    workbook = folder_to_workbook(tiny("here"), tmp_path / "plan.xlsx")
    remember(workbook, NOON)
    shown = region(Workbench(shutil.copytree(tiny("a"), tmp_path / "b")), "plans")
    assert text_of(str(workbook)) in shown
