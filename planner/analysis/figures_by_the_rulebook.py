"""What a scenario means to a board, as plain lists, calculated by the rulebook.

The board page carries this in JavaScript (``planner.twin``): what a reader tries out there is
calculated by it. It says the same as ``figures_of_answers`` does of the engine's numbers.
"""

from __future__ import annotations

from planner.analysis.figures import (
    BoardFigures,
    EndingMoney,
    Figures,
    FleetFigures,
    PlanFacts,
    RowFigures,
    SourceFigures,
    exact,
    with_totals,
)
from planner.projection.yearly_totals import A_CENT
from planner.rulebook import ledger
from planner.rulebook.answer import Answer, ByYear
from planner.rulebook.inputs import Cells
from planner.rulebook.kept import Kept
from planner.rulebook.structural import is_recurring
from planner.rulebook.sums import total


def board_figures(
    plan: Cells, scenario: Cells, facts: Cells, page: Cells, kept: Kept | None = None
) -> BoardFigures:
    """A scenario, and the same without the votes that it counts on.

    Parameters
    ----------
    plan, scenario, facts : dict
        As ``planner.rulebook.plan_data`` makes them.
    page : dict
        What the page says besides: ``name`` and ``title`` of the scenario, ``line_labels``,
        ``actuals`` by year and line, and ``need_votes``, levies that voters have not passed.
    kept : Kept, optional
        What was found for an earlier scenario of the plan, so that it is not found again.
    """
    earlier = Kept() if kept is None else kept
    main = figures(plan, scenario, facts, page, earlier)
    votes = [
        source.name
        for source in main.sources
        if source.name in page["need_votes"] and max(source.revenue) > A_CENT
    ]
    if not votes:
        return BoardFigures(main, votes, None)
    fails = {**scenario, "changes": [*scenario["changes"], *(left_out(name) for name in votes)]}
    return BoardFigures(main, votes, figures(plan, fails, facts, page, earlier))


def left_out(levy: str) -> Cells:
    """The change that leaves a levy out."""
    return {
        "table": "funding",
        "row": levy,
        "field": "active",
        "how": "set",
        "value": False,
        "from_year": None,
        "stated_in": None,
        "numeric": True,
    }


def figures(plan: Cells, scenario: Cells, facts: Cells, page: Cells, kept: Kept) -> Figures:
    """What a scenario means to a board, by the rulebook alone."""
    answer = ledger.solve(plan, scenario, facts, kept)
    years = list(answer.reserve)
    return with_totals(
        Figures(
            scenario=page["name"],
            title=page["title"],
            years=years,
            facts=PlanFacts(
                line_labels=page["line_labels"],
                actuals={int(year): by_line for year, by_line in page["actuals"].items()},
                reserve_class=answer.reserve_class,
                trade_ins=answer.trade_ins,
            ),
            rows=rows(answer),
            sources=sources(answer),
            fleets=[FleetFigures(name, by_year(bought)) for name, bought in answer.bought.items()],
            ending=[EndingMoney(name, by_year(of_it)) for name, of_it in answer.ending.items()],
            structural_balance=by_year(answer.structural_balance),
            base_to_restore=by_year(answer.to_restore),
            opening=exact(answer.opening),
            interest=by_year(answer.interest),
            to_reserve=all_together(answer.to_reserve, years),
            reserve=by_year(answer.reserve),
            reserve_policy=by_year(answer.reserve_policy),
            carried=all_together(answer.carried, years),
            lapsed=all_together(answer.lapsed, years),
            students=by_year(answer.students),
            general_fund=by_year(answer.general_fund),
            held=exact(answer.held),
            inflation=answer.general_prices[years[-1]],
        )
    )


def rows(answer: Answer) -> list[RowFigures]:
    """Every row of cost, and who pays it."""
    recurring = [name for name, source in answer.sources.items() if is_recurring(source)]
    one_time = [name for name in answer.sources if name not in recurring]
    by_recurring, by_one_time = paid_by(answer, recurring), paid_by(answer, one_time)
    return [
        RowFigures(
            line.partition("/")[0],
            row["name"],
            row["account"]["line"],
            int(row["priority"]),
            row.get("recurring", "yes") == "yes",
            cost=by_year(answer.cost[line]),
            sustained_cost=by_year(answer.sustained[line]),
            prepaid=by_year(answer.prepaid[line]),
            paid_by_recurring=paid_of(line, by_recurring),
            paid_by_one_time=paid_of(line, by_one_time),
            paid_by_reserve=by_year(answer.reserve_paid[line]),
            unfunded=by_year(answer.unfunded[line]),
        )
        for line, row in answer.rows.items()
    ]


def sources(answer: Answer) -> list[SourceFigures]:
    """Every source of money: what comes in, and what it pays."""
    return [
        SourceFigures(
            name,
            source["kind"],
            is_recurring(source),
            revenue=by_year(answer.received[name]),
            paid=[exact(total(by_row.values())) for by_row in answer.paid[name].values()],
        )
        for name, source in answer.sources.items()
    ]


def paid_by(answer: Answer, names: list[str]) -> list[list[dict[str, float]]]:
    """What some sources pay of each row of cost, year by year."""
    return [[answer.paid[name][year] for name in names] for year in answer.reserve]


def paid_of(line: str, paid: list[list[dict[str, float]]]) -> list[float]:
    """What is paid of one row of cost, by year."""
    return [exact(total(by_row.get(line, 0.0) for by_row in of_a_year)) for of_a_year in paid]


def by_year(amounts: ByYear) -> list[float]:
    """Amounts in the order of their years, without what rounding has left in them."""
    return [exact(amount) for amount in amounts.values()]


def all_together(amounts: dict[str, ByYear], years: list[int]) -> list[float]:
    """Several amounts by year, added up year by year."""
    return [exact(total(of_one[year] for of_one in amounts.values())) for year in years]
