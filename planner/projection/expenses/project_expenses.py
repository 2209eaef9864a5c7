"""What every row of the plan costs, year by year and case by case.

Reads like a budget: devices, repair, licenses, security, staff, training, privacy, network.
Each call gathers a table's inputs and asks the formulas in ``costs``.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.arrays import Bools, Floats, Places, sum_of_rows
from planner.projection.expenses.amounts import Amounts
from planner.projection.expenses.contracts import Billing, contracts
from planner.projection.expenses.cost_rows import NO_ROWS, CostRow, TableCost, plan_lines
from planner.projection.expenses.data_privacy import data_privacy
from planner.projection.expenses.device_refresh import device_refresh
from planner.projection.expenses.device_repair import Repairs, device_repair
from planner.projection.expenses.fleets import Fleets, project_fleets
from planner.projection.expenses.network import network
from planner.projection.expenses.staffing import staffing
from planner.projection.expenses.training import training
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.people import People


@dataclass(frozen=True)
class Expenses:
    """Cost of every row.

    Attributes
    ----------
    lines : tuple of CostRow
        What each row of the arrays is.
    tables : tuple of TableCost
        Cost of the rows of each table, in the order of the lines.
    years, cases : int
        Number of years, and of cases that differ in cost.
    fleets : Fleets
        Devices behind the refresh.
    repairs : Repairs
        Repairs behind their cost.
    billing : mapping of str to Billing
        What the contracts of ``licenses`` and ``security`` bill.
    each : ndarray of int, shape (case,), optional
        Where many cases cost the same: which of the cases of tables, fleets, repairs and
        contracts each is; what is asked of the expenses has every case.
    """

    lines: tuple[CostRow, ...]
    tables: tuple[TableCost, ...]
    years: int
    cases: int
    fleets: Fleets
    repairs: Repairs
    billing: Mapping[str, Billing]
    each: Places | None = None

    def spread(self, each: Places) -> Expenses:
        """The same for many cases, each of which costs as much as one of these."""
        return replace(self, each=each)

    @cached_property
    def cost(self) -> Floats:
        """What is paid in the year, shape (line, year, case) [USD]."""
        return self._rows([table.cost for table in self.tables])

    @cached_property
    def prepaid(self) -> Floats:
        """What would be paid if it had not been prepaid, shape (line, year, case) [USD]."""
        return self._rows([table.prepaid for table in self.tables])

    @cached_property
    def sustained(self) -> Floats:
        """Sustainable annual cost, shape (line, year, case) [USD].

        Refresh at its sustainable annual cost, contracts with the prepaid part, nothing for
        one-time rows.
        """
        rows = self._rows([table.sustained for table in self.tables])
        return rows if self.recurring.all() else rows * self.recurring[:, None, None]

    @cached_property
    def sustained_total(self) -> Floats:
        """Sustainable annual cost of all rows, shape (year, case) [USD]."""
        return np.asarray(self.sustained_of(self.recurring[None])[0])

    def cost_of(self, groups: Bools) -> Floats:
        """What groups of rows cost, shape (group, year, case) [USD].

        Parameters
        ----------
        groups : ndarray of bool, shape (group, line)
            Which rows belong to each.
        """
        return self._sums([table.cost for table in self.tables], groups)

    def prepaid_of(self, groups: Bools) -> Floats:
        """What groups of rows would cost if it had not been prepaid, as ``cost_of`` [USD]."""
        return self._sums([table.prepaid for table in self.tables], groups)

    def sustained_of(self, groups: Bools, years: slice = slice(None)) -> Floats:
        """Sustainable annual cost of groups of rows, as ``cost_of``, in some years [USD]."""
        tables = [table.sustained.of_years(years) for table in self.tables]
        return self._sums(tables, groups & self.recurring, len(range(self.years)[years]))

    @property
    def past_support(self) -> Floats:
        """Devices in service after their support has ended, shape (year, case) [devices]."""
        return self._every_case(sum_of_rows(self.fleets.past_support))

    @cached_property
    def recurring(self) -> Bools:
        """Rows whose cost comes back every year, shape (line,)."""
        return np.array([line.recurring for line in self.lines], dtype=bool)

    @cached_property
    def _rows_of_tables(self) -> list[slice]:
        """Rows of cost that belong to each table."""
        ends = np.cumsum([len(table.cost.kind) for table in self.tables]).tolist()
        return [slice(first, last) for first, last in itertools.pairwise([0, *ends])]

    def _sums(self, tables: list[Amounts], groups: Bools, years: int | None = None) -> Floats:
        """Sums of groups of rows over all tables, shape (group, year, case)."""
        shape = years or self.years, self.cases
        found = np.zeros((len(groups), *shape))
        for amounts, own in zip(tables, self._rows_of_tables, strict=True):
            here = np.flatnonzero(groups[:, own].any(axis=1))
            if here.size:
                found[here] += amounts.sums(groups[here, own], shape)
        return self._every_case(found)

    def _every_case(self, amounts: Floats) -> Floats:
        return amounts if self.each is None else amounts.take(self.each, axis=-1)

    def _rows(self, tables: list[Amounts]) -> Floats:
        """Rows of all tables, shape (line, year, case)."""
        by_table = [amounts.rows() for amounts in tables]
        cases = max(rows.shape[2] for rows in by_table)
        together = np.concatenate(
            [np.broadcast_to(rows, (len(rows), self.years, cases)) for rows in by_table]
        )
        return self._every_case(np.broadcast_to(together, (*together.shape[:2], self.cases)))


def project_expenses(inputs: Inputs, people: People, known: Fleets | None = None) -> Expenses:
    """Cost of every row of the plan, table by table.

    Parameters
    ----------
    inputs : Inputs
        The plan in its cases.
    people : People
        Headcounts.
    known : Fleets, optional
        The fleets, where they are known already.
    """
    plan, fleets = inputs.plan, known or project_fleets(inputs, people)
    repair_cost, repairs = device_repair(inputs, fleets)
    license_cost, license_billing = contracts(inputs, people, fleets, "licenses")
    security_cost, security_billing = contracts(inputs, people, fleets, "security")
    return Expenses(
        lines=plan_lines(plan),
        tables=(
            device_refresh(inputs, fleets),
            repair_cost,
            license_cost,
            security_cost,
            staffing(inputs),
            training(inputs, people) if plan.training else NO_ROWS,
            data_privacy(inputs) if plan.privacy else NO_ROWS,
            network(inputs) if plan.network else NO_ROWS,
        ),
        years=len(inputs.years),
        cases=inputs.cases,
        fleets=fleets,
        repairs=repairs,
        billing={"licenses": license_billing, "security": security_billing},
    )
