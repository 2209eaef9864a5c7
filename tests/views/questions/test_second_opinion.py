"""Where two calculations of a plan differ: both values are said, and many are counted."""

from __future__ import annotations

from dataclasses import replace

from planner.analysis.second_opinion import Disagreement, SecondOpinion
from planner.views.questions.second_opinion import second_opinion_block

ONE = Disagreement("reserve", 2029, 10.0, 12.5)
FOUND = SecondOpinion("levy-fails", 1200, (ONE,))
LINE = "levy-fails, reserve, FY2029: 10.0 by the rulebook, 12.5 by the engine."


def said(differing: int) -> list[str]:
    found = replace(FOUND, disagreements=(ONE,) * differing)
    return second_opinion_block([found]).text.splitlines()


def test_both_values_are_said_and_many_are_counted() -> None:
    assert said(1) == [
        "Do not use this plan's numbers: calculated twice, by the engine and by the rulebook, 1 of "
        "1,200 numbers differ. Please report it with these lines:",
        LINE,
    ]
    assert said(5)[1:] == [LINE] * 5
    assert said(6)[1:] == [*[LINE] * 5, "And 1 more."]
    assert "1,005 of 1,200 numbers" in said(1005)[0]
    assert said(1005)[-1] == "And 1,000 more."


def test_numbers_of_all_scenarios_are_counted() -> None:
    good = replace(FOUND, disagreements=())
    assert second_opinion_block([good, FOUND]).text.splitlines() == [
        said(1)[0].replace("1,200", "2,400"),
        LINE,
    ]
    agree = [SecondOpinion("a", 1000, ()), SecondOpinion("b", 1000, ())]
    assert second_opinion_block(agree).text == (
        "Calculated twice, by the engine and by the rulebook: all 2,000 numbers of 2 scenarios "
        "agree."
    )
