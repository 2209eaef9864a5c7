"""The key figures of the board page: one card each, in the order of what the answer says."""

from __future__ import annotations

from collections.abc import Mapping

from planner.analysis.concerns import ConcernKind, concerns
from planner.analysis.figures import (
    BoardFigures,
    Figures,
    cliff,
    first_structural_gap,
    per_student,
)
from planner.fiscal import fiscal_year_label
from planner.projection.yearly_totals import A_CENT
from planner.rulebook.sums import total
from planner.views.board.concern_words import (
    by_kind,
    never_held_reserve,
    policy_rate,
    years_words,
)
from planner.views.format.cards import Card, cards_block
from planner.views.format.footed_amounts import footed_amounts
from planner.views.format.markup import Block
from planner.views.format.money import about, percent

STRUCTURAL, RESERVE, UNFUNDED = "Structural gap", "Reserve used up", "Unfunded"
CLIFF, RESTORE, PER_STUDENT = "Funding cliff", "Base budget to restore", "Cost per student"
#: Which card tells a concern.
_CARD_OF: Mapping[ConcernKind, str] = {
    "unfunded_soon": UNFUNDED,
    "reserve_used_up": RESERVE,
    "below_policy": RESERVE,
    "cliff": CLIFF,
    "base_to_restore": RESTORE,
    "structural_gap": STRUCTURAL,
    "unfunded_later": UNFUNDED,
}


def key_figures(board: BoardFigures) -> Block:
    """Six figures to take away."""
    return cards_block(_cards(board))


def _cards(board: BoardFigures) -> list[Card]:
    """The key figures, worst first, in the order of the answer."""
    main = board.main
    cards = {
        STRUCTURAL: _structural_card(main),
        RESERVE: _reserve_card(main),
        UNFUNDED: _unfunded_card(main),
        CLIFF: _cliff_card(main),
        RESTORE: _restore_card(main),
        PER_STUDENT: _per_student_card(main),
    }
    told = [_CARD_OF[found.kind] for found in concerns(board) if found.kind in _CARD_OF]
    in_order = [cards[name] for name in dict.fromkeys([*told, *cards])]
    return [card for card in in_order if card is not None]


def _structural_card(main: Figures) -> Card:
    balance = footed_amounts(main).structural_balance
    lowest = main.structural_balance.index(min(main.structural_balance))
    worst = fiscal_year_label(main.years[lowest])
    if first_structural_gap(main) is None:
        note = f"at its lowest, in {worst}: recurring revenue less sustainable annual cost"
        return ("Structural balance", about(min(balance), "down"), note)
    note = f"at its widest, in {worst}: sustainable annual cost less recurring revenue"
    return (STRUCTURAL, about(min(balance)), note)


def _reserve_card(main: Figures) -> Card:
    concerns_found = by_kind(main)
    used_up, below = concerns_found.get("reserve_used_up"), concerns_found.get("below_policy")
    value = f"not through {fiscal_year_label(main.years[-1])}"
    if never_held_reserve(main):
        value = "no reserve"
    elif used_up is not None:
        value = fiscal_year_label(used_up.first)
    if not policy_rate(main):
        return (RESERVE, value, "the plan states no reserve policy")
    said = f"below policy {years_words(below.years)}" if below else "never below policy"
    return (RESERVE, value, f"{said}; {_policy_words(main)}")


def _policy_words(main: Figures) -> str:
    """What the board's policy asks for: its share of cost, and the amount of the first year."""
    amount = about(footed_amounts(main).reserve_policy[0])
    return (
        f"policy is {percent(policy_rate(main))} of a year's cost, {amount} in "
        f"{fiscal_year_label(main.years[0])}"
    )


def _unfunded_card(main: Figures) -> Card:
    amounts = footed_amounts(main).unfunded
    years = [
        year for year, missing in zip(main.years, main.unfunded, strict=True) if missing > A_CENT
    ]
    if not years:
        last = fiscal_year_label(main.years[-1])
        return (UNFUNDED, about(0), f"every cost is funded through {last}")
    soon = by_kind(main).get("unfunded_soon")
    of_it = ""
    if soon is not None and len(soon.years) < len(years):
        part = total(amounts[main.years.index(year)] for year in soon.years)
        of_it = f", of it {about(part)} {years_words(soon.years)}"
    return (UNFUNDED, about(total(amounts)), f"total, {years_words(years)}{of_it}")


def _cliff_card(main: Figures) -> Card | None:
    worst = cliff(main)
    if worst is None:
        return None
    return (CLIFF, about(worst.size), f"drop in money that ends in {fiscal_year_label(worst.year)}")


def _per_student_card(main: Figures) -> Card | None:
    sustained = per_student(main, main.sustained_cost)
    if not sustained:
        return None
    first, last = fiscal_year_label(main.years[0]), fiscal_year_label(main.years[-1])
    later = f"; {about(sustained[-1])} in {last}" if last != first else ""
    note = f"sustained, in {first}{later}. {_cash_per_student(main)}"
    return (PER_STUDENT, about(sustained[0]), note)


def _restore_card(main: Figures) -> Card | None:
    most = max(main.base_to_restore)
    if most < A_CENT:
        return None
    return (RESTORE, about(most), "a year that one-time money replaced")


def _cash_per_student(main: Figures) -> str:
    """What is paid per student: the least and the most of any year."""
    paid = per_student(main, main.cost)
    low, high = about(min(paid)), about(max(paid))
    return f"Cash cost {low}" if low == high else f"Cash cost {low} to {high} by year"
