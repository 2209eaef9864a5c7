"""What every row of the plan costs, year by year and case by case.

Reads like a budget: devices, repair, licenses, security, staff, training, privacy, network.
Each call gathers a table's inputs and asks the formulas in ``costs``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.fiscal import Floats
from planner.projection.cases import Inputs
from planner.projection.contracts import Billing, contracts
from planner.projection.fleets import Fleets, Repairs, project_fleets, refresh, repairs
from planner.projection.lines import Line, plan_lines
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


def project_expenses(inputs: Inputs, people: People) -> Expenses:
    """Cost of every row of the plan."""
    fleets = project_fleets(inputs, people)
    mended, tickets = repairs(inputs, fleets)
    licensed, license_billing = contracts(inputs, people, fleets.in_service, "licenses")
    secured, security_billing = contracts(inputs, people, fleets.in_service, "security")
    parts = [
        refresh(inputs, fleets),
        mended,
        licensed,
        secured,
        staffing(inputs),
        training(inputs, people),
        privacy(inputs),
        network(inputs),
    ]
    lines = plan_lines(inputs.plan)
    shape = (len(inputs.years), inputs.cases)
    cost, prepaid, sustained = (
        np.concatenate([np.broadcast_to(a, (a.shape[0], *shape)) for a in arrays])
        for arrays in zip(*((p.cost, p.prepaid, p.sustained) for p in parts), strict=True)
    )
    recurring = np.array([line.recurring for line in lines], dtype=np.float64)[:, None, None]
    billing = {"licenses": license_billing, "security": security_billing}
    return Expenses(lines, cost, prepaid, sustained * recurring, fleets, tickets, billing)
