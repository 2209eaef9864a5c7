"""Cards of options at the limits between one wording and the next."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

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


@pytest.mark.parametrize(
    ("structural", "says"),
    [
        (1.0, "$1 better in FY2031"),
        (0.99, "no change in FY2031"),
        (-0.99, "no change in FY2031"),
        (-1.0, "$1 worse in FY2031"),
    ],
)
def test_a_change_of_the_balance_counts_from_a_dollar_on(structural: float, says: str) -> None:
    assert line("Structural balance", structural=structural) == f"Structural balance | {says}"


@pytest.mark.parametrize(
    ("saved", "says"),
    [(1.0, "saves $1"), (0.99, "saves nothing"), (-0.99, "saves nothing"), (-1.0, "costs $1")],
)
def test_what_is_saved_counts_from_a_dollar_on(saved: float, says: str) -> None:
    told = line("With the best combination", beside_best=saved, in_best=True)
    assert told == f"With the best combination | {says} as part of it"


@pytest.mark.parametrize(
    ("alone", "says"),
    [
        (0.5, "saves nothing through FY2031"),
        (-7000.0, "costs $7,000 through FY2031, $1,750 a year from FY2028"),
    ],
)
def test_nothing_is_told_by_the_year_where_nothing_is_saved(alone: float, says: str) -> None:
    told = line("On its own", alone=alone, a_year=alone / 4, positions=None)
    assert told == f"On its own | {says}"


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
def test_savings_are_told_in_positions_from_a_tenth_on(positions: float | None, says: str) -> None:
    told = line("On its own", alone=4000.0, a_year=1000.0, positions=positions)
    assert told == f"On its own | saves $4,000 through FY2031, $1,000 a year from FY2028{says}"


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
    [(1.0, "costs $1"), (0.99, "costs nothing"), (-0.99, "costs nothing"), (-1.0, "saves $1")],
)
def test_a_delay_counts_from_a_dollar_on(waiting: float, says: str) -> None:
    assert line("A year's delay", waiting=waiting) == f"A year's delay | {says}"


def test_every_option_that_is_needed_or_excluded_is_named() -> None:
    row = study().cards[0].option.model_copy(update={"needs": ("a", "b"), "excludes": ("c", "d")})
    assert line("Needs", option=row) == "Needs | a; b"
    assert line("Excludes", option=row) == "Excludes | c; d"
