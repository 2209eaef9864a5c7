"""The document of a simulation: when the contract against an incident pays for itself."""

from __future__ import annotations

from typing import Any

import pytest

from planner.analysis.simulation.incident_losses import incident_losses
from planner.views.documents.simulation import simulation_document
from tests.small_plan import small_plan
from tests.views.kept_plans import kept_simulation


def incident(price: float) -> dict[str, Any]:
    """Losses of $20,000 to $80,000 each, and a contract at a price."""
    plan = small_plan(
        security=[
            {"name": "Monitoring", "category": "monitoring", "basis": "flat", "price": price}
        ],
        incidents=[
            {
                "name": "Ransomware",
                "per_year_low": 0.5,
                "per_year_high": 2,
                "loss_low": 20_000,
                "loss_high": 80_000,
                "contract": "Monitoring",
            }
        ],
    )
    document = simulation_document(kept_simulation(), incident_losses(plan, 64), "1")
    [found] = document["incidents"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("price", "ends"),
    [(20_000, [0.25, 1.0]), (30_000, [0.375, None]), (90_000, [None, None])],
)
def test_a_contract_pays_for_itself_at_a_chance_or_never(
    price: float, ends: list[float | None]
) -> None:
    found = incident(price)
    assert found["break_even_chance"] == ends
    assert (found["contract"], found["contract_price"]) == ("Monitoring", price)
