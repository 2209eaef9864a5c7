"""What every row of the plan costs, year by year and case by case.

Reads like a budget: devices, repair, licenses, security, staff, training, privacy, network.
Each call gathers a table's inputs and asks the formulas in ``costs``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.case_axis import sum_of_rows
from planner.fiscal import Floats
from planner.projection.cases import Inputs
from planner.projection.contracts import Billing, contracts
from planner.projection.fleets import Fleets, Repairs, project_fleets, refresh, repairs
from planner.projection.lines import NO_ROWS, Line, plan_lines
from planner.projection.people import People
from planner.projection.work import network, privacy, staffing, training


@dataclass(frozen=True)
class Expenses:
    """Cost of every row.

    Attributes
    ----------
    lines : tuple of Line
        What each row of the arrays is.
    cost : ndarray, shape (line, year, case)
        What is paid in the year [USD].
    prepaid : ndarray, shape (line, year, case)
        What would be paid had it not been prepaid [USD].
    sustained : ndarray, shape (line, year, case)
        Yearly cost of keeping it up: refresh at its sustainable annual cost, contracts with
        the prepaid part, nothing for one-time rows [USD].
    fleets : Fleets
        Devices behind the refresh.
    repairs : Repairs
        Repairs behind their cost.
    billing : mapping of str to Billing
        What the contracts of ``licenses`` and ``security`` bill.
    """

    lines: tuple[Line, ...]
    cost: Floats
    prepaid: Floats
    sustained: Floats
    fleets: Fleets
    repairs: Repairs
    billing: Mapping[str, Billing]

    @cached_property
    def total(self) -> Floats:
        """Cost of all rows, shape (year, case) [USD]."""
        return sum_of_rows(self.cost)


def project_expenses(inputs: Inputs, people: People) -> Expenses:
    """Cost of every row of the plan."""
    fleets = project_fleets(inputs, people)
    mended, tickets = repairs(inputs, fleets)
    licensed, license_billing = contracts(inputs, people, fleets.in_service, "licenses")
    secured, security_billing = contracts(inputs, people, fleets.in_service, "security")
    plan = inputs.plan
    parts = [
        refresh(inputs, fleets),
        mended,
        licensed,
        secured,
        staffing(inputs),
        training(inputs, people) if plan.training else NO_ROWS,
        privacy(inputs) if plan.privacy else NO_ROWS,
        network(inputs) if plan.network else NO_ROWS,
    ]
    lines = plan_lines(inputs.plan)
    one_time = np.array([not line.recurring for line in lines], dtype=bool)
    sustained = _under_each_other([part.sustained for part in parts], inputs)
    sustained[one_time] = 0.0
    shape = (len(lines), len(inputs.years), inputs.cases)
    return Expenses(
        lines=lines,
        cost=np.broadcast_to(_under_each_other([part.cost for part in parts], inputs), shape),
        prepaid=np.broadcast_to(_under_each_other([part.prepaid for part in parts], inputs), shape),
        sustained=np.broadcast_to(sustained, shape),
        fleets=fleets,
        repairs=tickets,
        billing={"licenses": license_billing, "security": security_billing},
    )


def _under_each_other(parts: list[Floats], inputs: Inputs) -> Floats:
    """Rows of all tables, shape (line, year, case), or one case where no table has more."""
    years, cases = len(inputs.years), max(part.shape[2] for part in parts)
    return np.concatenate([np.broadcast_to(part, (len(part), years, cases)) for part in parts])
