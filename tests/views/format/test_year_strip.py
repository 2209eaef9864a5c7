"""A strip of years: marks, words and signs say the same."""

from __future__ import annotations

from planner.analysis.keep.who_pays import who_pays
from planner.views.format.theme import PAYER_KINDS
from planner.views.format.year_strip import (
    legend_html,
    strip_colors,
    strip_html,
    strip_letters,
    strip_words,
)
from tests.views.paid_rows import paid_rows

YEARS = [2027, 2028, 2029, 2030, 2031]
ROWS = paid_rows(
    [
        {
            "recurring": [90, 60, 0, 0, 999],
            "one_time": [0, 30, 0, 0, 0],
            "unfunded": [0, 0, 0, 90, 1],
        },
        {"recurring": [10, 10, 0, 0, 0]},
    ]
)


def test_a_sign_for_each_year() -> None:
    assert strip_letters(who_pays(ROWS[:1])) == "=~.x-"
    assert strip_letters(who_pays(ROWS)) == "=~.x-"


def test_words_for_a_reader_who_does_not_see_the_marks() -> None:
    assert strip_words(who_pays(ROWS[:1]), YEARS) == (
        "FY2027: recurring money; FY2028: recurring money 67%, one-time money 33%; "
        "FY2029: nothing due; FY2030: unfunded; "
        "FY2031: recurring money 100%, unfunded less than 1%"
    )


def test_marks_are_stacked_with_what_is_unfunded_on_top() -> None:
    html = strip_html(who_pays(ROWS), YEARS)
    assert html.count("<i>") == 5
    assert (
        '<i><b class="one_time" style="flex:300"></b>'
        '<b class="recurring" style="flex:700"></b></i><i></i>'
    ) in html
    assert '<b class="unfunded" style="flex:1"></b><b class="recurring"' in html


def test_a_year_with_one_kind_of_money_is_one_mark() -> None:
    assert strip_html(who_pays(ROWS[1:]), [2027, 2028]).endswith(
        '"><i><b class="recurring"></b></i><i><b class="recurring"></b></i>'
        "<i></i><i></i><i></i></div>"
    )


def test_shares_are_the_nearest_percents_that_add_up() -> None:
    rows = paid_rows([{"recurring": [206], "unfunded": [794]}])
    assert strip_words(who_pays(rows), [2027]) == "FY2027: recurring money 21%, unfunded 79%"


def test_each_kind_of_money_has_its_pattern_and_its_name() -> None:
    properties = dict(part.split(":") for part in strip_colors().split(";"))
    assert properties == {f"--{kind}": payer.pattern for kind, payer in PAYER_KINDS.items()}
    legend = legend_html(["recurring", "unfunded"])
    assert '<li><span class="swatch unfunded"></span>unfunded</li>' in legend
