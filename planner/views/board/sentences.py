"""What the numbers say, in sentences a board member can repeat: who, when, how much.

Numbers come from ``analysis``; this module only phrases them.
"""

from __future__ import annotations

import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.effect import A_DOLLAR, scenario_effect
from planner.fiscal import fiscal_year_label
from planner.views.board.effect_words import lasting_words, moved_clause
from planner.views.format.counts import how_many
from planner.views.format.money import about, percent

#: A gap that grows by more than this share over the plan is said to grow.
_GROWS_BY = 0.1


def year_name(year: int | None) -> str:
    """Fiscal year in a sentence."""
    return fiscal_year_label(year) if year is not None else "never"


def answer_sentence(found: Answers) -> str:
    """The answer, in one sentence.

    It says whether recurring revenue covers the plan, and how long the reserve lasts.
    """
    first = found.first_structural_gap
    if first is None and found.first_empty is not None:
        return _peaks_sentence(found)
    if first is None:
        least = float(found.structural_balance.min())
        spare = f"at least {about(least)} a year" if least >= 1 else "nothing"
        return (
            f"Recurring revenue covers the plan in every year through "
            f"{year_name(found.years[-1])}, with {spare} to spare; {_reserve_clause(found)}."
        )
    balance = found.structural_balance[found.years.index(first) :]
    start, end = -float(balance[0]), -float(balance[-1])
    since = "Starting in" if (balance < -A_CENT).all() else "In some years, starting in"
    growth = (
        f", growing to {about(end)} by {year_name(found.years[-1])}"
        if end > start * (1 + _GROWS_BY)
        else ""
    )
    return (
        f"{since} {year_name(first)}, the plan costs {about(start)} a year more than its "
        f"recurring revenue provides{growth}; {_reserve_clause(found)}."
    )


def _peaks_sentence(found: Answers) -> str:
    """The plan holds on average, but purchases come in peaks that the reserve cannot carry."""
    unpaid = float(found.unfunded.sum())
    rest = f", and {about(unpaid)} is unfunded" if unpaid >= 1 else ""
    return (
        f"Recurring revenue covers the sustainable annual cost through "
        f"{year_name(found.years[-1])}, but purchases come in peaks: "
        f"{_reserve_clause(found)}{rest}."
    )


def _reserve_clause(found: Answers) -> str:
    if starts_without_reserve(found):
        return "there is no technology reserve to draw on"
    if found.first_empty is None:
        under = found.first_under_policy
        if under is None:
            return "the technology reserve stays at or above policy"
        return f"the technology reserve lasts but is below policy starting in {year_name(under)}"
    if found.first_empty == found.years[0]:
        return "the technology reserve is used up in the first year"
    return f"the technology reserve is used up in {year_name(found.first_empty)}"


def starts_without_reserve(found: Answers) -> bool:
    """Whether there is no reserve at the start, and none is built up in the first year."""
    opening = float(found.projection.funding.opening[0])
    return opening < A_CENT and found.years[0] in (found.first_empty, found.first_unfunded)


def unfunded_sentence(found: Answers) -> str:
    """What is unfunded: how much, from when on, and which item is the largest."""
    if found.first_unfunded is None:
        return f"Every cost is funded through {year_name(found.years[-1])}."
    worst = int(np.argmax(found.unfunded_by_line.sum(axis=1)))
    name = found.projection.lines[worst].name
    first, last = year_name(found.first_unfunded), year_name(found.years[-1])
    in_one_year = (found.unfunded > A_CENT).sum() == 1
    when = f"in {first}" if in_one_year else f"from {first} through {last}"
    total = about(float(found.unfunded.sum()))
    return f"{total} is unfunded {when}; the largest item is {name}."


def cliff_sentence(found: Answers) -> str:
    """When money that ends covers less, how much, and which money it is."""
    if found.cliff is None:
        return (
            "There is no funding cliff: in no year does money that ends cover less of the "
            "recurring cost than in the year before."
        )
    before = year_name(found.years[found.years.index(found.cliff.year) - 1])
    return (
        f"The funding cliff comes in {year_name(found.cliff.year)}: money that ends or is not "
        f"renewed covers {about(found.cliff.size)} less of the recurring cost than in {before}"
        f"{_falls(found.cliff.falls)}."
    )


def _falls(falls: tuple[tuple[str, float], ...]) -> str:
    """Which money covers less, and what covers more instead."""
    said = [f"{name or 'prepayments'}: {about(fall)}" for name, fall in falls if fall >= A_DOLLAR]
    said += [
        f"{name or 'prepayments'}: {about(-fall)} more" for name, fall in falls if fall <= -A_DOLLAR
    ]
    return f" ({'; '.join(said)})" if said else ""


def one_time_sentence(found: Answers) -> str:
    """How much recurring cost is paid with one-time money or the reserve."""
    amounts = found.recurring_on_one_time
    if amounts.max() < A_CENT:
        return "No recurring cost is paid with one-time money, prepayments, or the reserve."
    worst = int(np.argmax(amounts))
    cost = float(found.total_cost[worst] + found.projection.expenses.prepaid[:, worst, 0].sum())
    return (
        f"In {year_name(found.years[worst])}, {about(float(amounts[worst]))} of recurring cost "
        f"({percent(round(float(amounts[worst]) / cost, 2))} of the year's cost) is paid with "
        f"one-time money, prepayments, or the reserve."
    )


def restore_sentence(found: Answers) -> str | None:
    """Base budget that relief money displaced, if there is any."""
    amounts = found.base_to_restore
    if amounts.max() < A_CENT:
        return None
    first = found.years[int(np.argmax(amounts > A_CENT))]
    return (
        f"One-time money replaced {about(float(amounts.max()))} a year of local budget, which "
        f"must be restored starting in {year_name(first)}."
    )


def scenario_sentence(found: Answers, main: Answers) -> str:
    """What a scenario changes against the main one: for good first, then over the plan."""
    effect = scenario_effect(main, found)
    cost = float(found.total_cost.sum() - main.total_cost.sum())
    unfunded = float(found.unfunded.sum() - main.unfunded.sum())
    balance = float(found.balance[-1] - main.balance[-1])
    effects = []
    if abs(cost) >= 1:
        effects.append(f"costs {_more_or_less(cost)}{moved_clause(effect, found.years)}")
    if abs(unfunded) >= 1:
        effects.append(f"leaves {_more_or_less(unfunded)} unfunded")
    elif abs(balance) >= 1:
        effects.append(f"ends with {_more_or_less(balance)} in the reserve")
    cash = " and ".join(effects) or "changes neither cost nor unfunded cost"
    span = how_many(len(found.years), "year")
    lasting = lasting_words(effect, found.years)
    return f"{found.title}: {lasting}; over {span} it {cash}; {_reserve_clause(found)}."


def _more_or_less(amount: float) -> str:
    return f"{about(amount)} {'more' if amount > 0 else 'less'}"
