"""Tables of many districts for analysts: a row for each district, for each year, for each problem.

Columns have the names that Python and JSON have, and keys rather than what pages call things.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from planner.analysis.roll_up.judged import Judged
from planner.analysis.roll_up.standing import DistrictStanding, YearStanding

if TYPE_CHECKING:
    import pandas as pd

    from planner.analysis.roll_up.roll_up import RollUp

#: What prepayments are called, which no district names.
PREPAYMENTS = "prepayments"
_IDENTITY = ("plan", "district", "state", "nces_id", "scenario", "title", "stands_in")
_OF_CRITERION = (
    "outcome",
    "held",
    "amount",
    "first_year",
    "worst_year",
    "about",
    "explanation",
)


def districts_frame(found: RollUp) -> pd.DataFrame:
    """A row for each district and scenario, worst first within a scenario.

    Parameters
    ----------
    found : RollUp
        Many districts in one picture.

    Returns
    -------
    DataFrame
        Who it is, how many criteria are not met and how many of these the district does not
        explain, then for each criterion ``cliff_outcome``, ``cliff_held``, ``cliff_amount``,
        ``cliff_first_year``, ``cliff_worst_year``, ``cliff_about`` and ``cliff_explanation``.
    """
    import pandas as pd

    rows = [_district(one, found.judged(one)) for one in found.in_order()]
    judged = [f"{one.name}_{part}" for one in found.criteria for part in _OF_CRITERION]
    facts = ("fiscal_years_from", "fiscal_years_to", "students", "not_met", "not_explained")
    frame = pd.DataFrame(rows, columns=[*_IDENTITY, *facts, *judged])
    years = [name for name in judged if name.endswith("_year")]
    numbers = [name for name in judged if name.endswith(("_held", "_amount"))]
    return frame.astype(dict.fromkeys(years, "Int64") | dict.fromkeys(numbers, "float64"))


def years_frame(found: RollUp) -> pd.DataFrame:
    """A row for each district, scenario and fiscal year, in the order of ``districts_frame``.

    Parameters
    ----------
    found : RollUp
        Many districts in one picture.

    Returns
    -------
    DataFrame
        Who it is, the fiscal year, and what ``YearStanding`` says of it.
    """
    import pandas as pd

    rows = [_identity(one) | asdict(year) for one in found.in_order() for year in one.years]
    return pd.DataFrame(rows, columns=[*_IDENTITY, *(one.name for one in fields(YearStanding))])


def to_fix_frame(found: RollUp) -> pd.DataFrame:
    """A row for each problem that keeps a plan, or a scenario of one, from being projected.

    Parameters
    ----------
    found : RollUp
        Many districts in one picture.
    """
    import pandas as pd

    rows = [
        (failure.plan, failure.scenario, problem)
        for failure in found.failures
        for problem in failure.problems
    ]
    return pd.DataFrame(rows, columns=["plan", "scenario", "problem"])


def _district(standing: DistrictStanding, judged: tuple[Judged, ...]) -> dict[str, object]:
    row = _identity(standing) | {
        "fiscal_years_from": standing.years[0].fiscal_year,
        "fiscal_years_to": standing.years[-1].fiscal_year,
        "students": standing.students,
        "not_met": sum(one.is_missed for one in judged),
        "not_explained": sum(one.is_unexplained for one in judged),
    }
    for one in judged:
        measure = one.measure
        said = {
            "outcome": one.outcome,
            "held": measure.held,
            "amount": measure.amount,
            "first_year": measure.first_year,
            "worst_year": measure.worst_year,
            "about": "; ".join(name or PREPAYMENTS for name in measure.about),
            "explanation": one.explanation,
        }
        row |= {f"{one.criterion.name}_{part}": said[part] for part in _OF_CRITERION}
    return row


def _identity(standing: DistrictStanding) -> dict[str, object]:
    return {name: getattr(standing, name) for name in _IDENTITY}
