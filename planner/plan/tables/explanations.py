"""Explanations: what the district says of criteria of its office that it does not meet.

No number depends on them. An office that rolls up many plans reads them.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.row import Row
from planner.reference.criteria import usual_criteria

#: The longest explanation: a short paragraph [characters].
LONGEST = 500


class ExplanationRow(Row):
    """One criterion, and why the district does not meet it."""

    name: Annotated[
        str,
        Column(
            "Criterion",
            "choice",
            "What the county office, service agency or state asks of every district",
            example="structural_gap",
            choices=tuple(one.name for one in usual_criteria()),
            labels=tuple(one.title for one in usual_criteria()),
        ),
    ]
    explanation: Annotated[
        str,
        Column(
            "Explanation",
            "text",
            "Why the district does not meet it and what it will do, in a few sentences",
            example="The levy that closes the gap is on the ballot in November",
        ),
        Field(min_length=1, max_length=LONGEST),
    ]
