"""How one district stands in one scenario: its part of the picture that an office looks at.

It is made of the same figures as the district's own board page, so the two cannot disagree. It is
plain data: it travels between processes, and nothing of the plan but what is named here goes with
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planner.analysis.compare import Comparison, compare
from planner.analysis.figures import Figures, sum_by_year
from planner.analysis.roll_up.investments import Investment, top_investments
from planner.analysis.roll_up.measures import Measure, measures
from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import BASE, parts_missing
from planner.projection.yearly_totals import A_CENT

#: Line of the budget that buys devices.
DEVICES = "device_refresh"


@dataclass(frozen=True)
class YearStanding:
    """One fiscal year of a district [USD unless said otherwise].

    Attributes
    ----------
    fiscal_year : int
        The year.
    students : float
        Students [students].
    cost, sustained_cost : float
        Paid in the year, and the sustainable annual cost.
    recurring_revenue, structural_balance : float
        Recurring revenue, and the same less sustainable annual cost.
    recurring_on_one_time : float
        Recurring cost paid with one-time money, prepayments or the reserve.
    unfunded : float
        Cost that nobody pays.
    reserve, reserve_policy : float
        Technology reserve at the end of the year, and what the board's policy asks for.
    device_cost, devices_bought : float
        What devices cost in the year, and how many are bought [devices].
    """

    fiscal_year: int
    students: float
    cost: float
    sustained_cost: float
    recurring_revenue: float
    structural_balance: float
    recurring_on_one_time: float
    unfunded: float
    reserve: float
    reserve_policy: float
    device_cost: float
    devices_bought: float


@dataclass(frozen=True)
class EndingSource:
    """Recurring cost that money which ends covers.

    Attributes
    ----------
    name, kind : str
        What the district calls the source, and its kind; both blank for prepayments.
    covered : tuple of float
        What it covers, by year [USD].
    """

    name: str
    kind: str
    covered: tuple[float, ...]


@dataclass(frozen=True)
class DistrictStanding:
    """How one district stands in one scenario.

    Attributes
    ----------
    plan, district, state, nces_id : str
        What the plan is called, and whose it is.
    digest : str
        Fingerprint of the tables.
    scenario, title : str
        Scenario that was asked for, and what the district's pages call what is shown.
    stands_in : bool
        Whether the current plan stands in because the district has no such scenario.
    years : tuple of YearStanding
        Every fiscal year of the plan.
    measures : dict of str to Measure
        What the office asks, by criterion.
    ending : tuple of EndingSource
        Money that ends, and what it covers.
    cost_by_line : dict of str to float
        Cost of all years by line of the budget, lines without cost left out [USD].
    explanations : dict of str to str
        What the district says of criteria that it may not meet, by criterion.
    investments : tuple of Investment
        The five rows that cost most over the plan.
    """

    plan: str
    district: str
    state: str
    nces_id: str
    digest: str
    scenario: str
    title: str
    stands_in: bool
    years: tuple[YearStanding, ...]
    measures: dict[str, Measure]
    ending: tuple[EndingSource, ...]
    cost_by_line: dict[str, float] = field(default_factory=dict)
    explanations: dict[str, str] = field(default_factory=dict)
    investments: tuple[Investment, ...] = ()

    @property
    def students(self) -> float:
        """Students of the first year [students]."""
        return self.years[0].students


def standings(plan: Plan, scenarios: Sequence[str] = (BASE,)) -> tuple[DistrictStanding, ...]:
    """How a district stands in each of several scenarios.

    Parameters
    ----------
    plan : Plan
        The district's plan.
    scenarios : sequence of str
        Scenarios by name. The current plan stands in for one that the plan does not have.

    Returns
    -------
    tuple of DistrictStanding
        One for each scenario, in their order.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = standings(read_plan(example("altoona-wi")), ("base", "levy-fails"))
    >>> [(one.scenario, one.stands_in) for one in found]
    [('base', False), ('levy-fails', True)]
    """
    stand_in = {name for name in scenarios if parts_missing(plan, name)}
    shown = dict.fromkeys(BASE if name in stand_in else name for name in scenarios)
    together = compare(plan, list(shown))
    found = {n: together.about(one) for n, one in zip(shown, together.answers, strict=False)}
    return tuple(
        standing(found[BASE if name in stand_in else name], name, stands_in=name in stand_in)
        for name in scenarios
    )


def years_covered(standings: Iterable[DistrictStanding]) -> tuple[int, ...]:
    """Fiscal years that the plan of any district covers, the first one first.

    Parameters
    ----------
    standings : iterable of DistrictStanding
        Districts in their scenarios.

    Examples
    --------
    >>> years_covered([])
    ()
    """
    return tuple(sorted({year.fiscal_year for one in standings for year in one.years}))


def standing(comparison: Comparison, asked: str, *, stands_in: bool = False) -> DistrictStanding:
    """What an office sees of a district in the main scenario of a comparison.

    Parameters
    ----------
    comparison : Comparison
        Scenarios of its plan.
    asked : str
        Scenario that was asked for.
    stands_in : bool
        Whether the main scenario is the current plan, which stands in for it.
    """
    plan, found = comparison.plan, comparison.main.figures
    return DistrictStanding(
        plan=plan.name,
        district=plan.district.name,
        state=plan.district.state,
        nces_id=plan.district.nces_id,
        digest=plan.digest,
        scenario=asked,
        title=found.title,
        stands_in=stands_in,
        years=_years(found),
        measures=measures(comparison),
        ending=_ending(found),
        cost_by_line=_cost_by_line(found),
        explanations={row.name: row.explanation for row in plan.explanations if row.active},
        investments=top_investments(comparison),
    )


def _years(found: Figures) -> tuple[YearStanding, ...]:
    count = len(found.years)
    device_cost = sum_by_year([row.cost for row in found.rows if row.line == DEVICES], count)
    bought = sum_by_year([fleet.bought for fleet in found.fleets], count)
    return tuple(
        YearStanding(
            fiscal_year=year,
            students=found.students[place],
            cost=found.cost[place],
            sustained_cost=found.sustained_cost[place],
            recurring_revenue=found.recurring_revenue[place],
            structural_balance=found.structural_balance[place],
            recurring_on_one_time=found.recurring_on_one_time[place],
            unfunded=found.unfunded[place],
            reserve=found.reserve[place],
            reserve_policy=found.reserve_policy[place],
            device_cost=device_cost[place],
            devices_bought=bought[place],
        )
        for place, year in enumerate(found.years)
    )


def _ending(found: Figures) -> tuple[EndingSource, ...]:
    kinds = {source.name: source.kind for source in found.sources}
    return tuple(
        EndingSource(one.name, kinds.get(one.name, ""), tuple(one.covered))
        for one in found.ending
        if max(one.covered) > A_CENT
    )


def _cost_by_line(found: Figures) -> dict[str, float]:
    by_line: dict[str, float] = {}
    for row in found.rows:
        by_line[row.line] = by_line.get(row.line, 0.0) + sum(row.cost)
    return {line: cost for line, cost in by_line.items() if cost > A_CENT}
