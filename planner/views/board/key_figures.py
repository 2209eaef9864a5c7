"""The key figures of the board page: one card each, in the order of what the answer says."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.compare import Comparison
from planner.analysis.concerns import ConcernKind, concerns
from planner.views.board.concern_words import (
    by_kind,
    never_held_reserve,
    policy_rate,
    years_words,
)
from planner.views.board.sentences import year_name
from planner.views.format.footed_amounts import footed_amounts
from planner.views.format.markup import Block, text_of
from planner.views.format.money import about, percent

#: Label, figure and note.
Card = tuple[str, str, str]
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


def key_figures(comparison: Comparison) -> Block:
    """Six figures to take away."""
    cards = list(_cards(comparison))
    html = "".join(
        f'<li><span class="label">{text_of(label)}</span> '
        f'<span class="value">{text_of(value)}</span> '
        f'<span class="note">{text_of(note)}</span></li>'
        for label, value, note in cards
    )
    text = "\n".join(f"{label}: {value} ({note})" for label, value, note in cards)
    return Block(f'<ul class="planner-cards">{html}</ul>', text)


def _cards(comparison: Comparison) -> list[Card]:
    """The key figures, worst first, in the order of the answer."""
    main = comparison.main
    cards = {
        STRUCTURAL: _structural_card(main),
        RESERVE: _reserve_card(main),
        UNFUNDED: _unfunded_card(main),
        CLIFF: _cliff_card(main),
        RESTORE: _restore_card(main),
        PER_STUDENT: _per_student_card(main),
    }
    told = (_CARD_OF[found.kind] for found in concerns(comparison) if found.kind in _CARD_OF)
    order = dict.fromkeys([*told, *cards])
    return [card for name in order if (card := cards[name]) is not None]


def _structural_card(main: Answers) -> Card:
    balance = footed_amounts(main.figures).structural_balance
    worst = year_name(main.years[int(np.argmin(main.structural_balance))])
    if main.first_structural_gap is None:
        note = f"at its lowest, in {worst}: recurring revenue less sustainable annual cost"
        return ("Structural balance", about(min(balance), "down"), note)
    note = f"at its widest, in {worst}: sustainable annual cost less recurring revenue"
    return (STRUCTURAL, about(min(balance)), note)


def _reserve_card(main: Answers) -> Card:
    concerns_found = by_kind(main)
    used_up, below = concerns_found.get("reserve_used_up"), concerns_found.get("below_policy")
    value = f"not through {year_name(main.years[-1])}"
    if never_held_reserve(main):
        value = "no reserve"
    elif used_up is not None:
        value = year_name(used_up.first)
    if not policy_rate(main):
        return (RESERVE, value, "the plan states no reserve policy")
    said = f"below policy {years_words(below.years)}" if below else "never below policy"
    return (RESERVE, value, f"{said}; {_policy_words(main)}")


def _policy_words(main: Answers) -> str:
    """What the board's policy asks for: its share of cost, and the amount of the first year."""
    amount = about(footed_amounts(main.figures).policy[0])
    return (
        f"policy is {percent(policy_rate(main))} of a year's cost, {amount} in "
        f"{year_name(main.years[0])}"
    )


def _unfunded_card(main: Answers) -> Card:
    amounts = footed_amounts(main.figures).unfunded
    years = [
        year for year, missing in zip(main.years, main.unfunded, strict=True) if missing > A_CENT
    ]
    if not years:
        return (UNFUNDED, about(0), f"every cost is funded through {year_name(main.years[-1])}")
    soon = by_kind(main).get("unfunded_soon")
    of_it = ""
    if soon is not None and len(soon.years) < len(years):
        part = sum(amounts[main.years.index(year)] for year in soon.years)
        of_it = f", of it {about(part)} {years_words(soon.years)}"
    return (UNFUNDED, about(sum(amounts)), f"total, {years_words(years)}{of_it}")


def _cliff_card(main: Answers) -> Card | None:
    if main.cliff is None:
        return None
    return (
        CLIFF,
        about(main.cliff.size),
        f"drop in money that ends in {year_name(main.cliff.year)}",
    )


def _per_student_card(main: Answers) -> Card | None:
    if np.isnan(main.cost_per_student[0]):
        return None
    first, last = year_name(main.years[0]), year_name(main.years[-1])
    later = f"; {about(float(main.cost_per_student[-1]))} in {last}" if last != first else ""
    note = f"sustained, in {first}{later}. {_cash_per_student(main)}"
    return (PER_STUDENT, about(float(main.cost_per_student[0])), note)


def _restore_card(main: Answers) -> Card | None:
    if main.base_to_restore.max() < A_CENT:
        return None
    return (
        RESTORE,
        about(float(main.base_to_restore.max())),
        "a year that one-time money replaced",
    )


def _cash_per_student(main: Answers) -> str:
    """What is paid per student: the least and the most of any year."""
    low, high = (about(float(of(main.cash_cost_per_student))) for of in (np.min, np.max))
    return f"Cash cost {low}" if low == high else f"Cash cost {low} to {high} by year"
