"""What the numbers say, in sentences a board member can repeat: who, when, how much.

Numbers come from ``analysis``; this module only phrases them.
"""

from __future__ import annotations

import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.fiscal import fiscal_year_label
from planner.views.format.money import about, percent


def year_name(year: int | None) -> str:
    """Fiscal year in a sentence."""
    return fiscal_year_label(year) if year is not None else "never"


def answer_sentence(found: Answers) -> str:
    """The answer, in one sentence.

    It says whether recurring money carries the plan, and how long the reserve lasts.
    """
    first = found.first_structural_gap
    if first is None and found.first_empty is not None:
        return _peaks_sentence(found)
    if first is None:
        least = float(found.structural_balance.min())
        return (
            f"The plan lives within its recurring money in every year through "
            f"{year_name(found.years[-1])}, with at least {about(least)} a year to spare; "
            f"{_reserve_clause(found)}."
        )
    place = found.years.index(first)
    start = -float(found.structural_balance[place])
    end = -float(found.structural_balance[-1])
    since = "From" if (found.structural_balance[place:] < -A_CENT).all() else "In some years from"
    growth = (
        f", growing to {about(end)} by {year_name(found.years[-1])}"
        if end > start * 1.1 and found.years[-1] != first
        else ""
    )
    return (
        f"{since} {year_name(first)} the plan costs {about(start)} a year more than its "
        f"recurring money brings{growth}; {_reserve_clause(found)}."
    )


def _peaks_sentence(found: Answers) -> str:
    """The plan holds on average, but purchases come in peaks that the reserve cannot carry."""
    unpaid = float(found.unfunded.sum())
    rest = f" and {about(unpaid)} is left without a payer" if unpaid >= 1 else ""
    return (
        f"Recurring money covers the yearly cost of keeping everything up through "
        f"{year_name(found.years[-1])}, but the purchases come in peaks: "
        f"{_reserve_clause(found)}{rest}."
    )


def _reserve_clause(found: Answers) -> str:
    if found.projection.funding.opening[0] < A_CENT and found.first_unfunded == found.years[0]:
        return "there is no technology reserve to draw on"
    if found.first_empty is None:
        under = found.first_under_policy
        if under is None:
            return "the technology reserve stays at or above policy"
        return f"the technology reserve lasts, but is below policy from {year_name(under)}"
    if found.first_empty == found.years[0]:
        return "the technology reserve is used up in the first year"
    return f"the technology reserve is used up in {year_name(found.first_empty)}"


def unfunded_sentence(found: Answers) -> str:
    """What nobody can pay: when it starts, how much in all, and which item is the largest."""
    if found.first_unfunded is None:
        return f"Every cost has a payer through {year_name(found.years[-1])}."
    total = float(found.unfunded.sum())
    worst = int(np.argmax(found.unfunded_by_line.sum(axis=1)))
    name = found.projection.lines[worst].name
    many = (found.unfunded > A_CENT).sum() > 1
    first, last = year_name(found.first_unfunded), year_name(found.years[-1])
    if many:
        return (
            f"From {first} nobody can pay part of the cost: {about(total)} in all through {last}; "
            f"the largest item is {name}."
        )
    return f"In {first} nobody can pay {about(total)} of the cost; the largest item is {name}."


def cliff_sentence(found: Answers) -> str:
    """When one-time support falls away, and how far."""
    if found.cliff is None:
        return "No one-time money that pays recurring cost falls away in these years."
    place = found.years.index(found.cliff.year)
    before = year_name(found.years[place - 1])
    return (
        f"In {year_name(found.cliff.year)}, {about(found.cliff.size)} of one-time money and "
        f"prepayments that carried recurring cost in {before} falls away."
    )


def one_time_sentence(found: Answers) -> str:
    """How much recurring cost lives on one-time money or the reserve."""
    amounts = found.recurring_on_one_time
    if amounts.max() < A_CENT:
        return "No recurring cost is paid with one-time money or the reserve."
    worst = int(np.argmax(amounts))
    cost = float(found.total_cost[worst] + found.projection.expenses.prepaid[:, worst, 0].sum())
    return (
        f"In {year_name(found.years[worst])}, {about(float(amounts[worst]))} of recurring cost "
        f"({percent(round(float(amounts[worst]) / cost, 2))} of the year) lives on one-time money, "
        f"prepayments or the reserve."
    )


def restore_sentence(found: Answers) -> str | None:
    """Base budget that relief money displaced, if there is any."""
    amounts = found.base_to_restore
    if amounts.max() < A_CENT:
        return None
    first = found.years[int(np.argmax(amounts > A_CENT))]
    return (
        f"Local budget of {about(float(amounts.max()))} a year, cut while one-time money paid, has "
        f"not been put back; restoring it is due from {year_name(first)}."
    )


def scenario_sentence(found: Answers, main: Answers) -> str:
    """What a scenario changes against the main one."""
    cost = float(found.total_cost.sum() - main.total_cost.sum())
    unfunded = float(found.unfunded.sum() - main.unfunded.sum())
    balance = float(found.balance[-1] - main.balance[-1])
    parts = [
        _change("cost", cost, "more", "less"),
        _change("unfunded cost", unfunded, "more", "less"),
    ]
    if abs(unfunded) < 1:
        parts.append(_change("reserve at the end", balance, "more", "less"))
    said = [part for part in parts if part]
    effect = " and ".join(said) if said else "no change in cost or in what is unfunded"
    return f"{found.title}: {effect} over {len(found.years)} years; {_reserve_clause(found)}."


def _change(what: str, amount: float, more: str, less: str) -> str:
    if abs(amount) < 1:
        return ""
    return f"{about(amount)} {more if amount > 0 else less} {what}"
