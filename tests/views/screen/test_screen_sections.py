"""Tables, cards and notes of a screen, cell for cell, of six districts whose figures are given."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import numpy as np
import pytest

from planner.districts.f33 import FIGURES, WORDS, Survey
from planner.districts.scaled_model import compared_model
from planner.districts.screen import Screen
from planner.districts.tally import by_state, tally
from planner.packaged import example
from planner.plan.read import read_plan
from planner.plan.tables.assumptions import AssumptionRow
from planner.views.screen import sections
from planner.views.screen.district_rows import look_up, screen_frame
from planner.views.screen.finder import finder, finder_words
from planner.views.screen.notes import LIMITS, METHOD, limits, method_notes, scaled_table_html
from planner.views.screen.summary import opening_sentences, screen_summary

UNKNOWN = float("nan")
EVERY = np.arange(6)
PEERS = np.array([[1, 2], [0, -1], [3, 0], [2, 1], [0, 1], [-1, -1]])


@pytest.fixture(scope="module")
def six() -> Screen:
    """Four districts of Ohio, of which one may have relief money in it; two of Texas, unknown."""
    words = dict.fromkeys(WORDS, ("",) * 6)
    words |= {
        "name": ("Akron", "Berea", "Celina", "Dover", "Abilene", "Bryan"),
        "state": ("OH", "OH", "OH", "OH", "TX", "TX"),
        "nces_id": ("3900001", "", "3900003", "3900004", "4800001", "4800002"),
    }
    figures = {name: np.full(6, UNKNOWN) for name in FIGURES}
    figures["students"] = np.array([1000.0, 2000.0, 500.0, 1000.0, 1234.0, 10.0])
    figures["current_spending"] = np.array([9_876_543.0, 0.0, UNKNOWN, 8e6, 1e7, 2e5])
    figures["cash"] = np.array([70_000.0, -5.0, UNKNOWN, 0.0, 1.0, 2.0])
    figures["title_i"] = np.array([100_000.0, 0.0, UNKNOWN, 50_000.0, 0.0, 0.0])
    return Screen(
        model=compared_model(read_plan(example("prairie-view"))),
        survey=Survey(words, figures, packaged=True),
        carried=1.186,
        spending=np.array([200.0, 300.4, 900.0, 640.0, UNKNOWN, UNKNOWN]),
        relief=np.array([5_000.0, 0.0, UNKNOWN, 3_000.0, UNKNOWN, UNKNOWN]),
        cost=np.array([345.0, 345.0, 345.0, 345.0, 350.0, 350.0]),
        gap=np.array([220.0, 120.6, -500.0, -210.0, UNKNOWN, UNKNOWN]),
        gap_low=np.array([200.0, 90.0, -520.0, -300.0, UNKNOWN, UNKNOWN]),
        gap_high=np.array([250.0, 150.0, -400.0, 20.0, UNKNOWN, UNKNOWN]),
        chance=np.array([0.0, 0.0849, UNKNOWN, 0.55, UNKNOWN, UNKNOWN]),
        outcomes=("not met", "not met", "not known", "met", "not known", "not known"),
        reasons=("", "", "relief inside", "", "no technology", "no technology"),
        draws=112,
    )


def cells(html: str) -> list[str]:
    """Rows of a table, their cells joined."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html)
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    return [unescape(re.sub("<[^>]+>", "", " | ".join(row))) for row in found]


def words_of(html: str) -> list[str]:
    """Everything between tags that a reader sees."""
    return [unescape(part) for part in re.split("<[^>]+>", html) if part.strip()]


def test_states(six: Screen) -> None:
    ohio, texas = by_state(six)
    html = sections.state_table([texas, replace(ohio, met=3, not_met=1, districts=5)])
    assert words_of(html)[0] == (
        "Districts by outcome, and the technology that relief money paid, in dollars"
    )
    assert cells(html) == [
        "State | Districts | Met | Not met | Not known | Met, of those known | Either way in the "
        "draws | Middle district spends per student | Paid with relief money | The same per "
        "student",
        "Ohio | 5 | 3 | 1 | 1 | 75% | 1 | $470 | $8,000 | $4",
        "Texas | 2 | 0 | 0 | 2 | not known | not known | not known | not known | not known",
    ]


def test_one_draw_in_ten_on_either_side_is_firm(six: Screen) -> None:
    at_the_ends = replace(six, chance=np.array([0.1, 0.9, 0.11, 0.89, UNKNOWN, UNKNOWN]))
    assert tally(at_the_ends, EVERY).either_way == 2


def test_ranking(six: Screen) -> None:
    inside = replace(six, relief=np.array([5_000.0, UNKNOWN, UNKNOWN, 0.0, UNKNOWN, UNKNOWN]))
    html = sections.ranking(inside, EVERY, states=True)
    assert cells(html) == [
        "District | Outcome | Short by, in its worst year | Short by, in a bad draw (one in ten) | "
        "Met in draws | Spends on technology | Paid with relief money | Students",
        "Akron, OH | Not met | $220 | $250 | 0% | $200 | $5 | 1,000",
        "Berea, OH | Not met | $121 | $150 | 8% | $300 | not known | 2,000",
    ]
    assert words_of(html)[:3] == [
        "Districts that report next to nothing come first: ask how they code technology before you "
        "conclude that they are in need.",
        "Farthest from it first, in dollars per student",
        "District",
    ]
    assert html.startswith(f"<p>{sections.ASK_FIRST}</p><div")
    assert "Akron, OH" not in sections.ranking(six, EVERY, states=False)
    assert sections.ranking(six, EVERY[2:], states=True) == (
        "<p>No district that can be judged fails to meet the criterion.</p>"
    )


def test_cards(six: Screen) -> None:
    def shown(places: list[int]) -> str:
        html = sections.screen_cards(tally(six, np.array(places)), 2022)
        return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", "", html.replace("</li>", "; "))))

    assert shown([0, 1, 2, 3, 4, 5]) == (
        "Could sustain it 1 33% of those that can be judged; "
        "Could not 2 short by $461,000 a year; Not known 3 of 6 districts; "
        "Cliff after relief money $8,000 technology it paid for in FY2022; "
    )
    assert shown([3]).startswith("Could sustain it 1 100% of those that can be judged; ")
    assert shown([4]) == (
        "Could sustain it 0 none judged; Could not 0 none is short; Not known 1 of 1 district; "
        "Cliff after relief money Not known technology it paid for in FY2022; "
    )


def test_distribution(six: Screen) -> None:
    html = sections.distribution(six, EVERY)
    assert cells(html) == [
        "Per student | Districts | ",
        "$0 to $99 | 0 | ",
        "$100 to $199 | 0 | ",
        "$200 to $299 | 1 | ",
        "$300 to $399 | 1 | the model costs $345",
        "$400 to $499 | 0 | ",
        "$500 to $599 | 0 | ",
        "$600 to $699 | 1 | ",
        "$700 to $799 | 0 | ",
        "$800 to $899 | 0 | ",
        "$900 to $999 | 1 | ",
    ]
    assert html.count("width:100.0%") == html.count("width:") == 4
    rich = replace(six, spending=np.array([10.0, 20.0, 30.0, 99_999.0, UNKNOWN, UNKNOWN]))
    assert cells(sections.distribution(rich, EVERY))[-1] == "$65,000 and more | 1 | "
    assert sections.distribution(six, EVERY[4:]) == (
        "<p>What these districts spend on technology is not known.</p>"
    )


def test_distribution_where_no_district_spends_what_the_model_costs(six: Screen) -> None:
    poor = replace(six, spending=np.array([10.0, 20.0, 49.99, 50.0, UNKNOWN, UNKNOWN]))
    empty = '<td class="number">0</td><td class="bar"></td></tr>'
    assert sections.distribution(poor, EVERY) == (
        '<table class="planner-bars"><caption>Districts by what they spend on technology per '
        "student and year, relief money left out, in dollars of FY2027</caption><thead><tr>"
        '<th scope="col">Per student</th><th scope="col" class="number">Districts</th><td></td>'
        "</tr></thead><tbody>"
        '<tr><th scope="row">$0 to $49</th><td class="number">3</td>'
        '<td class="bar"><i style="width:100.0%"></i></td></tr>'
        '<tr><th scope="row">$50 to $99</th><td class="number">1</td>'
        '<td class="bar"><i style="width:33.3%"></i></td></tr>'
        f'<tr><th scope="row">$100 to $149</th>{empty}<tr><th scope="row">$150 to $199</th>{empty}'
        f'<tr><th scope="row">$200 to $249</th>{empty}<tr><th scope="row">$250 to $299</th>{empty}'
        '<tr class="here"><th scope="row">$300 to $349</th><td class="number">0</td>'
        '<td class="bar"><b>the model costs $345</b></td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("spent", "last_class"),
    [
        (650.0, "$650 and more | 4 | "),
        (660.0, "$600 to $699 | 4 | "),
        (700.0, "$700 to $799 | 4 | "),
    ],
)
def test_classes_are_the_narrowest_of_which_fourteen_are_enough(
    six: Screen, spent: float, last_class: str
) -> None:
    same = replace(six, spending=np.array([*[spent] * 4, UNKNOWN, UNKNOWN]))
    assert cells(sections.distribution(same, EVERY))[-1] == last_class


def test_summary(six: Screen) -> None:
    assert screen_summary(six, EVERY, "").splitlines() == [
        "Of 3 districts that can be judged, 1 could sustain the model's technology on what it "
        "spends now and 2 could not. 3 more are not known.",
        "The model's technology costs $345 per student and year; the middle district spends $470 "
        "(dollars of FY2027, relief money left out).",
        "Those that do not meet it are short by $461,000 a year in all, each in its worst year.",
        "Relief money paid for $8,000 of technology in FY2022 in 2 districts, $4 for each of their "
        "students. That money has ended.",
        "In 112 draws of the model's ranges, 1 district could come out either way: it meets the "
        "criterion in more than one draw in ten and in fewer than nine.",
        "Not known:",
        "  2 districts: no technology spending is reported, or only what relief money paid for.",
        "  1 district: all that was spent would be enough, but how much of it was relief money is "
        "not known.",
        "No district can be judged in Texas.",
    ]
    assert screen_summary(six, EVERY[:2], "OH") == (
        "Of 2 districts in Ohio that can be judged, 0 could sustain the model's technology on what "
        "they spend now and 2 could not.\n"
        "The model's technology costs $345 per student and year; the middle district spends $250 "
        "(dollars of FY2027, relief money left out).\n"
        "Those that do not meet it are short by $461,000 a year in all, each in its worst year.\n"
        "Relief money paid for $5,000 of technology in FY2022 in 1 district, $5 for each of its "
        "students. That money has ended.\n"
        "In 112 draws of the model's ranges, 0 districts could come out either way."
    )
    nothing_short = opening_sentences(six, tally(six, EVERY[3:4], "OH"))
    assert [said.split(" of ")[0] for said in nothing_short] == [
        "The model's technology costs $345 per student and year; the middle district spends $640 "
        "(dollars",
        "Relief money paid for $3,000",
        "In 112 draws",
    ]


def test_rows_for_a_spreadsheet(six: Screen) -> None:
    frame = screen_frame(six, PEERS, EVERY)
    assert frame["district"].tolist() == ["Akron", "Berea", "Dover", "Abilene", "Celina", "Bryan"]
    assert frame["chance_met"].tolist()[1] == 0.085
    assert frame["current_spending_per_student"].tolist()[3] == 8103.73
    assert frame["peers"].tolist() == [
        *("Berea; 3900003", "3900001", "3900003; Berea", "3900001; Berea", "3900004; 3900001", "")
    ]
    first = {name: value for name, value in frame.iloc[0].items() if value == value}
    assert first == {
        "nces_id": "3900001",
        "district": "Akron",
        "state": "OH",
        "students": 1000,
        "outcome": "not met",
        "why_not_known": "",
        "chance_met": 0,
        "technology_per_student": 200,
        "model_cost_per_student": 345,
        "short_per_student": 220,
        "short_per_student_low": 200,
        "short_per_student_high": 250,
        "relief_technology_per_student": 5,
        "current_spending_per_student": 9876.54,
        "title_i_per_student": 100,
        "relief_technology": 5000,
        "cash": 70_000,
        "peers": "Berea; 3900003",
    }
    assert frame["why_not_known"].tolist()[3:] == [
        "no technology spending reported",
        "met only if no relief money is in it",
        "no technology spending reported",
    ]


def test_rows_to_look_up(six: Screen) -> None:
    assert look_up(six, PEERS, np.array([4, 5])) == {
        "shown": 2,
        "outcomes": ["Met", "Not met", "Not known"],
        "reasons": [
            "",
            "no technology spending reported",
            "met only if no relief money is in it",
            "not met, but equipment is not reported",
        ],
        "name": ["Abilene", "Bryan", "Akron", "Berea"],
        "state": ["TX", "TX", "OH", "OH"],
        "id": ["4800001", "4800002", "3900001", ""],
        "outcome": [2, 2, 1, 1],
        "reason": [1, 1, 0, 0],
        "students": [1234, 10, 1000, 2000],
        "spending": [None, None, 200, 300],
        "cost": [350, 350, 345, 345],
        "gap": [None, None, 220, 121],
        "high": [None, None, 250, 150],
        "chance": [None, None, 0, 8],
        "relief": [None, None, 5, 0],
        "title": [0, 0, 100, 0],
        "current": [8104, 20_000, 9877, 0],
        "peers": [[2, 3], []],
    }


def test_how_it_was_calculated(six: Screen) -> None:
    notes = method_notes(six)
    assert notes[:-1] == [*METHOD]
    assert notes[-1] == (
        "A dollar of FY2022 counts as $1.19 in FY2027: consumer prices (CPI-U) to FY2025, then the "
        "model's 2.6% a year. That districts spend as much as they did, prices aside, is our "
        "assumption."
    )
    assert limits(six) == [*LIMITS]
    html = scaled_table_html(six)
    rows = cells(html)
    assert words_of(html)[0] == (
        "What grows with a district's students; all else is the same in every district"
    )
    assert '<td>1</td><td class="words">the district</td>' in html
    assert rows[0] == "Column of the model | Cells | Rows"
    assert rows[1] == "district: staff headcount | 1 | the district"
    assert rows[4:6] == [
        "inventory: devices | 32 | Tablets K-2 FY2022, Tablets K-2 FY2023, Tablets K-2 FY2024 and "
        "29 more",
        "devices: fixed number | 4 | Office computers, Classroom displays, Lab computers and 1 "
        "more",
    ]
    assert rows[7].endswith("| 2 | Reading intervention, Online courses and credit recovery")


def test_prices_are_carried_on_with_the_inflation_of_the_first_year(six: Screen) -> None:
    rows = tuple(
        row.model_copy(update={"value": 0.031}) if row.name == "general_inflation_rate" else row
        for row in six.model.assumptions
    )
    later = AssumptionRow(name="general_inflation_rate", value=0.05, from_year=2028)
    model = replace(six.model, assumptions=(*rows, later))
    assert "then the model's 3.1% a year." in method_notes(replace(six, model=model))[-1]


def test_rows_that_grow_are_all_named_where_there_are_three(six: Screen) -> None:
    tablets = six.model.inventory[:3]
    html = scaled_table_html(replace(six, model=replace(six.model, inventory=tablets)))
    assert "Tablets K-2 FY2022, Tablets K-2 FY2023, Tablets K-2 FY2024</td>" in html


def test_what_a_table_of_ones_own_leaves_to_its_maker(six: Screen) -> None:
    own = replace(six.survey, packaged=False)
    says = [
        "What counts as technology, and as relief money, is what your table says. A blank cell is "
        "not known; a zero is a zero.",
        "Positions, training and insurance are not compared; leave them out of what districts "
        "spend.",
    ]
    assert limits(replace(six, survey=own)) == says
    of_each = {"devices.price": ("",) * 6, "district.first_year": ("",) * 6}
    assert limits(replace(six, survey=replace(own, own_cells=of_each))) == [
        "Each district's own, at its own size: devices.price, district.first_year.",
        *says,
    ]


def test_fields_to_look_up_a_district() -> None:
    html = finder(["DC", "OH"])
    said = unescape(re.sub("<[^>]+>", "|", html))
    assert [part for part in said.split("|") if part.strip()] == [
        "Looking up a district needs JavaScript. Without it, planner screen --csv writes every "
        "district with its peers to a table.",
        *("Name or NCES number", "State", "All states", "District of Columbia", "Ohio"),
        "Districts, worst first, in dollars per student",
        *sections.ranking_headings(),
        "Students",
        "Spends on technology, per student",
        "The model's technology, per student",
        "Short by, in its worst year, per student",
        "Criterion met in draws",
        "Technology paid with relief money, per student",
        "Title I money, per student",
        "Current spending, per student",
        "Its nearest peers, by size, Title I money per student and current spending per student",
        "District",
        "Students",
        "Title I money, per student",
        "Current spending, per student",
        "Spends on technology, per student",
        "Short by, in its worst year, per student",
    ]
    assert finder_words(2, 3) == {
        "unknown": "not known",
        "spare": "{amount} to spare",
        "states": True,
        "ask": "Type part of a name, or choose a state: {all} districts, worst first.",
        "some": "The first {shown} of {all} districts.",
        "all": "Districts found: {all}.",
    }
