"""What the rulebook says of a plan's numbers, in words."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.second_opinion import SecondOpinion
from planner.fiscal import fiscal_year_label
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, paragraphs

#: Numbers that differ and are named; a mistake shows in many at once.
_NAMED = 5
AGREE = (
    "Calculated twice, by the engine and by the rulebook: all {numbers} numbers of {scenarios} "
    "agree."
)
DIFFER = (
    "Do not use this plan's numbers: calculated twice, by the engine and by the rulebook, "
    "{differing} of {numbers} numbers differ. Please report it with these lines:"
)
ONE = "{scenario}, {what}, {year}: {rulebook!r} by the rulebook, {engine!r} by the engine."
MORE = "And {count} more."


def second_opinion_block(opinions: Sequence[SecondOpinion]) -> Block:
    """Whether two independent calculations of a plan agree, and where they do not.

    Parameters
    ----------
    opinions : sequence of SecondOpinion
        One for each scenario.

    Examples
    --------
    >>> print(second_opinion_block([SecondOpinion("base", 1200, ())]).text)
    Calculated twice, by the engine and by the rulebook: all 1,200 numbers of 1 scenario agree.
    """
    numbers = f"{sum(opinion.numbers for opinion in opinions):,}"
    found = [(opinion.scenario, one) for opinion in opinions for one in opinion.disagreements]
    if not found:
        scenarios = how_many(len(opinions), "scenario")
        return paragraphs(AGREE.format(numbers=numbers, scenarios=scenarios))
    said = [DIFFER.format(differing=f"{len(found):,}", numbers=numbers)]
    for scenario, one in found[:_NAMED]:
        year = fiscal_year_label(one.year)
        said.append(
            ONE.format(
                scenario=scenario,
                what=one.what,
                year=year,
                rulebook=one.rulebook,
                engine=one.engine,
            )
        )
    if len(found) > _NAMED:
        said.append(MORE.format(count=f"{len(found) - _NAMED:,}"))
    return paragraphs(*said)
