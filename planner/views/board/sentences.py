"""What the numbers say, in sentences a board member can repeat: who, when, how much.

Numbers come from ``analysis``; this module only phrases them.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.effect import A_DOLLAR, scenario_effect
from planner.analysis.figures import Figures, cliff, first_unfunded
from planner.fiscal import fiscal_year_label
from planner.projection.yearly_totals import A_CENT
from planner.rulebook.sums import total
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
from planner.views.format.money import about, nearest, percent


def answer_parts(found: Figures, *, explained: bool = True) -> list[str]:
    """The answer for one scenario, the worst first, in one or two parts.

    Cost that is unfunded this year or next, or else a reserve that runs low, comes before the
    structural gap. With ``explained`` it says what the reserve policy asks for.
    """
    urgent = shortfall_words(found) or reserve_words(found, explained=explained)
    lasting = gap_words(found, urgent)
    return [urgent, lasting] if urgent else [lasting]


def unfunded_sentence(found: Figures) -> str:
    """What is unfunded: how much, in which years, and which item is the largest."""
    if first_unfunded(found) is None:
        return f"Every cost is funded through {fiscal_year_label(found.years[-1])}."
    years = [year for year, gap in zip(found.years, found.unfunded, strict=True) if gap > A_CENT]
    name, _ = _largest_unfunded(found)
    return f"{_all_unfunded(found)} is unfunded {years_words(years)}; the largest item is {name}."


def largest_unfunded_sentence(found: Figures) -> str:
    """Which item most of the unfunded cost is of, after an answer that says how much and when."""
    if first_unfunded(found) is None:
        return unfunded_sentence(found)
    name, amount = _largest_unfunded(found)
    if len([row for row in found.rows if total(row.unfunded) > A_CENT]) == 1:
        return f"The only unfunded item is {name}."
    return f"The largest unfunded item is {name}: {about(amount)} of {_all_unfunded(found)}."


def _all_unfunded(found: Figures) -> str:
    """All that is unfunded, as the tables add it up."""
    return about(total(footed_amounts(found).unfunded))


def _largest_unfunded(found: Figures) -> tuple[str, float]:
    by_row = [total(row.unfunded) for row in found.rows]
    return found.rows[by_row.index(max(by_row))].name, max(by_row)


def cliff_sentence(found: Figures) -> str:
    """When money that ends covers less, how much, and which money it is."""
    worst = cliff(found)
    if worst is None:
        return (
            "There is no funding cliff: in no year does money that ends cover less of the "
            "recurring cost than in the year before."
        )
    before = fiscal_year_label(found.years[found.years.index(worst.year) - 1])
    return (
        f"The funding cliff comes in {fiscal_year_label(worst.year)}: money that ends or is not "
        f"renewed covers {about(worst.size)} less of the recurring cost than in {before}"
        f"{_falls(worst.falls)}."
    )


def _falls(falls: Sequence[tuple[str, float]]) -> str:
    """Which money covers less, and what covers more instead."""
    said = [
        f"{name or 'prepayments'}: {about(fall)}{' more' if fall < 0 else ''}"
        for name, fall in falls
        if abs(fall) >= A_DOLLAR
    ]
    return f" ({'; '.join(said)})" if said else ""


def one_time_sentence(found: Figures) -> str:
    """How much recurring cost is paid with one-time money or the reserve."""
    amounts = found.recurring_on_one_time
    most = max(amounts)
    if most < A_CENT:
        return "No recurring cost is paid with one-time money, prepayments, or the reserve."
    worst = amounts.index(most)
    cost = found.cost[worst] + total(row.prepaid[worst] for row in found.rows)
    return (
        f"In {fiscal_year_label(found.years[worst])}, {about(most)} of recurring cost "
        f"({percent(nearest(most / cost, 100) / 100)} of the year's cost) is paid with "
        f"one-time money, prepayments, or the reserve."
    )


def restore_sentence(found: Figures) -> str | None:
    """Base budget that one-time money displaced, if there is any, and when it is due."""
    amounts = found.base_to_restore
    most = max(amounts)
    if most < A_CENT:
        return None
    first = [amount > A_CENT for amount in amounts].index(True)
    full = [amount > most - A_CENT for amount in amounts].index(True)
    in_full = f", in full from {fiscal_year_label(found.years[full])}" if full > first else ""
    return (
        f"The board cut {about(most)} a year from the local budget while one-time money "
        f"paid. It is to be restored starting in {fiscal_year_label(found.years[first])}{in_full}."
    )


def scenario_sentence(found: Figures, main: Figures) -> str:
    """What a scenario changes against the main one: for good first, then over the plan."""
    effect = scenario_effect(main, found)
    balance = found.reserve[-1] - main.reserve[-1]
    effects = [
        cost_change(effect, total(found.cost) - total(main.cost), found.years),
        unfunded_change(total(main.unfunded), total(found.unfunded)),
    ]
    if not effects[-1] and abs(balance) >= A_DOLLAR:
        more_or_less = "more" if balance > 0 else "less"
        effects.append(f"ends with {about(balance)} {more_or_less} in the reserve")
    cash = (
        " and ".join([said for said in effects if said]) or "changes neither cost nor unfunded cost"
    )
    span = how_many(len(found.years), "year")
    lasting = lasting_effect(found, main)
    return f"{found.title}: {lasting}; over {span} it {cash}; {reserve_clause(found)}."


def lasting_effect(found: Figures, main: Figures) -> str:
    """What a scenario does a year for good, and where other programs would have had the money."""
    lasting = lasting_words(scenario_effect(main, found), found.years)
    if _general_fund(found) - _general_fund(main) < A_DOLLAR:
        return lasting
    return f"{lasting}, which other programs of the general fund would have had"


def _general_fund(found: Figures) -> float:
    """What the general fund provides over the plan [USD]."""
    general = [source for source in found.sources if source.kind == "general_fund"]
    return total(total(source.revenue) for source in general)
