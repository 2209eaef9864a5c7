"""What every row of the plan costs, year by year and case by case.

Reads like a budget: devices, repair, licenses, security, staff, training, privacy, network.
Each call gathers a table's inputs and asks the formulas in ``costs``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.arrays import Bools, Floats
from planner.projection.expenses.amounts import Amounts
from planner.projection.expenses.contracts import Billing, contracts
from planner.projection.expenses.cost_rows import NO_ROWS, Line, Part, plan_lines
from planner.projection.expenses.data_privacy import privacy
from planner.projection.expenses.device_refresh import refresh
from planner.projection.expenses.device_repair import Repairs, repairs
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
    lines : tuple of Line
        What each row of the arrays is.
    parts : tuple of Part
        Cost of the rows of each table, in the order of the lines.
    years, cases : int
        Number of years and of cases.
    fleets : Fleets
        Devices behind the refresh.
    repairs : Repairs
        Repairs behind their cost.
    billing : mapping of str to Billing
        What the contracts of ``licenses`` and ``security`` bill.
    """

    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    years: int
    cases: int
    fleets: Fleets
    repairs: Repairs
    billing: Mapping[str, Billing]

    @cached_property
    def cost(self) -> Floats:
        """What is paid in the year, shape (line, year, case) [USD]."""
        return self._rows([part.cost for part in self.parts])

    @cached_property
    def prepaid(self) -> Floats:
        """What would be paid if it had not been prepaid, shape (line, year, case) [USD]."""
        return self._rows([part.prepaid for part in self.parts])

    @cached_property
    def sustained(self) -> Floats:
        """Sustainable annual cost, shape (line, year, case) [USD].

        Refresh at its sustainable annual cost, contracts with the prepaid part, nothing for
        one-time rows.
        """
        rows = self._rows([part.sustained for part in self.parts])
        return rows if self.recurring.all() else rows * self.recurring[:, None, None]

    @cached_property
    def sustained_total(self) -> Floats:
        """Sustainable annual cost of all rows, shape (year, case) [USD]."""
        sustained = [part.sustained for part in self.parts]
        return np.asarray(self._sums(sustained, self.recurring[None])[0])

    def cost_of(self, groups: Bools) -> Floats:
        """What groups of rows cost, shape (group, year, case) [USD].

        Parameters
        ----------
        groups : ndarray of bool, shape (group, line)
            Which rows belong to each.
        """
        return self._sums([part.cost for part in self.parts], groups)

    def prepaid_of(self, groups: Bools) -> Floats:
        """What groups of rows would cost if it had not been prepaid, as ``cost_of`` [USD]."""
        return self._sums([part.prepaid for part in self.parts], groups)

    @cached_property
    def recurring(self) -> Bools:
        """Rows whose cost comes back every year, shape (line,)."""
        return np.array([line.recurring for line in self.lines], dtype=bool)

    def _sums(self, tables: list[Amounts], groups: Bools) -> Floats:
        found, first = np.zeros((len(groups), self.years, self.cases)), 0
        for amounts in tables:
            last = first + len(amounts.kind)
            if groups[:, first:last].any():
                found += amounts.sums(groups[:, first:last], (self.years, self.cases))
            first = last
        return found

    def _rows(self, tables: list[Amounts]) -> Floats:
        """Rows of all tables, shape (line, year, case)."""
        laid_out = [amounts.rows() for amounts in tables]
        cases = max(rows.shape[2] for rows in laid_out)
        whole = np.concatenate(
            [np.broadcast_to(rows, (len(rows), self.years, cases)) for rows in laid_out]
        )
        return np.broadcast_to(whole, (*whole.shape[:2], self.cases))


def project_expenses(inputs: Inputs, people: People, known: Fleets | None = None) -> Expenses:
    """Cost of every row of the plan; the fleets may be known already."""
    plan, fleets = inputs.plan, known or project_fleets(inputs, people)
    mended, tickets = repairs(inputs, fleets)
    licensed, license_billing = contracts(inputs, people, fleets, "licenses")
    secured, security_billing = contracts(inputs, people, fleets, "security")
    parts = (
        refresh(inputs, fleets),
        mended,
        licensed,
        secured,
        staffing(inputs),
        training(inputs, people) if plan.training else NO_ROWS,
        privacy(inputs) if plan.privacy else NO_ROWS,
        network(inputs) if plan.network else NO_ROWS,
    )
    return Expenses(
        lines=plan_lines(plan),
        parts=parts,
        years=len(inputs.years),
        cases=inputs.cases,
        fleets=fleets,
        repairs=tickets,
        billing={"licenses": license_billing, "security": security_billing},
    )
