"""What the options are said to do, in words."""

from __future__ import annotations

import planner.startup  # noqa: F401

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from planner.analysis.options.sets import SetMeasures
from planner.analysis.options.study import OptionStudy, options
from planner.cli import app
from planner.packaged import example
from planner.plan.read import read_plan
from planner.views.charts.options import frontier_chart
from planner.views.documents.options import options_document
from planner.views.questions.option_cards import cards
from planner.views.questions.options import (
    answer,
    closing_sets,
    frontier_table,
    how,
    masthead,
    set_names,
)
from tests.analysis.options.option_plan import OPTIONS, change, option, option_plan
from tests.small_plan import TECHNICIAN, small_plan
from tests.views.words import lines_of


def test_the_answer_names_the_cheapest_set_and_what_waiting_costs() -> None:
    study = options(read_plan(example("prairie-view")))
    text = answer(study).text
    assert text.startswith(
        "These 6 options close the gap, with 15 points of service lost:\n"
        "- Devices are used a year longer\n"
    )
    assert "Delaying all of them by a year leaves the district $830,000 worse off " in text
    assert "of the other 4,608, all projected, 310 close the gap." in text
    assert "3,584 break what an option excludes or needs;" in text


def test_where_no_set_closes_the_gap_the_answer_says_how_far_the_best_comes() -> None:
    study = options(option_plan(OPTIONS[:2], reserve=0.0))
    text = answer(study).text
    assert text.startswith("No combination of the options closes the gap. The closest")
    assert "none closes the gap" in text
    assert "no combination closes the gap" in cards(study).text
    assert closing_sets(study).text.startswith("The combination that comes closest")


def test_where_nothing_is_missing_no_option_is_needed() -> None:
    plan = option_plan(OPTIONS[4:5], reserve=9_000_000)
    rich = plan.funding[2].model_copy(update={"amount": 500_000.0})
    study = options(type(plan)(**{**vars(plan), "funding": (*plan.funding[:2], rich)}))
    assert answer(study).text.startswith("The plan holds without any option")


@pytest.mark.parametrize(
    ("most", "said"),
    [(25, "Of the "), (5, "Proven")],
)
def test_a_search_says_what_it_has_proved(most: int, said: str) -> None:
    study = options(option_plan(), most=most)
    text = answer(study).text
    assert said in text
    assert "every combination that loses at most" in text


def test_a_card_says_what_the_row_says() -> None:
    study = options(option_plan((*OPTIONS, option("nothing", 1))))
    text = cards(study).text
    for row in study.options:
        assert row.name in text
    assert "no effect on the money in this plan" in text
    assert "not calculated, because the change applies to every year" in text
    assert "Needs" in text
    assert "Excludes" in text
    assert "1 point\n" in text


def test_without_options_every_part_says_so() -> None:
    study = options(option_plan(()))
    for part in (answer, closing_sets, frontier_table, cards):
        assert part(study).text == "There are no options in the table options to compare."


def test_a_frontier_longer_than_the_table_says_how_many_more_there_are() -> None:
    """Six options of 1 to 32 points, the costlier bringing more: 64 sets, none beats another."""
    points = [1, 2, 4, 8, 16, 32]
    study = options(
        small_plan(
            staffing=[TECHNICIAN],
            funding=[
                {
                    "name": "General fund",
                    "kind": "general_fund",
                    "unspent": "reserve",
                    "amount": 80_000,
                }
            ],
            scenarios=[
                change(f"{n}", "funding", "General fund", "amount", "add", f"{n}000")
                for n in points
            ],
            options=[option(f"{n}", n) for n in points],
        )
    )
    *table, note = lines_of(frontier_table(study))
    assert len(study.frontier) == 64
    assert len(table) == 2 + 30
    assert table[2] == "1 | 0 | ($60,000) | ($20,000) | $60,000 | 3 | no | no | no options"
    assert table[-1] == "30 | 29 | $27,000 | $9,000 | $0 | 1 | no | yes | 1; 4; 8; 16"
    assert note == (
        "A combination is listed if no other leaves more money for as little service lost. "
        "34 more, which lose more service, are not shown."
    )


def test_a_combination_has_one_short_name_wherever_the_page_lists_it() -> None:
    study = options(option_plan())
    called, best = set_names(study), study.best
    assert called[best] == "A"
    assert lines_of(closing_sets(study))[2].startswith("A | ")
    (listed,) = (line for line in lines_of(frontier_table(study)) if line.startswith("A | "))
    assert listed.endswith("; ".join(study.titles(best)))
    assert len(set(called.values())) == len(called)


def told(study: OptionStudy, **best: float) -> str:
    """The answer where the best set has other figures."""
    found = {name: array.copy() for name, array in vars(study.measures).items()}
    for name, figure in best.items():
        found[name][study.best] = figure
    return answer(replace(study, measures=SetMeasures(**found))).text


def test_what_gets_through_the_plan_is_named_option_by_option() -> None:
    """Two options get through with a gap that stays; three would close it."""
    study = options(option_plan(OPTIONS[:3]))
    two, three = (study.masks.tolist().index(mask) for mask in (0b011, 0b111))
    measures = {name: array.copy() for name, array in vars(study.measures).items()}
    measures["unfunded_in_all"][:], measures["structural_balance_last"][:] = 1.0, -5000.0
    for name in ("unfunded_in_all", "years_under"):
        measures[name][[two, three]] = 0.0
    measures["structural_balance_last"][three] = 0.0
    text = answer(replace(study, measures=SetMeasures(**measures))).text
    assert (
        "To get through FY2031 without closing the gap for good, less is enough, with 2 points of "
        "service lost: longer; level. It leaves a structural gap of $5,000 a year."
    ) in text.splitlines()


@pytest.mark.parametrize(
    ("short", "structural", "says"),
    [
        (1.0, 0.0, "the district $1 short of funding every cost and keeping the reserve at policy"),
        (
            1.0,
            -0.99,
            "the district $1 short of funding every cost and keeping the reserve at policy",
        ),
        (0.99, -1.0, "the district with a structural gap of $1 in FY2031"),
    ],
)
def test_what_is_left_counts_from_a_dollar_on(short: float, structural: float, says: str) -> None:
    study = options(option_plan(OPTIONS[:2], reserve=0.0))
    text = told(study, short=short, structural_balance_last=structural, unfunded_in_all=1.0)
    first = "No combination of the options closes the gap. The closest leaves"
    assert text.splitlines()[0] == f"{first} {says}:"


@pytest.mark.parametrize(
    ("waiting", "says"),
    [(1.0, ["$1 worse"]), (0.99, []), (-0.99, []), (-1.0, ["$1 better"]), (None, [])],
)
def test_a_delay_of_the_best_counts_from_a_dollar_on(
    waiting: float | None, says: list[str]
) -> None:
    study = replace(options(option_plan()), waiting=waiting)
    lines = [line for line in answer(study).text.splitlines() if line.startswith("Delaying")]
    delayed = "Delaying it by a year leaves the district"
    assert lines == [f"{delayed} {words} off through FY2031." for words in says]


def test_how_near_the_cheapest_a_search_comes_is_what_was_not_looked_at() -> None:
    study = replace(options(option_plan()), proved_to=1.0)
    last = answer(study).text.splitlines()[-1]
    assert float(study.measures.points[study.best]) == 4
    assert last.endswith(
        "Proven within 3 points of the cheapest: every combination that loses at most 1 point of "
        "service is included."
    )


def test_words_of_the_plan_are_escaped() -> None:
    plan = option_plan((option("levy", 1, title="<b>More</b>", felt_by="<script>"),))
    study = options(plan)
    html = cards(study).html + answer(study).html + masthead(study).html + how(study).html
    assert "<b>" not in html
    assert "<script>" not in html


def test_the_chart_draws_the_frontier() -> None:
    study = options(option_plan())
    figure = frontier_chart(study)
    assert len(figure.datasets["frontier"]) == len(study.frontier)
    assert figure.svg.startswith("<svg ")


def test_the_document_is_plain_json() -> None:
    document = options_document(options(option_plan()))
    again = json.loads(json.dumps(document, allow_nan=False))
    assert again["sets"] == 60
    assert len(again["cards"]) == len(OPTIONS)
    assert again["best"]["closes"]


def test_the_command_prints_the_answer_first_and_json_on_request() -> None:
    plan = str(example("prairie-view"))
    printed = CliRunner().invoke(app, ["options", plan])
    assert printed.exit_code == 0
    assert printed.stdout.startswith("These 6 options close the gap")
    as_json = CliRunner().invoke(app, ["options", plan, "--json"])
    assert json.loads(as_json.stdout)["exact"] is True
