"""The workbench: what is tried out gives the engine's numbers, and only what changed is sent."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from openpyxl import load_workbook

from planner.analysis.compare import compare
from planner.desk.live.events import Event
from planner.desk.opening.lab_server import DESK_NOTEBOOK, lab_command
from planner.desk.opening.launch import prepare_desk
from planner.desk.what_if import Move, WhatIf
from planner.desk.workbench import FAILED, NOT_READ, PUT_BACK, Workbench
from planner.editing.draft import EditError
from planner.packaged import example
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import Change, Scenario
from planner.views.board.votes import parts_with_votes
from planner.views.format.markup import text_of
from planner.workbook.convert import folder_to_workbook
from planner.workbook.new_workbook import blank_workbook
from tests.tiny_plan import TINY, PlanWriter

RAISES = Change("assumptions", "wage_growth_rate", "value", "set", 0.05)


@pytest.fixture
def bench() -> Workbench:
    return Workbench(example("prairie-view"))


def sent_by(bench: Workbench) -> list[dict[str, object]]:
    """What is sent to the browser from now on."""
    sent: list[dict[str, object]] = []
    bench.sheet.send = lambda message, _buffers=None: sent.append(message)
    return sent


def bar(bench: Workbench) -> str:
    return str(bench.sheet.shown["desk.answer"])


def test_it_opens_on_the_plan_as_entered(bench: Workbench) -> None:
    assert not bench.what_if.is_moved
    assert bench.comparison.main.scenario == "base"
    assert "Nothing has been moved" in bar(bench)
    assert text_of(parts_with_votes(bench.comparison.figures)[0]) in bar(bench)


def test_a_moved_lever_gives_the_numbers_of_the_same_scenario(bench: Workbench) -> None:
    bench.ask(WhatIf().moved(Move("assumptions/wage_growth_rate", RAISES, "5%")))
    bench.show()
    expected = compare(read_plan(example("prairie-view")), [Scenario("x", changes=(RAISES,))]).main
    assert bench.comparison.main.reserve == pytest.approx(expected.reserve)
    assert "Raises: 5%." in bar(bench)
    bench.heed(Event("desk.put-back"))
    assert not bench.what_if.is_moved
    assert "Nothing has been moved" in bar(bench)


def test_an_option_that_is_taken_is_the_scenario_on_top(bench: Workbench) -> None:
    bench.ask(WhatIf("levy-fails", chosen=("refresh-stretched",)))
    assert bench.plan is not None
    expected = compare(bench.plan, ["levy-fails+refresh-stretched"]).main
    assert bench.comparison.main.unfunded == pytest.approx(expected.unfunded)
    assert bench.comparison.others[0].scenario == "levy-fails"


def test_what_the_tables_refuse_changes_nothing(bench: Workbench) -> None:
    wrong = Change("devices", "all", "useful_life_years", "add", -50)
    with pytest.raises(PlanError):
        bench.ask(WhatIf().moved(Move("devices/all/useful_life_years", wrong, "-50")))
    assert bench.what_if == WhatIf()


def test_only_what_changed_is_sent(bench: Workbench) -> None:
    bench.heed(Event("desk.open", fields={"panel": "explore"}))
    sent = sent_by(bench)
    bench.show()
    assert sent == []
    bench.ask(WhatIf().moved(Move("assumptions/wage_growth_rate", RAISES, "5%")))
    bench.show()
    regions = sent[0]["regions"]
    assert isinstance(regions, dict)
    assert "desk.answer" in regions
    assert not {"sheet", "desk.tabs", "desk.panel", "explore.devices"} & set(regions)
    assert "shape" not in regions["explore.cost"]


def test_a_browser_that_comes_anew_gets_everything(bench: Workbench) -> None:
    sent = sent_by(bench)
    bench.sheet._told(None, {"ask": "everything"}, None)
    regions = sent[0]["regions"]
    assert isinstance(regions, dict)
    assert next(iter(regions)) == "sheet"
    assert set(regions) == set(bench.sheet.shown)


def test_every_event_is_answered_even_one_that_fails(bench: Workbench) -> None:
    sent = sent_by(bench)
    bench.sheet._told(None, {"do": "nowhere.go"}, None)
    assert sent[-1] == {"done": True}
    assert text_of(FAILED.format(reason="'nowhere'")) in str(bench.sheet.shown["desk.notice"])
    bench.sheet._told(None, "no event", None)
    assert sent[-1] == {"done": True}


def test_an_edit_that_is_not_possible_is_said_in_its_own_sentence(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_event: Event) -> None:
        sentence = "That row is no longer in the table."
        raise EditError(sentence)

    monkeypatch.setattr(bench.panels["inputs"], "heed", refuse)
    bench.heed(Event("inputs.set"))
    notice = str(bench.sheet.shown["desk.notice"])
    assert notice == "<p>That row is no longer in the table.</p>"


def test_what_is_done_does_not_look_like_what_is_wrong(bench: Workbench) -> None:
    bench.panels["inputs"].heed(Event("inputs.reload"))
    bench.show()
    done = '<p class="planner-desk-done">prairie-view was read again.</p>'
    assert str(bench.sheet.shown["desk.notice"]) == done


def test_slow_work_is_dropped_where_something_moves(bench: Workbench) -> None:
    done: list[str] = []
    bench.later(lambda: done.append("old"))
    bench.ask(WhatIf("levy-fails"))
    bench.later(lambda: done.append("new"))
    bench.show()
    assert done == ["new"]


def test_edits_that_are_not_saved_are_said_next_to_the_answer(bench: Workbench) -> None:
    assert bench.plan is not None
    bench.use_plan(bench.plan, unsaved="The answer counts 2 changes that are not saved yet.")
    bench.show()
    assert "The answer counts 2 changes that are not saved yet." in bar(bench)


def test_what_no_longer_fits_the_plan_is_put_back(tiny: PlanWriter) -> None:
    bench = Workbench(tiny(), "levy-fails")
    assert bench.what_if.start == "levy-fails"
    bench.use_plan(read_plan(tiny("other", scenarios=TINY["scenarios"].split("\n")[0] + "\n")))
    bench.show()
    assert bench.what_if == WhatIf()
    assert PUT_BACK in str(bench.sheet.shown["desk.notice"])


def test_tables_to_fix_are_shown_as_a_table_and_not_as_a_traceback(tiny: PlanWriter) -> None:
    bench = Workbench(tiny(devices=TINY["devices"].replace("900", "nine")))
    shown = str(bench.shown("start"))
    assert "<caption>1 problem to fix</caption>" in shown
    assert "devices.csv" in shown
    assert "1 problem to fix. Until then, nothing can be calculated." in bar(bench)
    bench.heed(Event("desk.open", fields={"panel": "explore"}))
    assert NOT_READ in str(bench.sheet.shown["desk.panel"])


def test_scenario_that_is_not_there_is_named() -> None:
    bench = Workbench(example("prairie-view"), "levy-fail")
    assert "Did you mean &quot;levy-fails&quot;?" in str(bench.sheet.shown["desk.notice"])
    assert bench.what_if == WhatIf()


def test_several_scenarios_may_be_the_start(tiny: PlanWriter) -> None:
    bench = Workbench(tiny(), "levy-fails+stretch")
    assert bench.comparison.main.scenario == "levy-fails+stretch"


def test_base_year_that_does_not_tie_out_stops_unless_it_may(tiny: PlanWriter) -> None:
    folder = tiny(ledger=TINY["ledger"].replace("98000", "97000"))
    assert "Problem P71" in str(Workbench(folder).shown("start"))
    allowed = Workbench(folder, allow_difference=True)
    assert "Warning W31" in str(allowed.shown("start"))
    assert "Nothing has been moved" in bar(allowed)


def test_workbook_opens_like_its_folder(tmp_path: Path) -> None:
    workbook = folder_to_workbook(example("altoona-wi"), tmp_path / "altoona-wi.xlsx")
    opened, folder = Workbench(workbook), Workbench(example("altoona-wi"))
    assert bar(opened) == bar(folder)
    levers = [
        {name: html for name, html in bench.shown("explore").items() if name.startswith("lever-")}
        for bench in (opened, folder)
    ]
    assert levers[0] == levers[1] != {}
    desk = prepare_desk(workbook, tmp_path / "outputs", tmp_path / "session")
    assert desk.name == "altoona-wi"
    assert "altoona-wi.xlsx" in (desk / DESK_NOTEBOOK).read_text(encoding="utf-8")


def test_workbook_to_fix_is_shown_with_its_sheets(tmp_path: Path) -> None:
    workbook = folder_to_workbook(example("altoona-wi"), tmp_path / "plan.xlsx")
    book = load_workbook(workbook)
    book["Devices"]["G3"], book["District"]["B8"] = "35O", "<b>many</b>"
    book.save(workbook)
    shown = str(Workbench(workbook).shown("start"))
    assert "<caption>2 problems to fix</caption>" in shown
    assert "plan.xlsx, sheet Devices" in shown
    assert "<b>many" not in shown
    assert "&lt;b&gt;many" in shown


def test_blank_workbook_is_asked_to_be_answered(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(blank_workbook())
    shown = str(Workbench(tmp_path / "plan.xlsx").shown("start"))
    assert "Answer the fifteen questions" in shown


def test_the_desk_keeps_notes_that_are_there(tmp_path: Path) -> None:
    folder = example("prairie-view")
    session = tmp_path / "session"
    desk = prepare_desk(folder, tmp_path, session)
    notebook = nbformat.read(desk / DESK_NOTEBOOK, as_version=4)
    source = next(c.source for c in notebook.cells if "parameters" in c.metadata.get("tags", []))
    scope: dict[str, object] = {}
    exec(source, scope)
    assert scope["plan"] == str(folder)
    (desk / DESK_NOTEBOOK).write_text("my notes", encoding="utf-8")
    prepare_desk(folder, tmp_path, session)
    assert (desk / DESK_NOTEBOOK).read_text(encoding="utf-8") == "my notes"
    assert "--ServerApp.ip=127.0.0.1" in lab_command(desk)
