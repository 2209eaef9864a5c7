"""Sources of money and fleets of devices in the results as JSON, by year."""

from __future__ import annotations

from pydantic import BaseModel, Field

from planner.analysis.answers import Answers
from planner.analysis.detail.device_support import says_support
from planner.analysis.detail.source_terms import last_day, vote_of
from planner.reference.accounts import funding_rules


class SourceDocument(BaseModel):
    """One source of money: what it is, until when it is there, and what it provides [USD]."""

    key: str = Field(description="table and name, as --lever and ranges name the row")
    name: str
    kind: str = Field(description="as in the column kind of the table funding")
    kind_label: str = Field(description="kind in words")
    recurring: bool = Field(description="whether it can be expected year after year")
    counted: bool = Field(description="whether the scenario counts on it in some year")
    end_date: str | None = Field(
        description="last day it can be spent, such as 2028-09-30; null where it continues"
    )
    vote: str | None = Field(
        description="of a levy: passed, not_yet_left_out or not_yet_counted; null for other money"
    )
    chance_of_approval: float | None = Field(
        description="of a levy that needs a vote, as the district typed it; null where it did not"
    )
    revenue: list[float] = Field(description="new money, by year")
    paid: list[float] = Field(description="cost that it pays, by year")


class FleetDocument(BaseModel):
    """Devices of one fleet [devices]."""

    key: str = Field(description="table and name, as --lever and ranges name the row")
    name: str
    in_service: list[float] = Field(description="by year")
    bought: list[float] = Field(description="by year")
    past_support: list[float] | None = Field(
        description="in service after their support has ended, by year; null where the plan says "
        "nothing of support"
    )


def source_documents(found: Answers) -> list[SourceDocument]:
    """Every source of a scenario, in the order in which the district typed them."""
    projection = found.projection
    active = projection.inputs.of("funding", "active")
    revenue = projection.funding.received[:, :, 0].tolist()
    paid = projection.funding.paid[:, :, :, 0].sum(axis=1).tolist()
    days = [last_day(projection, place) for place in range(len(revenue))]
    return [
        SourceDocument(
            key=f"funding/{row.name}",
            name=row.name,
            kind=row.kind,
            kind_label=funding_rules()[row.kind].label,
            recurring=projection.funds[place].recurring,
            counted=bool(active[place].any()),
            end_date=None if (day := days[place]) is None else day.isoformat(),
            vote=vote_of(projection.plan, row),
            chance_of_approval=row.renewal_probability,
            revenue=revenue[place],
            paid=paid[place],
        )
        for place, row in enumerate(projection.plan.funding)
    ]


def fleet_documents(found: Answers) -> list[FleetDocument]:
    """Every fleet of a scenario, in the order in which the district typed them."""
    fleets, plan = found.projection.expenses.fleets, found.projection.plan
    in_service, bought, past = (
        array[:, :, 0].tolist() for array in (fleets.in_service, fleets.bought, fleets.past_support)
    )
    supported = says_support(found.projection).tolist()
    return [
        FleetDocument(
            key=f"devices/{row.name}",
            name=row.name,
            in_service=in_service[place],
            bought=bought[place],
            past_support=past[place] if supported[place] else None,
        )
        for place, row in enumerate(plan.devices)
    ]
