"""What a scenario's numbers are to a board: plain lists of dollars by year, and their totals.

Everything that a board page says of a scenario is made of one ``Figures``: its first sentence, key
figures, verdicts, tables and the rows of its charts. The engine makes it for the printed page
(``figures_of_answers.py``), and the rulebook for what a reader tries out on the page itself
(``figures_by_the_rulebook.py``, translated to JavaScript). Both must say the same to the letter,
so amounts are rounded once, here, to less than a hundredth of a cent: what two ways of calculating
differ by is far less than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import floor

from planner.projection.yearly_totals import A_CENT
from planner.rulebook.sums import total

#: Parts of a dollar that amounts are whole numbers of: a power of two, so that sums of them are
#: exact in whatever order, and so fine that no price with its growth lies between two of them.
PARTS_OF_A_DOLLAR = 16_384


@dataclass(frozen=True)
class RowFigures:
    """One row of cost, by year [USD].

    Attributes
    ----------
    table, name, line : str
        Where it is typed, what it is called, and which line of the budget it is.
    priority : int
        1 is paid first when money falls short, 9 last.
    recurring : bool
        Whether it is a cost of every year.
    cost, sustained_cost, prepaid : list of float
        What is due, its sustainable annual cost, and what was paid for it in an earlier year.
    paid_by_recurring, paid_by_one_time, paid_by_reserve, unfunded : list of float
        Who pays the cost: sources of either kind, the reserve, nobody.
    """

    table: str
    name: str
    line: str
    priority: int
    recurring: bool
    cost: list[float]
    sustained_cost: list[float]
    prepaid: list[float]
    paid_by_recurring: list[float]
    paid_by_one_time: list[float]
    paid_by_reserve: list[float]
    unfunded: list[float]


@dataclass(frozen=True)
class SourceFigures:
    """One source of money, by year [USD]: new money, and what it pays."""

    name: str
    kind: str
    recurring: bool
    revenue: list[float]
    paid: list[float]


@dataclass(frozen=True)
class EndingMoney:
    """Recurring cost that money which ends covers, by year [USD]; prepayments have no name."""

    name: str
    covered: list[float]


@dataclass(frozen=True)
class FleetFigures:
    """Devices of one fleet bought in each year [devices]."""

    name: str
    bought: list[float]


@dataclass(frozen=True)
class PlanFacts:
    """What a page says of a plan apart from its figures by year.

    Attributes
    ----------
    line_labels : dict of str to str
        Lines of the budget in their order, and what they are called.
    actuals : dict of int to dict of str to float
        What was spent by year before the plan and line of the budget [USD].
    reserve_class : str
        Class of fund balance of the technology reserve; nothing if it is not typed.
    trade_ins : bool
        Whether old devices bring money.
    """

    line_labels: dict[str, str]
    actuals: dict[int, dict[str, float]]
    reserve_class: str
    trade_ins: bool


@dataclass(frozen=True)
class Figures:
    """What one scenario means, by year [USD unless said otherwise].

    The last five are sums of the others: ``with_totals`` fills them in.

    Attributes
    ----------
    scenario, title : str
        Name of the scenario, and what the page calls it.
    years : list of int
        Fiscal years.
    facts : PlanFacts
        What else the page says of the plan.
    rows, sources, fleets, ending : list
        Rows of cost, sources of money, fleets, and money that ends, each by year.
    structural_balance : list of float
        Recurring revenue less the sustainable annual cost.
    base_to_restore : list of float
        Base budget displaced by money that has ended.
    opening, interest, to_reserve, reserve, reserve_policy : list of float, the first a float
        Technology reserve: at the start, its interest, moved in, at the end, asked for by policy.
    carried, lapsed : list of float
        Restricted money carried forward, and lapsed funds.
    students : list of float
        Students [students].
    general_fund : list of float
        The whole general fund; empty where it is not typed.
    held : float
        Money that sources hold when the plan begins.
    inflation : float
        General prices of the last year over those of the first.
    cost, sustained_cost, recurring_revenue, unfunded : list of float
        Sums of the rows; what recurring money covers and leaves free.
    recurring_on_one_time : list of float
        Recurring cost paid with one-time money, prepayments, or the reserve.
    """

    scenario: str
    title: str
    years: list[int]
    facts: PlanFacts
    rows: list[RowFigures]
    sources: list[SourceFigures]
    fleets: list[FleetFigures]
    ending: list[EndingMoney]
    structural_balance: list[float]
    base_to_restore: list[float]
    opening: float
    interest: list[float]
    to_reserve: list[float]
    reserve: list[float]
    reserve_policy: list[float]
    carried: list[float]
    lapsed: list[float]
    students: list[float]
    general_fund: list[float]
    held: float
    inflation: float
    cost: list[float] = field(default_factory=list)
    sustained_cost: list[float] = field(default_factory=list)
    recurring_revenue: list[float] = field(default_factory=list)
    unfunded: list[float] = field(default_factory=list)
    recurring_on_one_time: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class BoardFigures:
    """What a page is about: a scenario, and the same without votes that are still to come.

    Attributes
    ----------
    main : Figures
        The scenario.
    votes : list of str
        Levies that it counts on although voters have not passed them.
    without_votes : Figures, optional
        The scenario without them; None if it counts on none.
    """

    main: Figures
    votes: list[str]
    without_votes: Figures | None


@dataclass(frozen=True)
class Cliff:
    """The largest fall in what money that ends, or is not renewed, covers of recurring cost.

    Attributes
    ----------
    year : int
        Fiscal year in which it covers less than in the year before by most.
    size : float
        By how much [USD].
    falls : sequence of tuple of (str, float)
        How much less each source covers, the largest fall first; less than nothing where it
        covers more. Without a name: prepayments. They add up to the size [USD].
    """

    year: int
    size: float
    falls: Sequence[tuple[str, float]]


def exact(amount: float) -> float:
    """An amount without what rounding has left in it [USD].

    >>> exact(0.1 + 0.2) == exact(0.3), exact(1234.49999999999), exact(-0.00001)
    (True, 1234.5, 0.0)
    """
    return floor(amount * PARTS_OF_A_DOLLAR + 0.5) / PARTS_OF_A_DOLLAR


def sum_by_year(amounts: list[list[float]], years: int) -> list[float]:
    """Several amounts by year, added up year by year.

    >>> sum_by_year([[0.5, 2.0], [0.25, 0.5]], 2), sum_by_year([], 2)
    ([0.75, 2.5], [0.0, 0.0])
    """
    return [exact(total([of_one[place] for of_one in amounts])) for place in range(years)]


def with_totals(found: Figures) -> Figures:
    """The same with its totals: sums of the rows that the page lists, so that columns add up."""
    years = len(found.years)
    recurring = [row for row in found.rows if row.recurring]
    sustained = sum_by_year([row.sustained_cost for row in found.rows], years)
    support = sum_by_year(
        [*(row.paid_by_one_time for row in recurring), *(row.prepaid for row in recurring)], years
    )
    from_reserve = sum_by_year([row.paid_by_reserve for row in recurring], years)
    return replace(
        found,
        cost=sum_by_year([row.cost for row in found.rows], years),
        sustained_cost=sustained,
        recurring_revenue=[
            exact(sustained[place] + balance)
            for place, balance in enumerate(found.structural_balance)
        ],
        unfunded=sum_by_year([row.unfunded for row in found.rows], years),
        recurring_on_one_time=[
            exact(support[place] + from_reserve[place]) for place in range(years)
        ],
    )


def cliff(found: Figures) -> Cliff | None:
    """The year in which money that ends covers less by most, if it ever does."""
    support = sum_by_year([one.covered for one in found.ending], len(found.years))
    falls = [exact(support[place] - support[place + 1]) for place in range(len(support) - 1)]
    if not falls or max(falls) < A_CENT:
        return None
    worst = falls.index(max(falls))
    each = [(one.name, exact(one.covered[worst] - one.covered[worst + 1])) for one in found.ending]
    by_size = sorted(each, key=lambda fall: -fall[1])
    return Cliff(found.years[worst + 1], falls[worst], by_size)


def first_year(found: Figures, holds: list[bool]) -> int | None:
    """First fiscal year in which something holds, if it ever does."""
    return found.years[holds.index(True)] if True in holds else None


def first_unfunded(found: Figures) -> int | None:
    """First year in which nobody pays some of the cost."""
    return first_year(found, [amount > A_CENT for amount in found.unfunded])


def first_structural_gap(found: Figures) -> int | None:
    """First year in which sustained cost is above recurring revenue."""
    return first_year(found, [balance < -A_CENT for balance in found.structural_balance])


def per_student(found: Figures, amounts: list[float]) -> list[float]:
    """Amounts for each student, by year; empty without students [USD per student]."""
    if min(found.students) <= 0:
        return []
    return [amount / found.students[place] for place, amount in enumerate(amounts)]
