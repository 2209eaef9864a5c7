"""What a business officer can move: made from the data dictionary and the plan's own rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan
from typing import Literal

from planner.plan.plan import Plan
from planner.plan.tables import DRIVERS
from planner.plan.what_if.scenarios import Change
from planner.projection.inputs.as_typed import driver_paths

#: How far the useful life of all fleets can be moved [years].
SHORTEST, LONGEST = -2, 3


@dataclass(frozen=True)
class Lever:
    """One control.

    Attributes
    ----------
    label : str
        What it moves, in plain words.
    group : str
        Heading it appears under.
    kind : {"rate", "years", "yes_no"}
        Which control it is and how its value is shown.
    start, low, high, step : float
        Its value in the plan, the lowest and highest it can be set to, and by which step.
    table, row, field, how
        The change it makes, see :class:`planner.plan.what_if.scenarios.Change`.
    """

    label: str
    group: str
    kind: Literal["rate", "years", "yes_no"]
    start: float
    low: float
    high: float
    step: float
    table: str
    row: str
    field: str
    how: Literal["set", "add"]

    def change(self, value: float) -> Change:
        """Change that moves the plan's input to a value."""
        typed = bool(value) if self.kind == "yes_no" else value
        return Change(self.table, self.row, self.field, self.how, typed)


def levers_of(plan: Plan) -> tuple[Lever, ...]:
    """Controls for one plan: assumptions, device life, and funding that may or may not arrive."""
    return (*_drivers(plan), *_life(plan), *_money(plan), *_security(plan))


def _drivers(plan: Plan) -> Iterator[Lever]:
    for name, path in driver_paths(plan).items():
        column = DRIVERS[name]
        if column.slider is None or name not in plan.drivers:
            continue
        low, high, usual = column.slider
        start = path[0]
        if isnan(start):  # forecast from history: no single rate to start from
            continue
        yield Lever(
            label=column.label,
            group="Prices, pay and revenue",
            kind="rate",
            start=start,
            low=min(low, start),
            high=max(high, start),
            step=_step_through(start, low, usual),
            table="assumptions",
            row=name,
            field="value",
            how="set",
        )


def _step_through(start: float, low: float, usual: float) -> float:
    """Step that has a stop at the plan's own value.

    The browser moves a slider to its nearest stop, and a value of 3.6% between stops of half a
    percent would count as changed before anyone touched it.

    >>> _step_through(0.035, -0.05, 0.005), _step_through(0.036, -0.05, 0.005)
    (0.005, 0.001)
    """
    for step in (usual, 0.001, 0.0005):
        stops = (start - low) / step
        if abs(stops - round(stops)) < 1e-6:
            return step
    return 0.0001


def _life(plan: Plan) -> Iterator[Lever]:
    if plan.devices:
        lives = [fleet.useful_life_years for fleet in plan.devices]
        yield Lever(
            label="Device life, years added or removed",
            group="Devices",
            kind="years",
            start=0,
            low=max(SHORTEST, 1 - min(lives)),
            high=LONGEST,
            step=1,
            table="devices",
            row="all",
            field="useful_life_years",
            how="add",
        )


def _money(plan: Plan) -> Iterator[Lever]:
    for fund in plan.funding:
        if fund.kind not in ("erate", "general_fund"):
            yield _switch(
                fund.name, "Funding that may or may not arrive", "funding", active=fund.active
            )


def _security(plan: Plan) -> Iterator[Lever]:
    for row in plan.security:
        yield _switch(row.name, "Security services", "security", active=row.active)


def _switch(name: str, group: str, table: str, *, active: bool) -> Lever:
    return Lever(
        label=name,
        group=group,
        kind="yes_no",
        start=float(active),
        low=0,
        high=1,
        step=1,
        table=table,
        row=name,
        field="active",
        how="set",
    )
