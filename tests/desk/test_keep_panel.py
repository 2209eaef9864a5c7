"""The tab on what can be kept: the rows of the moved plan, what changed, and where rows are."""

from __future__ import annotations

import pytest

from planner.analysis.compare import compare
from planner.analysis.keep.verdict import kept
from planner.desk.live.events import Event
from planner.desk.panels.keep import NOTHING_MOVED, WHERE_TYPED
from planner.desk.what_if import Move, WhatIf
from planner.desk.workbench import Workbench
from planner.packaged import example
from planner.plan.what_if.scenarios import Change
from planner.views.board.keep import keep_in_full, what_we_keep
from planner.views.board.keep_compared import keep_changes_in_full, keep_compared
from planner.views.format.markup import text_of
from tests.desk.panel_markup import faults_in, html_of
from tests.tiny_plan import TINY, PlanWriter

RAISES = Move(
    "assumptions/wage_growth_rate",
    Change("assumptions", "wage_growth_rate", "value", "set", 0.06),
    "6%",
)


@pytest.fixture
def bench() -> Workbench:
    return Workbench(example("prairie-view"))


def test_nothing_moved_shows_the_plan_and_where_to_begin(bench: Workbench) -> None:
    shown = bench.shown("keep")
    assert NOTHING_MOVED in str(shown["changed"])
    assert bench.plan is not None
    lead = what_we_keep(compare(bench.plan, ["base"]).figures).text.splitlines()[0]
    assert f"<p>{text_of(lead)}</p>" in str(shown["kept"])
    assert WHERE_TYPED in str(shown["kept"])


def test_a_moved_lever_shows_what_falls_against_the_start(bench: Workbench) -> None:
    bench.ask(WhatIf("levy-fails").moved(RAISES))
    shown = bench.shown("keep")
    from_start = bench.comparison.about(bench.comparison.others[0])
    assert keep_compared(from_start).html in str(shown["changed"])
    assert "Your changes: " in str(shown["changed"])
    assert keep_changes_in_full(from_start).html in str(shown["changed"])
    moved = what_we_keep(bench.comparison.figures).text.splitlines()[0]
    assert text_of(moved) in str(shown["kept"])


def test_every_row_is_there_and_leads_to_where_it_is_entered(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = str(bench.shown("keep")["every"])
    verdicts = kept(bench.comparison.main.figures).verdicts
    assert every.count('data-do="keep.row"') == len(verdicts)
    opened: list[dict[str, str]] = []
    monkeypatch.setattr(bench, "open", lambda panel, **at: opened.append({"panel": panel, **at}))
    line = verdicts[0].line
    bench.heed(Event("keep.row", fields={"table": line.table, "row": line.name}))
    assert opened == [{"panel": "inputs", "table": line.table, "row": line.name}]


def test_apart_from_the_links_the_rows_are_those_of_the_page(bench: Workbench) -> None:
    on_page = keep_in_full(bench.comparison.figures).html
    every = str(bench.shown("keep")["every"])
    assert [
        piece for piece in on_page.split("<td ")[1:] if piece.split("</td>")[0] not in every
    ] == []


def test_what_was_typed_is_shown_and_does_not_run(tiny: PlanWriter) -> None:
    folder = tiny(licenses=TINY["licenses"].replace("Typing", "<b>Typing</b>"))
    shown = html_of(Workbench(folder).shown("keep"))
    assert "<b>Typing" not in shown
    assert 'data-row="&lt;b&gt;Typing&lt;/b&gt;"' in shown


def test_its_html_is_labeled_and_in_order(bench: Workbench) -> None:
    assert faults_in(bench, "keep") == []
    bench.ask(WhatIf().moved(RAISES))
    assert faults_in(bench, "keep") == []
