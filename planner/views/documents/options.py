"""The study of the options as plain values, for JSON; docs/options.md names each of them."""

from __future__ import annotations

from typing import Any

from planner.analysis.effect import cash
from planner.analysis.options.cards import OptionCard
from planner.analysis.options.study import OptionStudy
from planner.views.questions.options import SETS_SHOWN, answer


def options_document(study: OptionStudy) -> dict[str, Any]:
    """The study as plain values for JSON: the answer, the best sets, the frontier, the cards."""
    found = study.measures

    def one_set(place: int) -> dict[str, Any]:
        standing = ("gets_through", "lasts", "closes")
        judged = {name: bool(getattr(found, name)[place]) for name in standing}
        return {"options": list(study.names(place)), **found.at(place), **judged}

    return {
        "plan": study.plan.name,
        "scenario": study.base.name,
        "fiscal_years": list(study.plan.years),
        "answer": answer(study).text,
        "sets": len(study.masks),
        "left_out": study.left_out if study.exact else None,
        "exact": study.exact,
        "proved": study.proved,
        "proved_to_points": None if study.exact else study.proved_to,
        "closing_sets": len(study.closing),
        "without_options": one_set(0),
        "best": one_set(study.best),
        "stopgap": None if study.stopgap is None else one_set(study.stopgap),
        "cheapest": [one_set(int(place)) for place in study.closing[:SETS_SHOWN]],
        "frontier": [one_set(int(place)) for place in study.frontier],
        "waiting": study.waiting,
        "cards": [_card_document(card) for card in study.cards],
    }


def _card_document(card: OptionCard) -> dict[str, Any]:
    row = card.option
    return {
        "name": row.name,
        "title": card.title,
        "scenario": row.scenario,
        "earliest_year": row.earliest_year,
        "felt_by": row.felt_by,
        "reversible": row.reversible,
        "service_points": row.service_points,
        "excludes": list(row.excludes),
        "needs": list(row.needs),
        "saves_a_year": card.effect.saved_for_good,
        "revenue_a_year": card.effect.revenue_for_good,
        "saved": card.effect.saved,
        "moved_beyond_the_plan": card.effect.moved,
        "revenue": card.effect.revenue,
        "unused": card.effect.unused,
        "cash": cash(card.effect),
        "cash_by_year": card.by_year.tolist(),
        "cash_rank": card.cash_rank,
        "structural": card.structural,
        "positions": card.positions,
        "share_of_gap": card.share_of_gap,
        "cash_beside_best": card.beside_best,
        "in_best": card.in_best,
        "waiting": card.waiting,
        "in_closing_sets": card.in_closing,
    }
