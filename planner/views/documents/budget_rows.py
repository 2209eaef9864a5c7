"""Rows of cost in the results as JSON: what each costs, who pays it, what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, Field

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.figures_of_answers import amounts_of_rows
from planner.analysis.keep.verdict import Kind, kept
from planner.reference.accounts import LINE_LABELS
from planner.views.board.keep_words import verdict_words

Cost = TypeVar("Cost", float, list[float])


class RowDocument(BaseModel):
    """One row of cost: what becomes of it, and who pays it by year [USD]."""

    key: str = Field(description="table and name, as --lever and ranges name the row")
    name: str
    table: str
    category: str = Field(description="kind of cost, as in the ledger")
    line: str = Field(description="key of the budget line, as in the ledger")
    line_label: str = Field(description="budget line in words, as in cost_by_line")
    priority: int = Field(description="1 is paid first")
    recurring: bool = Field(description="whether it is a cost of every year")
    verdict: str = Field(description="what becomes of it, in words")
    verdict_kind: Kind = Field(description="what becomes of it, see docs/json.md")
    cost: list[float] = Field(description="by year")
    sustained_cost: list[float] = Field(description="sustainable annual cost, by year")
    paid_by_recurring: list[float] = Field(description="by year")
    paid_by_one_time: list[float] = Field(description="by year")
    paid_by_reserve: list[float] = Field(description="by year")
    prepaid: list[float] = Field(description="paid in an earlier year, by year")
    unfunded: list[float] = Field(description="by year")
    unfunded_in_all: float = Field(description="over the whole plan")
    first_unfunded: int | None = Field(description="fiscal year")


def row_documents(found: Answers) -> list[RowDocument]:
    """Rows that cost something, in the budget's order.

    Parameters
    ----------
    found : Answers
        Answers of the only case of a projection.
    """
    of_rows = amounts_of_rows(found.projection)
    amounts = {name: array[:, :, 0].tolist() for name, array in of_rows.items()}
    rows = []
    for verdict in kept(found.figures).verdicts:
        line = found.projection.lines[verdict.place]
        by_year = {name: by_row[verdict.place] for name, by_row in amounts.items()}
        short = [year > A_CENT for year in by_year["unfunded"]]
        rows.append(
            RowDocument(
                key=f"{line.table}/{line.name}",
                name=line.name,
                table=line.table,
                category=line.category,
                line=line.line,
                line_label=LINE_LABELS[line.line],
                priority=line.priority,
                recurring=line.recurring,
                verdict=verdict_words(verdict),
                verdict_kind=verdict.kind,
                **by_year,
                unfunded_in_all=sum(by_year["unfunded"]),
                first_unfunded=found.years[short.index(True)] if True in short else None,
            )
        )
    return rows


def by_line_key(cost_by_line: Mapping[str, Cost]) -> dict[str, Cost]:
    """Cost by budget line in words, by the keys of the ledger.

    >>> by_line_key({"Software licenses": 120.0})
    {'software_licenses': 120.0}
    """
    keys = {label: key for key, label in LINE_LABELS.items()}
    return {keys[label]: cost for label, cost in cost_by_line.items()}
