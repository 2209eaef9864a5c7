"""Tables in the shape of what offices ask for: top investments, and criteria with explanations.

They are shapes, not the official forms: the first column of each says so, and so do the names of
their files. Columns are those of the form, in its order, with what else a plan knows behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.analysis.compare import Comparison
from planner.analysis.roll_up.investments import Investment, top_investments
from planner.analysis.roll_up.judged import judged
from planner.analysis.roll_up.standing import DistrictStanding, standing, years_covered
from planner.fiscal import fiscal_year_label
from planner.reference.criteria import Criterion, usual_criteria

if TYPE_CHECKING:
    import pandas as pd

#: What the first column says.
INVESTMENTS_SHAPE = (
    "Shape of Section G, Technology Investment Plan (New York State Education Department); "
    "not the official form"
)
CRITERIA_SHAPE = (
    "Shape of Form 01CS, Criteria and Standards Review (California Department of Education), "
    "with the office's own criteria; not the official form"
)
MISSING = "An explanation is missing"
_WHOSE = ("shape", "district", "state", "nces_id", "scenario")


def investments_table(standings: Sequence[DistrictStanding]) -> pd.DataFrame:
    """Top investments of districts, a row for each.

    Parameters
    ----------
    standings : sequence of DistrictStanding
        Districts in their scenarios.

    Returns
    -------
    DataFrame
        Whose it is; ``rank``, ``item``, ``estimated_cost`` over the plan, ``occurs`` (one-time,
        annual, both) and ``funding_sources`` with dollars; then ``kind``, ``priority`` and the cost
        of each fiscal year, blank where a district's plan does not cover the year.
    """
    import pandas as pd

    labels = [fiscal_year_label(year) for year in years_covered(standings)]
    asked = ("rank", "item", "estimated_cost", "occurs", "funding_sources", "kind", "priority")
    rows = [
        _whose(one, INVESTMENTS_SHAPE) | _row(investment)
        for one in standings
        for investment in one.investments
    ]
    return pd.DataFrame(rows, columns=[*_WHOSE, *asked, *labels])


def criteria_review_table(
    standings: Sequence[DistrictStanding], criteria: Sequence[Criterion]
) -> pd.DataFrame:
    """Criteria of districts with what they say of those that they do not meet, a row for each.

    Parameters
    ----------
    standings : sequence of DistrictStanding
        Districts in their scenarios.
    criteria : sequence of Criterion
        The office's criteria.

    Returns
    -------
    DataFrame
        Whose it is; ``criterion``, ``standard`` (the most that is allowed), ``measured_in``,
        ``found``, ``outcome`` (met, not met, not known), ``explanation_required`` (yes or no) and
        ``explanation``, which is said to be missing where it is required and not given; then
        dollars and years.
    """
    import pandas as pd

    asked = ("criterion", "standard", "measured_in", "found", "outcome")
    more = ("explanation_required", "explanation", "amount", "first_year", "worst_year")
    rows = [row for one in standings for row in _criteria(one, criteria)]
    frame = pd.DataFrame(rows, columns=[*_WHOSE, *asked, *more])
    return frame.astype({"first_year": "Int64", "worst_year": "Int64"})


def plan_investments(comparison: Comparison, asked: int | None = None) -> pd.DataFrame:
    """Investments of one plan, the largest first, in the shape of ``investments_table``.

    Parameters
    ----------
    comparison : Comparison
        Scenarios of a plan; the main one is shown.
    asked : int, optional
        How many; all if left out.
    """
    shown = standing(comparison, comparison.main.scenario)
    return investments_table([replace(shown, investments=top_investments(comparison, asked))])


def plan_criteria(comparison: Comparison, criteria: Sequence[Criterion] = ()) -> pd.DataFrame:
    """Criteria of one plan as ``criteria_review_table`` has them; the usual ones if left out."""
    shown = standing(comparison, comparison.main.scenario)
    return criteria_review_table([shown], criteria or usual_criteria())


def _whose(standing: DistrictStanding, shape: str) -> dict[str, object]:
    whose = (shape, standing.district, standing.state, standing.nces_id, standing.title)
    return dict(zip(_WHOSE, whose, strict=True))


def _row(investment: Investment) -> dict[str, object]:
    paid = (f"{name} ${amount:,.0f}" for name, amount in investment.paid_by)
    return {
        "rank": investment.rank,
        "item": investment.item,
        "estimated_cost": round(investment.cost, 2),
        "occurs": investment.occurs,
        "funding_sources": "; ".join(paid),
        "kind": investment.kind,
        "priority": investment.priority,
        **{fiscal_year_label(year): round(amount, 2) for year, amount in investment.by_year},
    }


def _criteria(
    standing: DistrictStanding, criteria: Sequence[Criterion]
) -> Iterator[dict[str, object]]:
    for one in judged(standing, criteria):
        yield _whose(standing, CRITERIA_SHAPE) | {
            "criterion": one.criterion.title,
            "standard": one.criterion.most,
            "measured_in": one.criterion.measured_in,
            "found": one.measure.held,
            "outcome": one.outcome,
            "explanation_required": "yes" if one.is_missed else "no",
            "explanation": MISSING if one.is_unexplained else one.explanation,
            "amount": None if one.measure.amount is None else round(one.measure.amount, 2),
            "first_year": one.measure.first_year,
            "worst_year": one.measure.worst_year,
        }
