"""Whether options close the gap, what is missing, and what they take in service: in words.

The options page itself runs this (``planner/twin``), so it stays within what can be translated.
"""

from __future__ import annotations

from planner.analysis.effect import A_DOLLAR
from planner.analysis.figures import Figures
from planner.analysis.options.gap import Gap, gap_of
from planner.fiscal import fiscal_year_label
from planner.rulebook.sums import total
from planner.views.format.money import about, with_few_decimals

#: Decimals of points that are shown; sums that differ by less are the same.
_DECIMALS, _A_HAIR = 6, 1e-9


def points_of(points: float) -> str:
    """Service lost in words.

    >>> points_of(1), points_of(2.5), points_of(10)
    ('1 point', '2.5 points', '10 points')
    """
    number = plain_points(points)
    return f"{number} point" if number in ("1", "-1") else f"{number} points"


def plain_points(points: float) -> str:
    """Points with no more decimals than they need.

    >>> plain_points(4.0), plain_points(0.30000000000000004), plain_points(-2.25)
    ('4', '0.3', '-2.25')
    """
    return with_few_decimals(points, _DECIMALS)


def price_in_service(points: float) -> str:
    """What a combination takes in service, as a sentence ends with it.

    >>> price_in_service(0.0), price_in_service(4.0)
    ('with no loss of service', 'with 4 points of service lost')
    """
    if abs(points) < _A_HAIR:
        return "with no loss of service"
    return f"with {points_of(abs(points))} of service {'lost' if points > 0 else 'gained'}"


def missing_words(short: float, structural: float, last_year: int) -> str:
    """What is missing with a combination of options that does not close the gap.

    Parameters
    ----------
    short : float
        Lump sum at the start that would fund every cost and keep the reserve at policy [USD].
    structural : float
        Recurring revenue less sustained cost in the last year [USD].
    last_year : int
        That year.

    Examples
    --------
    >>> missing_words(1_200_000, -250_000, 2034)
    '$1.20 million short of funding every cost and keeping the reserve at policy, with a \
structural gap of $250,000 in FY2034'
    """
    parts = []
    if short >= A_DOLLAR:
        parts = [
            f"{about(short)} short of funding every cost and keeping the reserve at policy",
        ]
    if structural <= -A_DOLLAR:
        gap = f"with a structural gap of {about(structural)} in {fiscal_year_label(last_year)}"
        parts = [*parts, gap]
    return ", ".join(parts)


def with_options(gap: Gap, count: int, points: float) -> str:
    """Whether the gap is closed with the options that are switched on, or what is missing.

    Parameters
    ----------
    gap : Gap
        What is missing with them.
    count : int
        How many are switched on [options].
    points : float
        Service that they take [points].
    """
    state = _state(gap)
    if count == 0:
        return f"No option is switched on: {state}."
    price = price_in_service(points).removeprefix("with ")
    which = "the option" if count == 1 else f"the {count} options"
    return f"With {which} switched on ({price}), {state}."


def _state(gap: Gap) -> str:
    if gap.closed:
        return (
            "every cost is funded, the reserve stays at or above policy, and recurring revenue "
            f"covers the sustainable annual cost of {fiscal_year_label(gap.last_year)}. The gap is "
            "closed"
        )
    return f"the district is left {missing_words(gap.short, gap.structural, gap.last_year)}"


def options_on(found: Figures, points: list[float]) -> str:
    """The same, of a reader's what-if.

    Parameters
    ----------
    found : Figures
        The what-if.
    points : list of float
        Service that each option takes that is switched on [points].
    """
    return with_options(gap_of(found), len(points), total(points))


def one_more(found: Figures, taken: bool) -> str:
    """What is missing once an option, and those before it, are switched on.

    Parameters
    ----------
    found : Figures
        The what-if with the option.
    taken : bool
        Whether it is switched on itself [yes or no].
    """
    with_it = "With it and those before it" if taken else "With it as well"
    return f"{with_it}: {_in_short(gap_of(found))}."


def _in_short(gap: Gap) -> str:
    """What is missing, where a sentence above has said what that is."""
    parts = []
    if gap.short >= A_DOLLAR:
        parts = [f"{about(gap.short)} short"]
    if gap.structural <= -A_DOLLAR:
        parts = [*parts, f"a structural gap of {about(gap.structural)}"]
    return "the gap is closed" if gap.closed else " and ".join(parts)
