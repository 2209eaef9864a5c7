"""What the slow model answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.rulebook.inputs import Cells

ByYear = dict[int, float]


@dataclass
class Incident:
    """What one kind of cyber incident may cost in a year, at the low and at the high end."""

    kept: tuple[float, float]
    expected: tuple[float, float]
    days: tuple[float, float]
    break_even: tuple[float, float] | None


@dataclass
class Answer:
    """Everything the slow model finds.

    Rows of cost are named by table and name ("devices/Chromebooks"), because a license and a
    security row may have the same name. Sources are named by their name; ``vintages`` is what of
    their money is left at the end of the last year, by the year it came in. ``paid`` is by source,
    year and row of cost, without rows that a source may not pay. ``ending`` is recurring
    cost that money which ends covers, by source; prepayments have no name. ``rows`` and ``sources``
    are the cells of each as they read in the first year; ``opening`` is the technology reserve
    when the plan begins, ``held`` what sources hold then.
    """

    rows: dict[str, Cells] = field(default_factory=dict)
    sources: dict[str, Cells] = field(default_factory=dict)
    general_prices: ByYear = field(default_factory=dict)
    general_fund: ByYear = field(default_factory=dict)
    trade_ins: bool = False
    reserve_class: str = ""
    opening: float = 0.0
    held: float = 0.0

    students: ByYear = field(default_factory=dict)
    staff: ByYear = field(default_factory=dict)
    teachers: ByYear = field(default_factory=dict)
    cost: dict[str, ByYear] = field(default_factory=dict)
    prepaid: dict[str, ByYear] = field(default_factory=dict)
    sustained: dict[str, ByYear] = field(default_factory=dict)
    bought: dict[str, ByYear] = field(default_factory=dict)
    in_service: dict[str, ByYear] = field(default_factory=dict)
    past_life: dict[str, ByYear] = field(default_factory=dict)
    past_support: dict[str, ByYear] = field(default_factory=dict)
    unused: dict[str, ByYear] = field(default_factory=dict)
    incidents: dict[str, dict[int, Incident]] = field(default_factory=dict)
    received: dict[str, ByYear] = field(default_factory=dict)
    paid: dict[str, dict[int, dict[str, float]]] = field(default_factory=dict)
    vintages: dict[str, dict[int, float]] = field(default_factory=dict)
    carried: dict[str, ByYear] = field(default_factory=dict)
    lapsed: dict[str, ByYear] = field(default_factory=dict)
    to_reserve: dict[str, ByYear] = field(default_factory=dict)
    reserve_paid: dict[str, ByYear] = field(default_factory=dict)
    unfunded: dict[str, ByYear] = field(default_factory=dict)
    refund_due: ByYear = field(default_factory=dict)
    interest: ByYear = field(default_factory=dict)
    reserve: ByYear = field(default_factory=dict)
    reserve_policy: ByYear = field(default_factory=dict)
    structural_balance: ByYear = field(default_factory=dict)
    covered: dict[str, ByYear] = field(default_factory=dict)
    ending: dict[str, ByYear] = field(default_factory=dict)
    to_restore: ByYear = field(default_factory=dict)
