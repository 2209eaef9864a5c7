"""Two plans as one JSON document, for other programs: ``planner compare A B --json``.

The models below are the schema; ``docs/compare.schema.json`` is generated from them. Amounts are
dollars, not rounded; differences are plan B less plan A.
"""

from __future__ import annotations

from pydantic import BaseModel, Field

from planner.analysis.answers import Answers
from planner.analysis.plan_bridge.compare_plans import (
    AMOUNTS,
    PlanComparison,
    Step,
    Worth,
    amounts_of,
)
from planner.analysis.plan_bridge.input_differences import InputDifference
from planner.views.documents.budget_rows import by_line_key
from planner.views.format.footed_amounts import cost_by_budget_line
from planner.views.questions.plan_comparison import comparison_sentences

SCHEMA_VERSION = 1


class AmountsDocument(BaseModel):
    """Amounts by year, in the order of ``fiscal_years`` [USD]."""

    structural_balance: list[float]
    recurring_revenue: list[float]
    sustained_cost: list[float] = Field(description="sustainable annual cost")
    cost: list[float] = Field(description="paid in the year")
    unfunded: list[float]


class ComparedPlanDocument(BaseModel):
    """One of the two plans [USD unless said otherwise]."""

    plan: str
    district: str
    state: str
    nces_id: str
    digest: str = Field(description="fingerprint of the tables")
    fiscal_years: list[int] = Field(description="all that the plan covers")
    students: list[float] = Field(description="students, in the years that both plans cover")
    amounts: AmountsDocument
    amounts_per_student: AmountsDocument | None = Field(
        description="USD per student; null where a year has no students"
    )
    cost_by_line: dict[str, list[float]] = Field(description="by budget line in words, and year")
    cost_by_line_key: dict[str, list[float]] = Field(
        description="the same by the keys of the ledger, see docs/json.md"
    )


class CellDocument(BaseModel):
    """One cell, as typed; of an entire row what its cells say."""

    column: str = Field(description="empty for an entire row")
    before: str
    after: str


class InputDifferenceDocument(BaseModel):
    """One setting or one row that plan B has otherwise."""

    part: str = Field(description="part of the budget, see docs/json.md")
    table: str
    row: str = Field(description="empty for the calendar, and for the order of a table's rows")
    kind: str = Field(description="changed, added, removed or reordered")
    cells: list[CellDocument]
    sentences: list[str] = Field(description="the same in words, one for each cell")


class StepDocument(BaseModel):
    """Differences that are applied together, and what they are worth."""

    part: str
    differences: list[int] = Field(description="places in differences, counted from 0")
    worth: AmountsDocument = Field(description="in the order of the steps")
    worth_in_opposite_order: AmountsDocument


class PlanComparisonDocument(BaseModel):
    """Two plans: what differs, and what each difference is worth."""

    schema_version: int
    planner_version: str
    of_one_district: bool
    answer: list[str] = Field(description="sentences, the answer first")
    fiscal_years: list[int] = Field(description="those that both plans cover")
    plan_a: ComparedPlanDocument
    plan_b: ComparedPlanDocument
    difference: AmountsDocument = Field(description="plan B less plan A")
    differences: list[InputDifferenceDocument]
    steps: list[StepDocument] = Field(description="they add up to the difference")


def plan_comparison_document(found: PlanComparison, version: str) -> PlanComparisonDocument:
    """Two plans as a document."""
    first, second = (amounts_of(plan, found.years) for plan in (found.first, found.second))
    return PlanComparisonDocument(
        schema_version=SCHEMA_VERSION,
        planner_version=version,
        of_one_district=found.of_one_district,
        answer=comparison_sentences(found),
        fiscal_years=list(found.years),
        plan_a=_plan(found, found.first),
        plan_b=_plan(found, found.second),
        difference=_amounts({name: second[name] - first[name] for name in AMOUNTS}),
        differences=[_difference(one) for one in found.differences],
        steps=[_step(found, step) for step in found.steps],
    )


def _plan(found: PlanComparison, answers: Answers) -> ComparedPlanDocument:
    plan = answers.projection.plan
    places = [answers.years.index(year) for year in found.years]
    students = answers.students[places]
    amounts = amounts_of(answers, found.years)
    each = {name: amounts[name] / students for name in AMOUNTS} if students.min() > 0 else None
    lines = {
        line: [cost[k] for k in places]
        for line, cost in cost_by_budget_line(answers.figures).items()
    }
    return ComparedPlanDocument(
        plan=plan.name,
        district=plan.district.name,
        state=plan.district.state,
        nces_id=plan.district.nces_id,
        digest=plan.digest,
        fiscal_years=list(answers.years),
        students=students.tolist(),
        amounts=_amounts(amounts),
        amounts_per_student=None if each is None else _amounts(each),
        cost_by_line=lines,
        cost_by_line_key=by_line_key(lines),
    )


def _difference(one: InputDifference) -> InputDifferenceDocument:
    cells = [CellDocument(column=c.column, before=c.before, after=c.after) for c in one.cells]
    return InputDifferenceDocument(
        part=one.part,
        table=one.table,
        row=one.key,
        kind=one.kind,
        cells=cells,
        sentences=list(one.sentences),
    )


def _step(found: PlanComparison, step: Step) -> StepDocument:
    return StepDocument(
        part=step.part,
        differences=[found.differences.index(one) for one in step.differences],
        worth=_amounts(step.worth),
        worth_in_opposite_order=_amounts(step.opposite),
    )


def _amounts(worth: Worth) -> AmountsDocument:
    return AmountsDocument(**{name: worth[name].tolist() for name in AMOUNTS})
