"""What a source may pay for, where the district knows better than the packaged table."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.row import Row
from planner.reference.accounts import accounts


class EligibilityRow(Row):
    """One source and one kind of cost."""

    name: Annotated[
        str,
        Column("Funding source", "text", "Name of the source in table funding"),
        Field(min_length=1, max_length=120),
    ]
    category: Annotated[
        str,
        Column(
            "Kind of cost",
            "choice",
            "The kind of cost",
            example="instructional_software",
            choices=tuple(accounts()),
        ),
    ]
    may_pay: Annotated[
        str,
        Column(
            "May pay",
            "choice",
            "yes or no; name under source who decided it",
            example="yes",
            choices=("yes", "no"),
        ),
    ]

    @property
    def key(self) -> str:
        """Source and kind of cost together."""
        return f"{self.name} {self.category}"
