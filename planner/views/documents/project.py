"""The results as one JSON document, for other programs: ``planner project --json``.

The models below are the schema; ``docs/project.schema.json`` is generated from them.
Amounts are dollars, not rounded.
"""

from __future__ import annotations

import math

from pydantic import BaseModel, Field

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.compare import Comparison
from planner.analysis.decisions.decision import Decision
from planner.analysis.decisions.facts import decisions
from planner.analysis.relief import BeganOnRelief, began_on_relief
from planner.reference.accounts import LINE_LABELS
from planner.views.board.decisions import due_words, what_words
from planner.views.board.votes import answer_with_votes
from planner.views.documents.budget_rows import RowDocument, by_line_key, row_documents
from planner.views.documents.sources_and_fleets import (
    FleetDocument,
    SourceDocument,
    fleet_documents,
    source_documents,
)
from planner.views.format.footed_amounts import RESERVE, UNFUNDED, footed_amounts

SCHEMA_VERSION = 2


class YearDocument(BaseModel):
    """One fiscal year of a scenario [USD unless said otherwise]."""

    fiscal_year: int
    students: float = Field(description="students")
    cost: float
    cost_per_student: float | None = Field(
        description="sustained cost, USD per student, null without students"
    )
    cash_cost_per_student: float | None = Field(
        description="paid in the year, USD per student, null without students"
    )
    cost_by_line: dict[str, float] = Field(description="by budget line in words")
    cost_by_line_key: dict[str, float] = Field(
        description="the same by the keys of the ledger, see lines of the document"
    )
    paid_by: dict[str, float] = Field(description="by source, including the reserve and unfunded")
    paid_by_reserve: float
    recurring_revenue: float
    sustained_cost: float = Field(description="sustainable annual cost")
    structural_balance: float
    recurring_on_one_time: float
    base_to_restore: float
    unfunded: float
    reserve: float = Field(description="at the end of the year")
    reserve_policy: float


class ReliefDocument(BaseModel):
    """Rows of cost that began on ESSER or other one-time money, and who pays them now [USD]."""

    rows: list[str]
    fiscal_year: int = Field(description="the year meant by now")
    yearly_cost: float = Field(description="sustainable annual cost of the rows that recur")
    positions: float = Field(description="positions of the district's own, FTE")
    products: list[str] = Field(description="products and services among the rows")
    paid_by_kind: dict[str, float] = Field(
        description="cost of the fiscal year by kind of money, prepaid and unfunded included"
    )
    paid_by_source: dict[str, float] = Field(description="the same by source, the largest first")
    unfunded_in_all: float = Field(description="over the whole plan")
    first_unfunded: int | None = Field(description="fiscal year")


class ScenarioDocument(BaseModel):
    """One scenario: the answers, then the years."""

    name: str
    title: str
    choice: bool = Field(description="whether the district can choose it")
    answer: str = Field(description="the answer, as the page gives it")
    first_structural_gap: int | None = Field(description="fiscal year")
    cliff_year: int | None = Field(
        description="fiscal year in which money that ends covers less by most"
    )
    cliff_size: float | None
    cliff_sources: dict[str, float] = Field(
        description="how much less each source that ends covers in that year"
    )
    first_under_policy: int | None = Field(description="fiscal year")
    reserve_used_up: int | None = Field(description="fiscal year")
    first_unfunded: int | None = Field(description="fiscal year")
    unfunded_in_all: float
    began_on_relief: ReliefDocument | None = Field(
        description="null where no row of cost says that it began on one-time money"
    )
    years: list[YearDocument]
    rows: list[RowDocument] = Field(description="rows that cost something, in the budget's order")
    sources: list[SourceDocument] = Field(description="sources of money, as typed")
    fleets: list[FleetDocument] = Field(description="fleets of devices, as typed")


class DecisionDocument(BaseModel):
    """One thing that the board decides in the main scenario."""

    kind: str = Field(
        description="gap, reserve, restore, vote, award, ends, renewal or option",
    )
    table: str = Field(description="of the subject; empty for the plan itself")
    subject: str = Field(description="source, contract or option; empty for the plan itself")
    what: str = Field(description="the fact and the question, in words")
    fiscal_years: list[int] = Field(description="in which it matters")
    amount: float
    amount_is: str = Field(description="a year, or total")
    due: str | None = Field(description="as 2027-06-14; null where no day follows from the plan")
    due_reason: str
    by_when: str = Field(description="the day in words, or which cell to fill")
    options: list[str] = Field(description="options that answer it")
    recommended: list[str] = Field(description="those that staff recommends")


class LineDocument(BaseModel):
    """One line of the budget."""

    key: str = Field(description="as in the ledger; it stays the same")
    label: str = Field(description="in words; it may be worded better one day")


class PlanDocument(BaseModel):
    """A plan's results."""

    schema_version: int
    planner_version: str
    plan: str
    district: str
    state: str = Field(description="two letters; empty where the plan does not say")
    nces_id: str = Field(description="number of NCES; empty where the plan does not say")
    digest: str = Field(description="fingerprint of the tables")
    values_typed: int
    values_defaulted: int
    warnings: list[str]
    lines: list[LineDocument] = Field(description="lines of the budget, in their order")
    decisions: list[DecisionDocument] = Field(description="the worst first")
    scenarios: list[ScenarioDocument]


def plan_document(comparison: Comparison, version: str) -> PlanDocument:
    """Results of every scenario that was requested."""
    plan = comparison.plan
    return PlanDocument(
        schema_version=SCHEMA_VERSION,
        planner_version=version,
        plan=plan.name,
        district=plan.district.name,
        state=plan.district.state,
        nces_id=plan.district.nces_id,
        digest=plan.digest,
        values_typed=comparison.completeness.typed,
        values_defaulted=len(comparison.completeness.defaults),
        warnings=[str(problem) for problem in plan.warnings],
        lines=[LineDocument(key=key, label=label) for key, label in LINE_LABELS.items()],
        decisions=[_decision(comparison, found) for found in decisions(comparison)],
        scenarios=[
            _scenario(comparison),  # with what the page has calculated of it
            *(_scenario(comparison.about(found)) for found in comparison.others),
        ],
    )


def _decision(comparison: Comparison, found: Decision) -> DecisionDocument:
    return DecisionDocument(
        kind=found.kind,
        table=found.table,
        subject=found.subject,
        what=what_words(comparison, found),
        fiscal_years=list(found.years),
        amount=found.amount,
        amount_is="a year" if found.yearly else "total",
        due=found.due.day.isoformat() if found.due.day else None,
        due_reason=found.due.reason,
        by_when=due_words(comparison, found.due),
        options=[row.name for row in found.options],
        recommended=[row.name for row in found.recommended],
    )


def _scenario(comparison: Comparison) -> ScenarioDocument:
    found = comparison.main
    return ScenarioDocument(
        name=found.scenario,
        title=found.title,
        choice=found.projection.scenarios[0].choice,
        answer=answer_with_votes(comparison.figures),
        first_structural_gap=found.first_structural_gap,
        cliff_year=found.cliff.year if found.cliff else None,
        cliff_size=found.cliff.size if found.cliff else None,
        cliff_sources={
            name or "prepayments": fall
            for name, fall in (found.cliff.falls if found.cliff else ())
            if abs(fall) >= A_CENT
        },
        first_under_policy=found.first_under_policy,
        reserve_used_up=found.reserve_used_up,
        first_unfunded=found.first_unfunded,
        unfunded_in_all=found.unfunded_in_all,
        began_on_relief=_relief(began_on_relief(found)),
        years=[_year(found, place) for place in range(len(found.years))],
        rows=row_documents(found),
        sources=source_documents(found),
        fleets=fleet_documents(found),
    )


def _relief(found: BeganOnRelief | None) -> ReliefDocument | None:
    if found is None:
        return None
    return ReliefDocument(
        rows=[row.line.name for row in found.rows],
        fiscal_year=found.year,
        yearly_cost=found.yearly,
        positions=sum(size for _, size in found.positions),
        products=list(found.products),
        paid_by_kind={kind: float(paid.sum()) for kind, paid in found.paid_now.items()},
        paid_by_source=dict(found.sources_now),
        unfunded_in_all=float(found.unfunded.sum()),
        first_unfunded=found.first_unfunded,
    )


def _year(found: Answers, place: int) -> YearDocument:
    by_line = _cost_by_line(found, place)
    return YearDocument(
        fiscal_year=found.years[place],
        students=float(found.students[place]),
        cost=float(found.cost[place]),
        cost_per_student=_known(found.cost_per_student[place]),
        cash_cost_per_student=_known(found.cash_cost_per_student[place]),
        cost_by_line=by_line,
        cost_by_line_key=by_line_key(by_line),
        paid_by=_paid_by(found, place),
        paid_by_reserve=float(found.projection.funding.reserve_paid[:, place, 0].sum()),
        recurring_revenue=float(found.recurring_revenue[place]),
        sustained_cost=float(found.sustained_cost[place]),
        structural_balance=float(found.structural_balance[place]),
        recurring_on_one_time=float(found.recurring_on_one_time[place]),
        base_to_restore=float(found.base_to_restore[place]),
        unfunded=float(found.unfunded[place]),
        reserve=float(found.reserve[place]),
        reserve_policy=float(found.reserve_policy[place]),
    )


def _cost_by_line(found: Answers, place: int) -> dict[str, float]:
    """Cost of a year by budget line, to the last digit."""
    lines = [LINE_LABELS[line.line] for line in found.projection.lines]
    costs = found.cost_by_row[:, place].tolist()
    return {
        label: math.fsum(cost for line, cost in zip(lines, costs, strict=True) if line == label)
        for label in footed_amounts(found.figures).by_line
    }


def _paid_by(found: Answers, place: int) -> dict[str, float]:
    """Who pays the cost of a year, to the last digit."""
    projection, funding = found.projection, found.projection.funding
    paid = funding.paid[:, :, place, 0].sum(axis=1).tolist()
    exact = {
        **dict(zip((fund.name for fund in projection.funds), paid, strict=True)),
        RESERVE: float(funding.reserve_paid[:, place, 0].sum()),
        UNFUNDED: float(found.unfunded[place]),
    }
    return {name: exact[name] for name in footed_amounts(found.figures).by_payer}


def _known(amount: float) -> float | None:
    """An amount; None for what is not a number."""
    return None if math.isnan(amount) else float(amount)
