"""What a choice does to the money, in words: for good first, then in cash over the plan."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.effect import A_DOLLAR, Effect
from planner.fiscal import fiscal_year_label
from planner.rulebook.sums import total
from planner.views.format.money import about, dollars, foot, from_to

NO_LASTING_EFFECT = "no lasting effect"


def lasting_words(effect: Effect, years: Sequence[int]) -> str:
    """What a choice does a year, once in place; money that comes is revenue, not savings.

    Parameters
    ----------
    effect : Effect
        Against the plan without it.
    years : sequence of int
        Fiscal years of the plan.

    Examples
    --------
    >>> lasting_words(Effect(154261, -12000, 0, 0, 0, 0), [2027, 2028])
    'saves $154,000 and loses $12,000 of revenue a year, in FY2027 dollars'
    """
    said = [
        f"{better if amount > 0 else worse} {about(amount)}{of_what}"
        for amount, better, worse, of_what in (
            (effect.saved_for_good, "saves", "costs", ""),
            (effect.revenue_for_good, "brings", "loses", " of revenue"),
        )
        if abs(amount) >= A_DOLLAR
    ]
    if not said:
        return NO_LASTING_EFFECT
    return f"{' and '.join(said)} a year, in {fiscal_year_label(years[0])} dollars"


def cash_words(effect: Effect, years: Sequence[int]) -> str:
    """What a choice does over the plan, part by part in whole dollars that add up.

    Examples
    --------
    >>> cash_words(Effect(0, 0, 500, 300, 0, 100), [2027, 2034])
    '$500 saved, $300 moved beyond FY2034, less $100 that goes unused: $700 better'
    """
    last = fiscal_year_label(years[-1])
    parts = (effect.saved, effect.moved, effect.revenue, -effect.unused)
    named = zip(
        foot(parts),
        ("saved", f"moved beyond {last}", "of new revenue", "that would go unused without it"),
        ("of higher cost", "moved into the plan", "of revenue lost", "that goes unused"),
        strict=True,
    )
    some = [(amount, gain, loss) for amount, gain, loss in named if amount]
    gains = [f"{dollars(amount)} {gain}" for amount, gain, _ in some if amount > 0]
    losses = [f"{dollars(-amount)} {loss}" for amount, _, loss in some if amount < 0]
    if not some:
        return "no change in cash"
    if gains and losses:
        losses[0] = f"less {losses[0]}"
    said = ", ".join([*gains, *losses])
    if len(some) == 1:
        return said
    more = total(part[0] for part in some)
    return f"{said}: {dollars(abs(more))} {'better' if more >= 0 else 'worse'}"


def cost_change(effect: Effect, more: float, years: Sequence[int]) -> str:
    """How much more or less a choice costs over the plan; empty where it costs the same.

    >>> cost_change(Effect(0, 0, -150000, 0, 0, 0), 150000, [2027, 2034])
    'costs $150,000 more'
    """
    if abs(more) < A_DOLLAR:
        return ""
    return f"costs {about(more)} {'more' if more > 0 else 'less'}{moved_clause(effect, years)}"


def unfunded_change(before: float, after: float) -> str:
    """How much unfunded cost a choice cuts or adds; empty where it is the same.

    >>> unfunded_change(3_470_000, 1_560_000)
    'cuts unfunded cost from $3.47 to $1.56 million'
    """
    if abs(after - before) < A_DOLLAR:
        return ""
    if about(before) == about(after):
        return f"{'cuts' if after < before else 'adds'} {about(after - before)} of unfunded cost"
    return f"{'cuts' if after < before else 'raises'} unfunded cost {from_to(before, after)}"


def moved_clause(effect: Effect, years: Sequence[int]) -> str:
    """How much of a lower cost is only moved beyond the last year; empty where nothing is.

    It ends with a comma, as a sentence goes on after it.

    >>> moved_clause(Effect(0, 0, 1205865, 1568659, 0, 0), [2027, 2034])
    ', of which $1.57 million is only moved beyond FY2034,'
    """
    lower = effect.saved + effect.moved
    if min(lower, effect.moved) < A_DOLLAR:
        return ""
    last = fiscal_year_label(years[-1])
    if effect.saved < A_DOLLAR:
        return f", all of it only moved beyond {last},"
    return f", of which {about(effect.moved)} is only moved beyond {last},"
