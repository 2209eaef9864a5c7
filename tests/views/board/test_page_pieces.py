"""Charts by their specification, sentences by what they say, words made safe."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given

from planner.analysis.compare import Comparison, compare
from planner.analysis.completeness import Completeness
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.plan.read import read_plan
from planner.views import charts
from planner.views.board import assumptions, board, decisions, forecast, tables, to_vote
from planner.views.board.sentences import answer_parts, unfunded_sentence
from planner.views.documents.project import PlanDocument, plan_document
from planner.views.format.figure import Figure
from planner.views.format.markup import Block, paragraphs
from planner.views.format.mime_types import CHART
from planner.views.format.money import dollars
from tests.generated_plans import examples, plans
from tests.small_plan import READING, TECHNICIAN, small_plan
from tests.views.words import lines_of

Draw = Callable[[Comparison], Figure]
FIGURES: tuple[Draw, ...] = (
    charts.cost_against_revenue,
    charts.who_pays,
    charts.reserve_against_policy,
    charts.refresh_calendar,
    charts.scenario_comparison,
)
BLOCKS: tuple[Callable[[Comparison], Block], ...] = (
    board.masthead,
    lambda comparison: board.headline(comparison.figures),
    lambda comparison: board.key_figures(comparison.figures),
    decisions.decision_list,
    to_vote.what_to_vote_on,
    board.what_if,
    board.caveats,
    forecast.forecast_table,
    tables.one_time_table,
    tables.unfunded_table,
    tables.scenario_table,
    assumptions.assumptions_table,
    assumptions.completeness_note,
    assumptions.scenario_changes,
    assumptions.warnings_note,
)


class Seen(HTMLParser):
    """Elements and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


NASTY = '</script><b>x" onload=alert(1)'


@pytest.fixture(scope="module")
def prairie_view() -> Comparison:
    return compare(read_plan(example("prairie-view")))


@pytest.mark.parametrize("draw", FIGURES)
def test_a_figure_has_finding_description_numbers_and_still_picture(
    draw: Draw, prairie_view: Comparison
) -> None:
    figure = draw(prairie_view)
    bundle = figure._repr_mimebundle_()
    spec = bundle[CHART]
    assert spec["usermeta"]["figure"] == figure.name
    assert spec["description"] == figure.description
    assert figure.finding.endswith((".", "all."))
    assert set(spec["datasets"]) == set(figure.datasets)
    assert "<caption>" in figure.table_html
    assert "<svg" in bundle["text/html"]
    assert "http://" not in json.dumps(figure.datasets)


def test_the_chart_of_payers_holds_the_numbers_of_its_table(prairie_view: Comparison) -> None:
    figure = charts.who_pays(prairie_view)
    found = prairie_view.main
    top = {row["year"]: row["to"] for row in figure.datasets["bars"]}
    for year, cost in zip(found.years, found.cost, strict=True):
        assert top[f"FY{year}"] == pytest.approx(cost / 1000, abs=1e-3)
        assert dollars(cost) in figure.table_html


def test_what_is_unfunded_is_hatched(prairie_view: Comparison) -> None:
    figure = charts.who_pays(prairie_view)
    years = {row["year"] for row in figure.datasets["hatched"]}
    found = prairie_view.main
    missing = zip(found.years, found.unfunded, strict=True)
    assert years == {f"FY{year}" for year, gap in missing if gap > 0.005}
    assert "gradient" in json.dumps(figure.shape)


def test_a_moved_number_keeps_the_shape(prairie_view: Comparison) -> None:
    again = compare(prairie_view.plan, ["base"])
    first, second = charts.cost_against_revenue(again), charts.cost_against_revenue(prairie_view)
    assert first.shape == second.shape  # so the desk does not send it again


def test_the_first_sentence_says_when_how_much_and_how_long() -> None:
    fund = {"name": "General fund", "kind": "general_fund", "unspent": "reserve", "amount": 60_000}
    plan = small_plan(
        staffing=[TECHNICIAN], funding=[fund], district={"reserve_opening_balance": 90_000}
    )
    found = compare(plan, ["base"]).main
    assert " ".join(answer_parts(found.figures)) == (
        "The technology reserve is used up in FY2029, leaving $30,000 unfunded. Starting in "
        "FY2027, recurring revenue falls $40,000 a year short of the sustainable annual cost (the "
        "structural gap)."
    )
    assert unfunded_sentence(found.figures) == (
        "$30,000 is unfunded in FY2029; the largest item is Technician."
    )


def test_a_plan_that_holds_says_so() -> None:
    fund = {"name": "General fund", "kind": "general_fund", "unspent": "reserve", "amount": 110_000}
    found = compare(small_plan(staffing=[TECHNICIAN], funding=[fund]), ["base"]).main
    assert " ".join(answer_parts(found.figures)) == (
        "Recurring revenue covers the sustainable annual cost in every year through FY2029, with "
        "at least $10,000 a year to spare; the technology reserve stays at or above policy."
    )


def test_a_plan_that_holds_on_average_but_not_at_the_peak_says_both() -> None:
    plan = small_plan(
        devices=[{"name": "Tablets", "category": "student_devices", "unit_price": 300}],
        funding=[
            {"name": "General fund", "kind": "general_fund", "unspent": "reserve", "amount": 7_000}
        ],
        district={"reserve_opening_balance": 20_000},
    )
    comparison = compare(plan, ["base"])
    assert " ".join(answer_parts(comparison.main.figures)) == (
        "In FY2027 the district is $3,000 short even after spending its whole technology reserve, "
        "because more devices than usual are due. It recovers from FY2028, with the reserve at or "
        "above policy again. Recurring revenue covers the sustainable annual cost in every year "
        "through FY2029, with at least $1,000 a year to spare."
    )
    assert "$3,000 is unfunded in FY2027" in decisions.decision_list(comparison).text


@pytest.mark.parametrize("piece", [*BLOCKS, *FIGURES])
def test_markup_in_a_name_is_shown_not_run(
    piece: Callable[[Comparison], Block | Figure],
) -> None:
    plan = small_plan(
        district={"name": NASTY, "reserve_opening_balance": 10},
        devices=[{"name": NASTY, "category": "student_devices", "unit_price": 300}],
        licenses=[
            {
                "name": NASTY,
                "category": "internet_access",
                "basis": "flat",
                "price": 10,
                "note": "n",
            }
        ],
        funding=[
            {
                "name": NASTY + " fund",
                "kind": "general_fund",
                "unspent": "reserve",
                "amount": 3,
                "source": NASTY,
            }
        ],
        scenarios=[
            {
                "name": "other",
                "title": NASTY,
                "table": "funding",
                "changes": "all",
                "field": "amount",
                "value": "5",
            }
        ],
    )
    seen = Seen()
    seen.feed(piece(compare(plan)).html)
    assert not seen.tags & {"b", "script"}
    assert "onload" not in seen.attributes


@examples(40)
@given(plans())
def test_every_piece_of_the_page_works_on_any_plan(plan: Plan) -> None:
    comparison = compare(plan, ["base"])
    for block in BLOCKS:
        assert block(comparison).html
    for figure in FIGURES:
        made = figure(comparison)
        assert made.finding
        assert "nan" not in json.dumps(made.datasets).lower()
    document = plan_document(comparison, "0")
    assert PlanDocument.model_validate_json(document.model_dump_json()) == document


def test_a_warning_is_told_as_on_the_command_line() -> None:
    warning = Problem("W08", "enrollment.csv")
    comparison = compare(replace(small_plan(), warnings=(warning,)), ["base"])
    assert assumptions.warnings_note(comparison).text == f"- {warning}"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            Completeness(typed=1, defaults=(), rows=3, rows_with_source=0, assumed=1),
            "1 of 2 values (50%) is the district's own; 1 is assumed by the Start sheet. 0 of 3 "
            "rows name a source.",
        ),
        (
            Completeness(typed=2, defaults=(), rows=3, rows_with_source=1, assumed=2),
            "2 of 4 values (50%) are the district's own; 2 are assumed by the Start sheet. 1 of 3 "
            "rows names a source.",
        ),
    ],
)
def test_what_the_start_sheet_assumed_is_counted(found: Completeness, said: str) -> None:
    comparison = replace(compare(small_plan()), completeness=found)
    assert assumptions.completeness_note(comparison) == paragraphs(said)


def test_what_is_assumed_and_what_is_a_default_are_both_counted() -> None:
    used = compare(small_plan(blank=["wage_growth_rate"])).completeness.defaults
    found = Completeness(typed=2, defaults=used, rows=3, rows_with_source=1, assumed=1)
    comparison = replace(compare(small_plan()), completeness=found)
    first, _ = lines_of(assumptions.completeness_note(comparison))
    assert first == (
        "2 of 4 values (50%) are the district's own; 1 is assumed by the Start sheet and 1 is a "
        "public default. 1 of 3 rows names a source."
    )


def test_what_changes_in_every_scenario_comes_under_a_heading_of_its_own() -> None:
    change = {"table": "licenses", "changes": "Reading", "field": "price", "value": "3"}
    plan = small_plan(
        licenses=[{**READING, "price": 2}], changes=[{**change, "how": "set", "from_year": 2028}]
    )
    block = assumptions.scenario_changes(compare(plan))
    assert block.html.startswith("<h3>In every scenario</h3><ul><li>")


def test_the_forecast_of_one_year_stands_right_of_what_was_spent() -> None:
    plan = small_plan(
        district={"years": 1},
        actuals=[
            {"name": "Watch", "category": "monitoring", "amount": 9, "fiscal_year": 2026},
        ],
    )
    lines = lines_of(forecast.forecast_table(compare(plan)))
    assert "Line | FY2026 actual | FY2027" in lines
    assert "Reserve policy |  | $0" in lines
