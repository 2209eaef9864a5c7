"""The tab with the options: switches change the answer, the gap is the engine's, sets are used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.analysis.compare import compare
from planner.analysis.options.running import running_gap
from planner.analysis.options.study import options
from planner.desk.live.events import Event
from planner.desk.panels.decide import panel as decide
from planner.desk.panels.decide.options import ALREADY, NOT_YET
from planner.desk.panels.decide.sets import REFUSED
from planner.desk.what_if import Move, WhatIf
from planner.desk.workbench import Workbench
from planner.packaged import example
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.what_if.options import recommended_options
from planner.plan.what_if.scenarios import Change, Scenario, scenario_of
from planner.views.board.decisions import decision_list
from planner.views.format.markup import text_of
from planner.views.questions.chosen_options import NO_OPTIONS, what_it_does
from planner.views.questions.options import answer
from tests.desk.panel_markup import faults_in
from tests.tiny_plan import PlanWriter

LEVY = Move(
    "funding/Technology levy, renewal/amount",
    Change("funding", "Technology levy, renewal", "amount", "set", 1_600_000.0),
    "$1,600,000",
)
#: One option with an earliest year, whose scenario itself has none.
OPTIONS = """\
name,title,scenario,earliest_year,felt_by,reversible,service_points,excludes,needs
later,<b>Later</b>,cheaper,FY2029,all,yes,1,,
"""
CHEAPER = """\
name,title,choice,table,changes,field,how,value,from_year
cheaper,Cheaper,yes,licenses,Reading,price,multiply,0.5,
levy-fails,Levy fails,,funding,Levy,end_date,set,6/30/2027,
"""


@pytest.fixture
def bench() -> Workbench:
    return Workbench(example("prairie-view"))


def switch(bench: Workbench, name: str, *, on: bool = True) -> None:
    bench.heed(Event("decide.take", "yes" if on else "", {"key": name}))


def chosen(bench: Workbench) -> tuple[str, ...]:
    return bench.what_if.chosen


def opened(bench: Workbench) -> dict[str, str]:
    """What the tab shows once the combinations are there."""
    bench.heed(Event("desk.open", fields={"panel": "decide"}))
    return {name: str(shown) for name, shown in bench.shown("decide").items()}


def test_a_switch_changes_the_answer_and_the_running_gap_ends_with_it(bench: Workbench) -> None:
    before = bench.sheet.shown["desk.answer"]
    for name in ("larger-levy", "longer-use"):
        switch(bench, name)
    assert chosen(bench) == ("refresh-stretched", "levy-raised")
    assert bench.sheet.shown["desk.answer"] != before
    plan, main = bench.comparison.plan, bench.comparison.main
    found = running_gap(plan, scenario_of(plan, "base"), ["longer-use", "larger-levy"])
    assert found.measures.unfunded_in_all[-1] == pytest.approx(main.unfunded.sum(), abs=0.01)
    assert found.measures.structural_balance_last[-1] == pytest.approx(
        main.structural_balance[-1], abs=0.01
    )
    shown = opened(bench)
    assert "With the 2 options switched on (6 points of service lost)" in shown["standing"]
    assert shown["running"].count("<tr>") == 4
    switch(bench, "longer-use", on=False)
    assert chosen(bench) == ("levy-raised",)


def test_what_excludes_another_is_said_and_changes_nothing(bench: Workbench) -> None:
    switch(bench, "own-monitoring")
    taken = bench.what_if
    switch(bench, "state-monitoring")
    assert bench.what_if == taken
    why = "cannot be combined with &quot;Monitoring by our own staff&quot;: switch it off first."
    assert why in opened(bench)["options"]
    switch(bench, "longer-use")
    assert why not in opened(bench)["options"]


def test_what_needs_another_is_said_and_changes_nothing(bench: Workbench) -> None:
    switch(bench, "no-repair-technicians")
    assert chosen(bench) == ()
    assert "switch it on first." in opened(bench)["options"]
    switch(bench, "student-crews")
    switch(bench, "no-repair-technicians")
    assert chosen(bench) == ("student-crew", "crew-of-two-less")
    switch(bench, "student-crews", on=False)
    assert chosen(bench) == ("student-crew", "crew-of-two-less")
    assert "needs &quot;Student crews repair grades 6-12&quot;: switch it off first." in str(
        bench.shown("decide")["options"]
    )


def test_combinations_follow_and_one_is_used_with_a_button(bench: Workbench) -> None:
    assert NOT_YET in str(bench.shown("decide")["options"])
    shown = opened(bench)
    study = options(bench.comparison.plan)
    assert answer(study).html in shown["sets"]
    assert text_of(what_it_does(study, "longer-use")) in shown["options"]
    best = ";".join(study.names(study.best))
    assert f'data-key="{best}"' in shown["sets"]
    bench.heed(Event("decide.use", fields={"key": best}))
    assert "The gap is closed." in opened(bench)["standing"]
    assert "On now: these 6 options" in opened(bench)["sets"]
    bench.heed(Event("decide.use", fields={"key": ""}))
    assert chosen(bench) == ()


def test_what_staff_recommends_is_switched_on_at_once(bench: Workbench) -> None:
    rows = recommended_options(bench.comparison.plan)
    names = ";".join(row.name for row in rows)
    assert f'data-key="{names}"' in opened(bench)["standing"]
    bench.heed(Event("decide.use", fields={"key": names}))
    assert chosen(bench) == tuple(row.scenario for row in rows)


def test_switches_leave_combinations_and_votes_as_they_are(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = opened(bench)
    monkeypatch.setattr(decide, "options", _refuse_to_run)
    switch(bench, "longer-use")
    after = opened(bench)
    assert (
        after["votes"]
        == before["votes"]
        == decision_list(compare(bench.comparison.plan, ["base"])).html
    )
    assert after["sets"] == before["sets"]


def _refuse_to_run(*_given: object, **_named: object) -> None:
    pytest.fail("combinations are calculated once")


def test_an_option_begins_in_its_earliest_year(tiny: PlanWriter) -> None:
    bench = Workbench(tiny(options=OPTIONS, scenarios=CHEAPER))
    switch(bench, "later")
    before, after = bench.comparison.others[0].cost, bench.comparison.main.cost
    assert after[:2] == pytest.approx(before[:2])
    assert after[2] < before[2] - 1
    assert "<b>Later" not in "".join(opened(bench).values())


def test_a_lever_has_the_last_word_and_that_is_said(bench: Workbench) -> None:
    bench.ask(WhatIf().moved(LEVY))
    alone = bench.comparison.main.unfunded.sum()
    switch(bench, "larger-levy")
    assert bench.comparison.main.unfunded.sum() == pytest.approx(alone)
    shown = opened(bench)
    assert "changes what a lever has moved" in shown["sets"]
    total = f"{round(alone):,}"
    assert total in shown["running"]


def test_an_option_that_the_start_has_already_has_no_switch(bench: Workbench) -> None:
    bench.ask(WhatIf("refresh-stretched"))
    shown = opened(bench)
    assert ALREADY in shown["options"]
    assert 'data-key="longer-use"' not in shown["options"]
    assert "Start from one without it" in shown["sets"]


def test_what_the_tables_refuse_is_said_in_their_words(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem("P02", "options.csv")

    def refuse(*_given: object, **_named: object) -> None:
        raise PlanError([problem])

    monkeypatch.setattr(decide, "options", refuse)
    shown = opened(bench)
    assert text_of(str(problem)) in shown["sets"]
    assert REFUSED in shown["sets"]
    assert NOT_YET not in shown["options"]


def test_a_plan_without_options_says_what_to_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Workbench(example("altoona-wi"))
    shown = opened(bench)
    assert text_of(NO_OPTIONS) in shown["none"]
    assert shown["votes"] == decision_list(bench.comparison).html
    at: list[object] = []
    monkeypatch.setattr(bench, "open", lambda panel, **where: at.append((panel, where)))
    bench.heed(Event("decide.table"))
    assert at == [("inputs", {"table": "options"})]


def test_a_combination_is_saved_as_the_same_scenario(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(example("prairie-view"), tmp_path / "plan"))
    bench = Workbench(folder)
    for name in ("student-crews", "state-monitoring", "longer-use", "larger-levy"):
        switch(bench, name)
    tried = bench.comparison.main
    assert "decide-save" in opened(bench)["standing"]
    bench.heed(Event("decide.save"))
    assert 'id="decide-save-choice" name="choice" value="yes" checked' in opened(bench)["save"]
    bench.heed(Event("decide.save-show", fields={"title": "Four options", "choice": "yes"}))
    bench.heed(Event("decide.save-write"))
    assert bench.what_if == WhatIf("four-options")
    saved = Workbench(folder, "four-options").comparison.main
    assert saved.projection.scenarios[0].choice
    assert saved.reserve == pytest.approx(tried.reserve)
    assert saved.unfunded == pytest.approx(tried.unfunded)
    assert opened(bench)["options"].count(ALREADY) == 4


def test_every_option_of_the_example_is_saved_with_its_earliest_year(bench: Workbench) -> None:
    plan = bench.comparison.plan
    for row in plan.options:
        tried = WhatIf(chosen=(row.scenario,))
        includes, changes = tried.to_save(plan)
        begun = [change for name in includes for change in scenario_of(plan, name).changes]
        saved = Scenario("saved", changes=(*begun, *changes))
        both = compare(plan, [tried.scenario(plan), saved]).answers
        assert both[0].reserve == pytest.approx(both[1].reserve), row.name
        assert both[0].unfunded == pytest.approx(both[1].unfunded), row.name


@pytest.mark.parametrize("plan", ["prairie-view", "altoona-wi"])
def test_its_html_is_labeled_and_in_order(plan: str) -> None:
    bench = Workbench(example(plan))
    opened(bench)
    assert faults_in(bench, "decide") == []
