"""What the numbers say, in sentences a board member can repeat: who, when, how much.

Numbers come from ``analysis``; this module only phrases them.
"""

from __future__ import annotations

import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.effect import A_DOLLAR, scenario_effect
from planner.fiscal import fiscal_year_label
from planner.views.board.concern_words import (
    gap_words,
    reserve_clause,
    reserve_words,
    shortfall_words,
    years_words,
)
from planner.views.board.effect_words import cost_change, lasting_words, unfunded_change
from planner.views.format.counts import how_many
from planner.views.format.footed_amounts import footed_amounts
from planner.views.format.money import about, percent


def year_name(year: int | None) -> str:
    """Fiscal year in a sentence."""
    return fiscal_year_label(year) if year is not None else "never"


def answer_parts(found: Answers, *, explained: bool = True) -> list[str]:
    """The answer for one scenario, the worst first, in one or two parts.

    Cost that is unfunded this year or next, or else a reserve that runs low, comes before the
    structural gap. With ``explained`` it says what the reserve policy asks for.
    """
    urgent = shortfall_words(found) or reserve_words(found, explained=explained)
    lasting = gap_words(found, urgent)
    return [urgent, lasting] if urgent else [lasting]


def unfunded_sentence(found: Answers) -> str:
    """What is unfunded: how much, in which years, and which item is the largest."""
    if found.first_unfunded is None:
        return f"Every cost is funded through {year_name(found.years[-1])}."
    years = [year for year, gap in zip(found.years, found.unfunded, strict=True) if gap > A_CENT]
    total, (name, _) = about(sum(footed_amounts(found.figures).unfunded)), _largest_unfunded(found)
    return f"{total} is unfunded {years_words(years)}; the largest item is {name}."


def largest_unfunded_sentence(found: Answers) -> str:
    """Which item most of the unfunded cost is of, after an answer that says how much and when."""
    if found.first_unfunded is None:
        return unfunded_sentence(found)
    name, amount = _largest_unfunded(found)
    if np.count_nonzero(found.unfunded_by_line.sum(axis=1) > A_CENT) == 1:
        return f"The only unfunded item is {name}."
    total = about(sum(footed_amounts(found.figures).unfunded))
    return f"The largest unfunded item is {name}: {about(amount)} of {total}."


def _largest_unfunded(found: Answers) -> tuple[str, float]:
    by_line = found.unfunded_by_line.sum(axis=1)
    worst = int(np.argmax(by_line))
    return found.projection.lines[worst].name, float(by_line[worst])


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
    """Base budget that one-time money displaced, if there is any, and when it is due."""
    amounts = found.base_to_restore
    if amounts.max() < A_CENT:
        return None
    first, full = int(np.argmax(amounts > A_CENT)), int(np.argmax(amounts > amounts.max() - A_CENT))
    in_full = f", in full from {year_name(found.years[full])}" if full > first else ""
    return (
        f"The board cut {about(float(amounts.max()))} a year of local budget while one-time money "
        f"paid. Restoring it is due from {year_name(found.years[first])}{in_full}."
    )


def scenario_sentence(found: Answers, main: Answers) -> str:
    """What a scenario changes against the main one: for good first, then over the plan."""
    effect = scenario_effect(main, found)
    balance = float(found.balance[-1] - main.balance[-1])
    effects = [
        cost_change(effect, float(found.total_cost.sum() - main.total_cost.sum()), found.years),
        unfunded_change(float(main.unfunded.sum()), float(found.unfunded.sum())),
    ]
    if not effects[-1] and abs(balance) >= A_DOLLAR:
        more_or_less = "more" if balance > 0 else "less"
        effects.append(f"ends with {about(balance)} {more_or_less} in the reserve")
    cash = " and ".join(filter(None, effects)) or "changes neither cost nor unfunded cost"
    span = how_many(len(found.years), "year")
    lasting = lasting_effect(found, main)
    return f"{found.title}: {lasting}; over {span} it {cash}; {reserve_clause(found)}."


def lasting_effect(found: Answers, main: Answers) -> str:
    """What a scenario does a year for good, and where other programs would have had the money."""
    lasting = lasting_words(scenario_effect(main, found), found.years)
    if _general_fund(found) - _general_fund(main) < A_DOLLAR:
        return lasting
    return f"{lasting}, which other programs of the general fund would have had"


def _general_fund(found: Answers) -> float:
    """What the general fund provides over the plan [USD]."""
    received = found.projection.funding.received[:, :, 0].sum(axis=1)
    kinds = [fund.kind == "general_fund" for fund in found.projection.funds]
    return float(received[np.array(kinds, dtype=bool)].sum())
