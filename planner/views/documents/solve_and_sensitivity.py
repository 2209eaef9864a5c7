"""What it would take and what matters most, as documents that other programs can read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from planner.analysis.answers import Answers
from planner.analysis.goal_seek.solve import Solution
from planner.analysis.sensitivity.by_line import size_and_sensitivity
from planner.analysis.sensitivity.one_at_a_time import Sensitivity
from planner.analysis.sensitivity.steps import Shift
from planner.analysis.simulation.uncertainty_sources import UncertaintySources
from planner.arrays import Floats
from planner.views.questions.goal_seek import answer
from planner.views.questions.sensitivity import sentences_block


def solution_document(found: Solution) -> dict[str, Any]:
    """A solution as plain values for JSON; docs/questions.md explains each of them."""
    return {
        "plan": found.before.projection.plan.name,
        "scenario": found.scenario.name,
        "fiscal_years": list(found.before.years),
        "answer": answer(found),
        "lever": found.lever.name,
        "from_year": found.lever.from_year,
        "now": _numbers(found.lever.present),
        "goal": found.goal.name,
        "by": found.goal.by,
        "chance_asked": found.goal.chance,
        "draws": found.draws if found.draws > 1 else 0,
        "value": found.value,
        "met_now": found.met_now,
        "always": found.always,
        "flat": found.flat,
        "steady": found.steady,
        "holds": [_numbers(stretch) for stretch in found.holds],
        "best": _number(found.best),
        "best_room": _number(found.best_room),
        "room_now": _number(found.room_now),
        "chance_now": found.chance_now,
        "chance": found.chance,
        "before": _years(found.before),
        "after": _years(found.after),
    }


def _years(answers: Answers) -> dict[str, Any]:
    return {
        "cost": _numbers(answers.cost),
        "structural_balance": _numbers(answers.structural_balance),
        "reserve": _numbers(answers.reserve),
        "reserve_policy": _numbers(answers.reserve_policy),
        "unfunded": _numbers(answers.unfunded),
    }


def sensitivity_document(
    found: Sensitivity, sources: UncertaintySources | None = None
) -> dict[str, Any]:
    """Effects of every step as plain values for JSON; docs/questions.md explains each of them."""
    projection = found.projection
    return {
        "plan": projection.plan.name,
        "scenario": projection.scenarios[0].name,
        "fiscal_years": list(found.years),
        "answer": sentences_block(found).text.splitlines(),
        "base": {output: _numbers(found.base[output]) for output in found.base},
        "inputs": [_shift(found, place, shift) for place, shift in enumerate(found.shifts)],
        "size_and_sensitivity": [
            {
                "line": row.line,
                "share": row.share,
                "step": row.step,
                "per_year": row.per_year,
                "horizon": row.horizon,
                "positions": _number(row.positions),
                "share_of_reserve": _number(row.share_of_reserve),
                "to_close": row.to_close,
            }
            for row in size_and_sensitivity(found)
        ],
        "uncertainty": None if sources is None else _sources(sources),
    }


def _shift(found: Sensitivity, place: int, shift: Shift) -> dict[str, Any]:
    return {
        "name": shift.name,
        "line": shift.line,
        "step": shift.step,
        "down": {output: _numbers(found.down[output][place]) for output in found.down},
        "up": {output: _numbers(found.up[output][place]) for output in found.up},
    }


def _sources(sources: UncertaintySources) -> dict[str, Any]:
    return {
        "draws": sources.draws,
        "seed": sources.seed,
        "inputs": list(sources.names),
        "results": list(sources.results),
        "first_order": [_numbers(row) for row in sources.indices.first],
        "total": [_numbers(row) for row in sources.indices.total],
    }


def _numbers(values: Floats | Sequence[float]) -> list[float | None]:
    """Numbers of a list, null if there is none."""
    return [_number(float(value)) for value in values]


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
