"""What one solve of a plan found, kept for the next: what no change touches is not found again.

No rule is here, and nobody needs it to understand the rules: a solve without it gives the same
numbers to the last bit. A page on which somebody moves one lever after the other is quicker by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from planner.rulebook.answer import Answer, ByYear
from planner.rulebook.eligible import Payable
from planner.rulebook.fleets import FleetYears
from planner.rulebook.inputs import Cells

#: Which tables of cost a driver is read for; any driver that is not here may be read for all.
READ_FOR = {
    "breakage_change_rate": ("devices", "repair"),
    "device_price_growth_rate": ("devices",),
    "general_fund_growth_rate": (),
    "general_inflation_rate": ("repair", "staffing", "training", "privacy", "network"),
    "health_insurance_growth_rate": ("staffing",),
    "license_price_growth_rate": ("licenses",),
    "security_price_growth_rate": ("security",),
    "wage_growth_rate": ("repair", "staffing", "training", "privacy"),
}
#: Cells of the district that only money and the reserve are calculated from.
ONLY_MONEY = (
    "general_fund_total",
    "reserve_interest_rate",
    "reserve_opening_balance",
    "reserve_policy_rate",
)

#: Table -> keys of rows, drivers or cells of the district that two scenarios change differently.
Differences = dict[str, list[str]]
#: Students of a band of grades from the year before to a year, as a share.
Growth = Callable[[str, int], float]


@dataclass
class Kept:
    """What the latest solve of a plan found, and how the scenario that is solved now differs.

    Attributes
    ----------
    growth : callable, optional
        Growth of students from the plan's history, which no scenario changes.
    scenario, answer : optional
        What was solved, and what came out.
    students, fleets, whole_year, support, on_average, payable
        What the answer was made of and does not say.
    costs : dict, optional
        Rows whose cost may be another now; None where everybody's may.
    rulings_stay : bool
        Whether every source may pay the same rows as then.
    support_stays : bool
        Whether E-Rate supports the same of every row.
    """

    growth: Growth | None = None
    scenario: Cells | None = None
    answer: Answer | None = None
    students: dict[int, list[float]] = field(default_factory=dict)
    fleets: dict[str, FleetYears] = field(default_factory=dict)
    whole_year: dict[str, ByYear] = field(default_factory=dict)
    support: dict[int, dict[str, float]] = field(default_factory=dict)
    on_average: dict[int, dict[str, float]] = field(default_factory=dict)
    payable: dict[int, Payable] = field(default_factory=dict)
    costs: Differences | None = None
    rulings_stay: bool = False
    support_stays: bool = False


def begin(kept: Kept, scenario: Cells) -> None:
    """Say how a scenario differs from the one that was solved before, if one was.

    Until this one is solved too, nothing is.
    """
    before = kept.scenario
    kept.scenario = None
    kept.costs, kept.rulings_stay, kept.support_stays = None, False, False
    if before is None or words_of(before) != words_of(scenario):
        return
    found = differences(before["changes"], scenario["changes"])
    kept.rulings_stay = "eligibility" not in found
    kept.costs = costs_that_differ(found)
    if kept.costs is not None:
        kept.support_stays = kept.costs == {} and "assumptions" not in found


def words_of(scenario: Cells) -> list[Cells]:
    """Changes of words and choices, which make another plan, and models that they name."""
    words = [change for change in scenario["changes"] if not change["numeric"]]
    return [*words, scenario["support_ends"]]


def differences(before: list[Cells], now: list[Cells]) -> Differences:
    """What two lists of changes change differently."""
    found: Differences = {}
    for change in [*before, *now]:
        table, name = change["table"], name_of(change)
        if name in found.get(table, []):
            continue
        if changes_of(before, table, name) != changes_of(now, table, name):
            found.setdefault(table, []).append(name)
    return found


def name_of(change: Cells) -> str:
    """What a change is of: a row, a driver, a cell of the district, or all rows of its table."""
    return str(change["field"] if change["table"] == "district" else change["row"])


def changes_of(changes: list[Cells], table: str, name: str) -> list[Cells]:
    """Changes of one row in their order, with those of all rows."""
    return [
        change
        for change in changes
        if change["table"] == table and name_of(change) in ("all", name)
    ]


def costs_that_differ(found: Differences) -> Differences | None:
    """Rows whose cost may differ; None where everybody's may."""
    costs: Differences = {}
    for table, names in found.items():
        if table in ("funding", "eligibility"):
            continue
        if table == "enrollment":
            return None
        if table == "district":
            if not all(name in ONLY_MONEY for name in names):
                return None
        elif table == "assumptions":
            for name in names:
                if name not in READ_FOR:
                    return None
                for read_for in READ_FOR[name]:
                    costs.setdefault(read_for, []).append("all")
        elif table == "inventory":
            costs.setdefault("devices", []).append("all")
        else:
            costs.setdefault(table, []).extend(names)
    return costs


def stays(kept: Kept, table: str, row: Cells) -> bool:
    """Whether nothing that a row's cost is calculated from differs, other rows aside."""
    if kept.costs is None:
        return False
    some = kept.costs.get(table, [])
    return "all" not in some and row["key"] not in some


def table_stays(kept: Kept, table: str) -> bool:
    """Whether nothing differs that the rows of a table are calculated from."""
    return kept.costs is not None and not kept.costs.get(table, [])
