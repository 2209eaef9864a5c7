"""What a scenario means to a board, as plain lists, from the engine's arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from planner.analysis.actuals import actuals_by_line
from planner.analysis.figures import (
    PARTS_OF_A_DOLLAR,
    EndingMoney,
    Figures,
    FleetFigures,
    PlanFacts,
    RowFigures,
    SourceFigures,
    exact,
    with_totals,
)
from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.rules.votes import counted_without_vote
from planner.projection.project import Projection
from planner.projection.yearly_totals import paid_one_time
from planner.reference.accounts import LINE_LABELS

if TYPE_CHECKING:
    from planner.analysis.answers import Answers


def figures_of(found: Answers) -> Figures:
    """What a scenario means to a board, from its answers.

    Parameters
    ----------
    found : Answers
        Answers of the only case of a projection.

    Returns
    -------
    Figures
        The same amounts, without what rounding has left in them.
    """
    projection, funding = found.projection, found.projection.funding
    general_fund = projection.plan.district.general_fund_total
    grown = projection.inputs.driver_index("general_fund_growth_rate")[0, :, 0]
    prices = projection.inputs.driver_index("general_inflation_rate")[0, -1, 0]
    return with_totals(
        Figures(
            scenario=found.scenario,
            title=found.title,
            years=list(found.years),
            facts=PlanFacts(
                line_labels=dict(LINE_LABELS),
                actuals=actuals_by_line(projection.plan),
                reserve_class=projection.plan.district.reserve_class or "",
                trade_ins=bool(projection.inputs.of("devices", "trade_in").any()),
            ),
            rows=_rows(projection),
            sources=_sources(projection),
            fleets=[
                FleetFigures(fleet.name, _exact(projection.expenses.fleets.bought[number, :, 0]))
                for number, fleet in enumerate(projection.plan.devices)
            ],
            ending=[EndingMoney(name, _exact(covered)) for name, covered in found.ending],
            structural_balance=_exact(found.structural_balance),
            base_to_restore=_exact(found.base_to_restore),
            opening=exact(float(funding.opening[0])),
            interest=_exact(funding.interest[:, 0]),
            to_reserve=_exact(funding.to_reserve[:, :, 0].sum(axis=0)),
            reserve=_exact(found.reserve),
            reserve_policy=_exact(found.reserve_policy),
            carried=_exact(funding.carried[:, :, 0].sum(axis=0)),
            lapsed=_exact(funding.lapsed[:, :, 0].sum(axis=0)),
            students=_exact(found.students),
            general_fund=[] if general_fund is None else _exact(general_fund * grown),
            held=exact(float(projection.money.opening[:, 0].sum())),
            inflation=float(prices),
        )
    )


def said_besides(plan: Plan) -> dict[str, Any]:
    """What a page says of a plan apart from figures, as plain data for ``board_figures``.

    Names of budget lines, actual cost by year and line, and levies that voters have not passed.
    """
    actuals = {str(year): by_line for year, by_line in actuals_by_line(plan).items()}
    return {
        "line_labels": dict(LINE_LABELS),
        "actuals": actuals,
        "need_votes": [row.name for row in counted_without_vote(plan)],
    }


def amounts_of_rows(projection: Projection) -> dict[str, Floats]:
    """Amounts of every row of cost, by their names in ``RowFigures``, unrounded.

    Parameters
    ----------
    projection : Projection
        A projected plan.

    Returns
    -------
    dict of str to ndarray, shape (row, year, case)
        What is due, and who pays it [USD].
    """
    funding, expenses = projection.funding, projection.expenses
    recurring = np.array([fund.recurring for fund in projection.funds], dtype=bool)
    return {
        "cost": expenses.cost,
        "sustained_cost": expenses.sustained,
        "prepaid": expenses.prepaid,
        "paid_by_recurring": projection.by_line(np.asarray(funding.paid[recurring].sum(axis=0))),
        "paid_by_one_time": projection.by_line(paid_one_time(projection)),
        "paid_by_reserve": projection.by_line(funding.reserve_paid),
        "unfunded": projection.by_line(funding.unfunded),
    }


def _rows(projection: Projection) -> list[RowFigures]:
    by_row = amounts_of_rows(projection)
    amounts = {name: _exact_rows(array[:, :, 0]) for name, array in by_row.items()}
    return [
        RowFigures(
            line.table,
            line.name,
            line.line,
            line.priority,
            line.recurring,
            **{name: rows[place] for name, rows in amounts.items()},
        )
        for place, line in enumerate(projection.lines)
    ]


def _sources(projection: Projection) -> list[SourceFigures]:
    received = _exact_rows(projection.funding.received[:, :, 0])
    paid = _exact_rows(projection.funding.paid[:, :, :, 0].sum(axis=1))
    return [
        SourceFigures(fund.name, fund.kind, fund.recurring, received[place], paid[place])
        for place, fund in enumerate(projection.funds)
    ]


def _exact(amounts: Floats) -> list[float]:
    found: list[float] = exact_amounts(amounts).tolist()
    return found


def _exact_rows(amounts: Floats) -> list[list[float]]:
    found: list[list[float]] = exact_amounts(amounts).tolist()
    return found


def exact_amounts(amounts: Floats) -> Floats:
    """What ``exact`` makes of each of many amounts.

    >>> exact_amounts(np.array([0.1 + 0.2, -1234.49999999999])).tolist() == [exact(0.3), -1234.5]
    True
    """
    return np.floor(amounts * PARTS_OF_A_DOLLAR + 0.5) / PARTS_OF_A_DOLLAR
