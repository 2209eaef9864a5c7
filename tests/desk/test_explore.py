"""The Explore tab: levers typed, slid and switched, and what they do."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.analysis.compare import compare
from planner.analysis.goal_seek.goals import GOALS
from planner.desk.live.events import Event
from planner.desk.panels.explore.effect import titles
from planner.desk.panels.explore.levers import key_of, search_html
from planner.desk.panels.explore.panel import ExplorePanel
from planner.desk.workbench import Workbench
from planner.packaged import example
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import Change, Scenario
from planner.views.format.figure import Figure
from tests.desk.panel_markup import faults_in
from tests.tiny_plan import TINY, PlanWriter

RAISES, LEVY = "assumptions/wage_growth_rate", "funding/Technology levy, current/amount"
RENEWAL = "funding/Technology levy, renewal/active"
LIFE, PRICE = "devices/all/useful_life_years", "devices/Staff laptops/unit_price"


@pytest.fixture
def bench() -> Workbench:
    return opened(example("prairie-view"))


def opened(plan: Path, scenario: str = "base") -> Workbench:
    bench = Workbench(plan, scenario)
    bench.open("explore")
    bench.show()
    return bench


def do(bench: Workbench, action: str, value: str = "", **fields: str) -> None:
    bench.heed(Event(f"explore.{action}", value, fields))


def shown(bench: Workbench, region: str) -> str:
    html = bench.shown("explore")[region]
    assert isinstance(html, str)
    return html


def lever(bench: Workbench, name: str) -> str:
    return shown(bench, key_of(name))


def test_it_opens_on_the_plan_as_entered(bench: Workbench) -> None:
    assert not bench.what_if.is_moved
    assert 'value="3.6%"' in lever(bench, RAISES)
    assert "3% to 3.6% over the years" in lever(bench, RAISES)
    assert "Put back" not in lever(bench, RAISES)
    assert "Nothing has been moved: move a lever, or type a number" in shown(bench, "effect")
    assert "Unfunded in FY2027" in shown(bench, "effect")
    figures = [part for part in bench.shown("explore").values() if isinstance(part, Figure)]
    assert len(figures) == 4


def test_every_lever_in_sight_has_a_place_and_a_label(bench: Workbench) -> None:
    panel = bench.panels["explore"]
    assert isinstance(panel, ExplorePanel)
    layout = panel.layout()
    for region, html in bench.shown("explore").items():
        kind = "figure" if isinstance(html, Figure) else "region"
        assert f'data-{kind}="{region}"' in layout
    assert "<summary>Money coming in (7)</summary>" in layout
    assert '<details id="levers-security"><summary>' in layout
    assert '<details id="levers-money" open>' in layout


def test_its_markup_is_sound_whatever_is_shown(bench: Workbench) -> None:
    assert faults_in(bench, "explore") == []
    do(bench, "type", "5%", key=RAISES)
    do(bench, "type", "lots", key=LEVY)
    do(bench, "find", "laptop")
    do(bench, "solve")
    do(bench, "solve-ask", lever=LEVY, goal="funded", by="")
    assert faults_in(bench, "explore") == []


def test_a_number_is_typed_as_in_a_cell(bench: Workbench) -> None:
    do(bench, "type", "$420,000", key=LEVY)
    (move,) = bench.what_if.moves
    assert (move.name, move.typed, move.change.value) == (LEVY, "$420,000", 420_000.0)
    html = lever(bench, LEVY)
    assert 'value="$420,000"' in html
    assert "was $1,500,000" in html
    assert "planner-moved" in html
    change = Change("funding", "Technology levy, current", "amount", "set", 420_000.0)
    expected = compare(bench.comparison.plan, [Scenario("x", changes=(change,))]).main
    assert bench.comparison.main.reserve == pytest.approx(expected.reserve)


def test_what_cannot_be_read_stays_as_typed_next_to_why(bench: Workbench) -> None:
    do(bench, "type", "4.1", key=RAISES)
    html = lever(bench, RAISES)
    assert not bench.what_if.is_moved
    assert 'value="4.1"' in html
    assert 'aria-invalid="true"' in html
    assert (
        "Does &quot;4.1&quot; mean 4.1%? Type it with a percent sign. The maximum is 100%." in html
    )
    do(bench, "type", "4.1%", key=RAISES)
    assert 'value="4.1%"' in lever(bench, RAISES)
    assert "aria-invalid" not in lever(bench, RAISES)


def test_a_refused_number_leaves_the_last_good_one_at_work(bench: Workbench) -> None:
    do(bench, "type", "400000", key=LEVY)
    do(bench, "type", "420k", key=LEVY)
    assert bench.what_if.moves[0].change.value == 400_000.0
    html = lever(bench, LEVY)
    assert 'value="420k"' in html
    assert "Does &quot;420k&quot; mean 420000?" in html
    assert "Put back" in html
    do(bench, "back", key=LEVY)
    assert 'value="$1,500,000"' in lever(bench, LEVY)
    assert not bench.what_if.is_moved


def test_a_number_in_doubt_is_taken_with_a_warning(bench: Workbench) -> None:
    do(bench, "type", "1.200", key=LEVY)
    assert bench.what_if.moves[0].change.value == 1.2
    assert "&quot;1.200&quot; is read as 1.2" in lever(bench, LEVY)
    do(bench, "type", "1200", key=LEVY)
    assert "is read as" not in lever(bench, LEVY)


def test_a_slider_moves_and_is_put_back_where_it_began(bench: Workbench) -> None:
    do(bench, "slide", "1520000", key=LEVY)
    assert bench.what_if.moves[0].change.value == 1_520_000.0
    assert 'value="$1,520,000"' in lever(bench, LEVY)
    do(bench, "slide", "1500000", key=LEVY)
    assert not bench.what_if.is_moved


def test_switches_leave_money_out_and_put_it_back(bench: Workbench) -> None:
    do(bench, "switch", "", key=RENEWAL)
    assert bench.comparison.main.unfunded.sum() > bench.comparison.others[0].unfunded.sum()
    assert "checked" not in lever(bench, RENEWAL)
    assert "Technology levy, renewal, is removed." in shown(bench, "effect")
    do(bench, "switch", "yes", key=RENEWAL)
    assert not bench.what_if.is_moved
    assert "checked" in lever(bench, RENEWAL)


def test_what_was_moved_is_said_with_what_it_does(bench: Workbench) -> None:
    do(bench, "type", "5%", key=RAISES)
    do(bench, "type", "1", key=LIFE)
    html = shown(bench, "effect")
    assert "<li>Raises: 5%. <button" in html
    assert "<li>Every row of devices, useful life: plus 1 year. <button" in html
    assert '<th scope="col">Current plan</th><th scope="col">Your changes</th>' in html
    assert "What can be kept: " in html


def test_everything_is_put_back_at_once(bench: Workbench) -> None:
    assert 'data-do="explore.all-back" disabled' in shown(bench, "tools")
    do(bench, "type", "5%", key=RAISES)
    do(bench, "type", "lots", key=LEVY)
    assert 'data-do="explore.all-back">' in shown(bench, "tools")
    do(bench, "all-back")
    assert not bench.what_if.is_moved
    assert 'value="$1,500,000"' in lever(bench, LEVY)
    assert 'value="3.6%"' in lever(bench, RAISES)


def test_it_starts_from_any_scenario_and_keeps_what_was_moved(bench: Workbench) -> None:
    do(bench, "type", "5%", key=RAISES)
    do(bench, "start", "levy-fails")
    assert "checked" not in lever(bench, RENEWAL)
    assert 'value="5%"' in lever(bench, RAISES)
    assert bench.comparison.others[0].scenario == "levy-fails"
    do(bench, "all-back")
    assert bench.what_if.start == "levy-fails"
    do(bench, "switch", "yes", key=RENEWAL)
    assert "was" not in lever(bench, RENEWAL)
    assert bench.what_if.moves[0].change.value is True


def test_presets_are_called_by_their_titles(bench: Workbench) -> None:
    html = shown(bench, "tools")
    assert '<option value="base" selected>Current plan</option>' in html
    assert '<option value="levy-fails">The levy is not renewed</option>' in html


def test_two_scenarios_of_one_title_are_told_apart(tiny: PlanWriter) -> None:
    same = TINY["scenarios"].replace(",Stretch,", ",Levy fails,")
    comparison = compare(read_plan(tiny(scenarios=same)), ["base"])
    assert titles(comparison) == {
        "base": "Current plan",
        "levy-fails": "Levy fails (levy-fails)",
        "stretch": "Levy fails (stretch)",
        "both": "Both",
    }


def test_several_scenarios_may_be_the_start(tiny: PlanWriter) -> None:
    bench = opened(tiny(), "levy-fails+stretch")
    assert '<option value="levy-fails+stretch" selected>Levy fails + Stretch</option>' in shown(
        bench, "tools"
    )


def test_any_other_lever_is_found_by_its_name_and_added(bench: Workbench) -> None:
    do(bench, "find", "laptop price")
    assert "Devices, Staff laptops: Price</button>" in shown(bench, "search")
    do(bench, "add", key=PRICE)
    assert 'value="$808"' in lever(bench, PRICE)
    assert "planner-found" not in shown(bench, "search")
    panel = bench.panels["explore"]
    assert "Added by you (1)" in panel.layout()
    do(bench, "type", "900", key=PRICE)
    assert bench.what_if.moves[0].change.value == 900.0
    do(bench, "add", key=PRICE)
    assert "Added by you (1)" in panel.layout()


def test_a_rate_that_is_blank_is_added_and_has_a_slider_once_it_is_typed(bench: Workbench) -> None:
    growth = "devices/Staff laptops/price_growth_rate"
    do(bench, "add", key=growth)
    assert 'value=""' in lever(bench, growth)
    assert 'type="range"' not in lever(bench, growth)
    do(bench, "type", "2%", key=growth)
    assert 'type="range"' in lever(bench, growth)
    assert 'min="-0.05" max="0.15" step="0.005"' in lever(bench, growth)


def test_a_search_says_how_much_more_it_found() -> None:
    plan = read_plan(example("prairie-view"))
    assert "<p>And 155 others: type another word.</p>" in search_html(plan, "chromebook")
    assert "Devices, all rows: Price<" in search_html(plan, "devices all price")
    assert "District: Technology reserve at the start<" in search_html(plan, "reserve start")
    assert search_html(plan, "zeppelin") == (
        "<p>No lever has all of these words. Try the name of a row, such as a position.</p>"
    )
    assert search_html(plan, " ") == ""


def test_what_the_tables_would_refuse_together_is_said_at_the_lever(tiny: PlanWriter) -> None:
    bench = opened(tiny())
    name = "funding/E-Rate/amount"
    do(bench, "add", key=name)
    do(bench, "type", "5000", key=name)
    assert not bench.what_if.is_moved
    assert "With this change, " in lever(bench, name)


def test_a_lever_outside_its_slider_is_taken_and_the_slider_grows(bench: Workbench) -> None:
    do(bench, "type", "$9,000,000", key=LEVY)
    assert 'max="9000000"' in lever(bench, LEVY)


def test_another_tab_can_lead_to_a_lever(bench: Workbench) -> None:
    bench.open("explore", key=PRICE)
    assert 'value="$808"' in lever(bench, PRICE)


def test_names_of_the_plan_are_shown_and_never_run(tiny: PlanWriter) -> None:
    evil = '"<b>""A"" & B</b>"'
    bench = opened(
        tiny(staffing=TINY["staffing"].replace("Technician", evil), actuals=None, ledger=None)
    )
    name = 'staffing/<b>"A" & B</b>/fte'
    do(bench, "type", "<i>", key=name)
    everything = "".join(part for part in bench.shown("explore").values() if isinstance(part, str))
    assert "<b>" not in everything
    assert "<i>" not in everything
    assert "&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;: FTE" in lever(bench, name)


def test_a_question_is_solved_from_where_the_levers_are(bench: Workbench) -> None:
    assert shown(bench, "solve") == ""
    do(bench, "type", "5%", key=RAISES)
    do(bench, "solve")
    html = shown(bench, "solve")
    assert f'<option value="{RAISES}" selected>Raises</option>' in html
    assert "No cost is unfunded" in html
    do(bench, "solve-ask", lever=LEVY, goal="funded", by="2031")
    html = shown(bench, "solve")
    assert "Amount of Technology levy, current must be at least $" in html
    assert "for every cost to be funded through FY2031; it is $1,500,000 now" in html
    do(bench, "solve-set")
    assert [move.name for move in bench.what_if.moves] == [RAISES, LEVY]
    found = bench.comparison.main
    assert found.unfunded[: found.years.index(2031) + 1].max() < 0.01
    assert "must be at least" not in shown(bench, "solve")
    do(bench, "solve")
    assert shown(bench, "solve") == ""


def test_every_goal_can_be_chosen(bench: Workbench) -> None:
    do(bench, "solve")
    for goal in GOALS:
        assert f'<option value="{goal}"' in shown(bench, "solve")


def test_all_rows_are_solved_from_where_the_plan_has_them(bench: Workbench) -> None:
    do(bench, "type", "1", key=LIFE)
    do(bench, "solve")
    do(bench, "solve-ask", lever=LIFE, goal="funded", by="")
    assert "All fleets of devices: useful life" in shown(bench, "solve")
    assert "useful life of all devices" in shown(bench, "solve").lower()


def test_a_question_that_cannot_be_asked_is_told(bench: Workbench) -> None:
    do(bench, "solve")
    do(bench, "solve-ask", lever=LEVY, goal="riches", by="")
    assert "planner-wrong" in shown(bench, "solve")


def test_levers_follow_a_plan_that_was_read_again(tmp_path: Path, tiny: PlanWriter) -> None:
    folder = tiny()
    bench = opened(folder)
    gone, stays = "staffing/Help desk/salary", "licenses/Reading/price"
    do(bench, "add", key=gone)
    do(bench, "add", key=stays)
    lines = TINY["staffing"].splitlines(keepends=True)
    (folder / "staffing.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    (folder / "assumptions.csv").write_text(
        TINY["assumptions"].replace("wage_growth_rate,3%,", "wage_growth_rate,4%,"), "utf-8"
    )
    bench.reload()
    assert key_of(gone) not in bench.shown("explore")
    assert 'value="$20"' in lever(bench, stays)
    assert 'value="4%"' in lever(bench, RAISES)
