"""Every sentence of a screen, word for word, in every branch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.districts.tally import Tally
from planner.views.screen import sentences
from planner.views.screen.finder import finder, finder_words

OHIO = Tally(
    state="OH",
    districts=626,
    met=335,
    not_met=285,
    no_technology=3,
    relief_inside=2,
    no_equipment=1,
    either_way=78,
    spending=385.2,
    cost=344.8,
    short=112_400_000.0,
    relief=133_070_000.0,
    relief_districts=338,
    relief_per_student=135.4,
    relief_known=True,
)
NOBODY = replace(OHIO, state="TX", met=0, not_met=0, either_way=0, spending=float("nan"))


@pytest.mark.parametrize(
    ("counted", "says"),
    [
        (
            OHIO,
            "Of 620 districts in Ohio that can be judged, 335 could sustain the model's technology "
            "on what they spend now and 285 could not. 6 more are not known.",
        ),
        (
            replace(OHIO, state="", met=1, not_met=0, districts=1),
            "Of 1 district that can be judged, 1 could sustain the model's technology on what it "
            "spends now and 0 could not.",
        ),
        (
            replace(OHIO, state="DC", met=2, not_met=1, districts=4),
            "Of 3 districts in the District of Columbia that can be judged, 2 could sustain the "
            "model's technology on what they spend now and 1 could not. 1 more is not known.",
        ),
        (
            NOBODY,
            "None of the 626 districts in Texas can be judged: what they spend on technology "
            "without relief money is not known.",
        ),
    ],
)
def test_the_answer(counted: Tally, says: str) -> None:
    assert sentences.answer_sentence(counted) == says


def test_cost_and_what_is_missing() -> None:
    assert sentences.cost_sentence(OHIO, 2027) == (
        "The model's technology costs $345 per student and year; the middle district spends $385 "
        "(dollars of FY2027, relief money left out)."
    )
    assert sentences.cost_sentence(NOBODY, 2027) == (
        "The model's technology costs $345 per student and year, in dollars of FY2027."
    )
    assert sentences.short_sentence(OHIO) == (
        "Those that do not meet it are short by $112.40 million a year in all, each in its worst "
        "year."
    )
    assert sentences.short_sentence(replace(OHIO, not_met=1, short=900.0)) == (
        "The district that does not meet it is short by $900 a year in all, each in its worst year."
    )
    assert sentences.short_sentence(NOBODY) == ""


@pytest.mark.parametrize(
    ("counted", "says"),
    [
        (
            OHIO,
            "Relief money paid for $133.07 million of technology in FY2022 in 338 districts, $135 "
            "for each of their students. That money has ended.",
        ),
        (
            replace(OHIO, relief_districts=1),
            "Relief money paid for $133.07 million of technology in FY2022 in 1 district, $135 for "
            "each of its students. That money has ended.",
        ),
        (replace(OHIO, relief_districts=0), "No relief money paid for technology in FY2022."),
        (
            replace(OHIO, relief_known=False),
            "How much technology relief money paid for is not known in any of these districts.",
        ),
    ],
)
def test_the_cliff(counted: Tally, says: str) -> None:
    assert sentences.cliff_sentence(counted, 2022) == says


def test_how_firm_the_outcomes_are() -> None:
    assert sentences.draws_sentence(OHIO, 112) == (
        "In 112 draws of the model's ranges, 78 districts could come out either way: they meet the "
        "criterion in more than one draw in ten and in fewer than nine."
    )
    assert sentences.draws_sentence(replace(OHIO, either_way=1), 112) == (
        "In 112 draws of the model's ranges, 1 district could come out either way: it meets the "
        "criterion in more than one draw in ten and in fewer than nine."
    )
    assert sentences.draws_sentence(replace(OHIO, either_way=0), 16) == (
        "In 16 draws of the model's ranges, 0 districts could come out either way."
    )
    assert sentences.draws_sentence(OHIO, 1) == (
        "The model has no ranges for what is compared, so each district has one outcome."
    )
    assert sentences.draws_sentence(NOBODY, 112) == ""


def test_why_districts_are_not_known() -> None:
    assert sentences.not_known_sentences(replace(OHIO, no_equipment=9)) == [
        "9 districts: supplies and services alone are not enough, and equipment is not reported.",
        "3 districts: no technology spending is reported, or only what relief money paid for.",
        "2 districts: all that was spent would be enough, but how much of it was relief money is "
        "not known.",
    ]
    none = replace(OHIO, no_technology=0, relief_inside=0, no_equipment=0)
    assert sentences.not_known_sentences(none) == []


def test_states_without_anything_known() -> None:
    capital = replace(NOBODY, state="DC")
    assert sentences.silent_states([OHIO]) == ""
    assert sentences.silent_states([OHIO, capital]) == (
        "No district can be judged in the District of Columbia."
    )
    assert sentences.silent_states([NOBODY, OHIO, capital]) == (
        "No district can be judged in 2 states: District of Columbia, Texas."
    )


def test_dollars_of_which_year() -> None:
    assert sentences.carried_sentence(2027, 2027, 1.0, 2025, 0.026) == (
        "Spending and cost are in dollars of FY2027."
    )
    for first_year in (2024, 2025):
        assert sentences.carried_sentence(2022, first_year, 1.0977, 2025, 0.026) == (
            f"A dollar of FY2022 counts as $1.10 in FY{first_year}: consumer prices (CPI-U)."
        )
    assert sentences.carried_sentence(2022, 2027, 1.186, 2025, 0.026) == (
        "A dollar of FY2022 counts as $1.19 in FY2027: consumer prices (CPI-U) to FY2025, then the "
        "model's 2.6% a year. That districts spend as much as they did, prices aside, is our "
        "assumption."
    )


def test_states_to_choose_from_are_there_if_there_are_several() -> None:
    alone = finder(["OH"])
    assert 'spellcheck="false"></div><p id="screen-count"' in alone
    heads = '<th scope="col">District</th><th scope="col" class="words">Outcome</th>'
    assert f'{heads}<th scope="col">Short by, in its worst year</th>' in alone
    assert '<option value="OH">Ohio</option>' in finder(["DC", "OH"])
    assert finder_words(1, 2)["ask"] == "Type part of a name: {all} districts, worst first."
    assert [finder_words(1, count)["states"] for count in (1, 2)] == [False, True]
    assert finder_words(2, 2)["ask"] == (
        "Type part of a name, or choose a state: {all} districts, worst first."
    )
