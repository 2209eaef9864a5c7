"""Cards of options at the limits between one wording and the next."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from planner.analysis.effect import Effect
from planner.analysis.options.study import OptionStudy, options
from planner.views.questions.option_cards import cards
from tests.analysis.options.option_plan import OPTIONS, option_plan
from tests.views.words import lines_of


@cache
def study() -> OptionStudy:
    return options(option_plan(OPTIONS[:2]))


def line(heading: str, **cells: Any) -> str:  # noqa: ANN401
    """What a card with other figures says under a heading."""
    card = replace(study().cards[0], **cells)
    told = lines_of(cards(replace(study(), cards=(card,))))
    return next(words for words in told if words.startswith(f"{heading} | "))


A_DOLLAR = [
    (1.0, "$1 better"),
    (0.99, "no change"),
    (-0.99, "no change"),
    (-1.0, "$1 worse"),
]


@pytest.mark.parametrize(("structural", "says"), A_DOLLAR)
def test_a_change_of_the_balance_counts_from_a_dollar_on(structural: float, says: str) -> None:
    told = line("Structural balance FY2031", structural=structural)
    assert told == f"Structural balance FY2031 | {says}"


@pytest.mark.parametrize(("more", "says"), A_DOLLAR)
def test_what_the_best_set_has_more_counts_from_a_dollar_on(more: float, says: str) -> None:
    told = line("With the best combination", beside_best=more, in_best=True)
    assert told == f"With the best combination | {says} as part of it"


@pytest.mark.parametrize(
    ("positions", "says"),
    [
        (0.05, ", equal to 0.1 positions at average pay"),
        (-2.5, ", equal to 2.5 positions at average pay"),
        (0.049, ""),
        (-0.049, ""),
        (None, ""),
    ],
)
def test_a_lasting_effect_is_told_in_positions_from_a_tenth_on(
    positions: float | None, says: str
) -> None:
    effect = Effect(1000.0, 0.0, 4000.0, 0.0, 0.0, 0.0)
    told = line("A year, once in place", effect=effect, positions=positions)
    assert told == f"A year, once in place | saves $1,000 a year, in FY2027 dollars{says}"


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (0.0051, "closes 1%"),
        (0.005, "closes 1%"),
        (0.0049, "closes none of it"),
        (-0.005, "closes none of it"),
        (-0.0051, "widens it by 1%"),
        (1.25, "closes 125%"),
    ],
)
def test_a_share_of_the_gap_counts_from_half_a_percent_on(share: float, says: str) -> None:
    assert line("Share of the gap", share_of_gap=share) == f"Share of the gap | {says}"


@pytest.mark.parametrize(
    ("waiting", "says"),
    [(1.0, "$1 worse"), (0.99, "no change"), (-0.99, "no change"), (-1.0, "$1 better")],
)
def test_a_delay_counts_from_a_dollar_on(waiting: float, says: str) -> None:
    assert line("A year's delay", waiting=waiting) == f"A year's delay | {says}"


def test_every_option_that_is_needed_or_excluded_is_named() -> None:
    row = study().cards[0].option.model_copy(update={"needs": ("a", "b"), "excludes": ("c", "d")})
    assert line("Needs", option=row) == "Needs | a; b"
    assert line("Excludes", option=row) == "Excludes | c; d"
