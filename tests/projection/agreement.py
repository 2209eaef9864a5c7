"""Hold a projection against the slow model, number by number."""

from __future__ import annotations

import math

from planner.analysis.detail.unused_licenses import unused_licenses
from planner.arrays import Floats
from planner.projection.ending_money import ending_support
from planner.projection.project import Projection
from planner.rulebook import Answer

RELATIVE, DOLLARS = 1e-9, 1e-6


def disagreements(answer: Answer, projection: Projection, case: int = 0) -> list[str]:
    """Every number on which the engine and the slow model differ."""
    return [
        f"{what} {year}: slow model {slow!r}, engine {fast!r}"
        for what, by_year, array in pairs(answer, projection, case)
        for (year, slow), fast in zip(by_year.items(), array, strict=True)
        if not math.isclose(slow, fast, rel_tol=RELATIVE, abs_tol=DOLLARS)
    ]


def pairs(
    answer: Answer, projection: Projection, case: int
) -> list[tuple[str, dict[int, float], Floats]]:
    """Every path by year, in the order in which a first mistake shows best."""
    expenses, funding = projection.expenses, projection.funding
    found: list[tuple[str, dict[int, float], Floats]] = [
        ("students", answer.students, projection.students[:, case]),
        ("staff", answer.staff, projection.staff[:, case]),
        ("teachers", answer.teachers, projection.people.teachers[:, case]),
    ]
    of_fleet = {
        "bought": (answer.bought, expenses.fleets.bought),
        "in service": (answer.in_service, expenses.fleets.in_service),
        "past life": (answer.past_life, expenses.fleets.past_life),
        "past support": (answer.past_support, expenses.fleets.past_support),
    }
    for number, fleet in enumerate(projection.plan.devices):
        for what, (slow, fast) in of_fleet.items():
            found.append((f"{what} {fleet.name}", slow[fleet.name], fast[number, :, case]))
    by_line = {
        "cost": (answer.cost, expenses.cost),
        "prepaid": (answer.prepaid, expenses.prepaid),
        "sustained": (answer.sustained, expenses.sustained),
        **{
            f"paid by {fund.name}": (
                answer.paid[fund.name],
                projection.by_line(funding.paid[place]),
            )
            for place, fund in enumerate(projection.funds)
        },
        "paid by the reserve": (answer.reserve_paid, projection.by_line(funding.reserve_paid)),
        "unfunded": (answer.unfunded, projection.by_line(funding.unfunded)),
    }
    for what, (slow, fast) in by_line.items():
        for number, line in enumerate(projection.lines):
            name = f"{line.table}/{line.name}"
            found.append((f"{what}: {name}", slow[name], fast[number, :, case]))
    by_source = {
        "received": (answer.received, funding.received),
        "carried": (answer.carried, funding.carried),
        "lapsed": (answer.lapsed, funding.lapsed),
        "to the reserve": (answer.to_reserve, funding.to_reserve),
    }
    for what, (slow, fast) in by_source.items():
        for place, fund in enumerate(projection.funds):
            found.append((f"{what}: {fund.name}", slow[fund.name], fast[place, :, case]))
    for product in unused_licenses(projection, case):
        name = f"licenses/{product.name}"
        found.append((f"unused: {name}", answer.unused[name], product.cost))
    found.append(("balance", answer.balance, funding.balance[:, case]))
    found.append(("policy", answer.policy, projection.policy[:, case]))
    structural = projection.structural.balance[:, case]
    found.append(("structural balance", answer.structural_balance, structural))
    for place, fund in enumerate(projection.funds):
        covered = projection.structural.covered[place, :, case]
        found.append((f"covered by {fund.name}", answer.covered[fund.name], covered))
    ending = ending_support(projection)[:, case]
    found.append(("money that ends", answer.ending_support, ending))
    return found
