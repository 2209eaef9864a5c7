"""How much of a plan is the district's own, and how much is ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from planner.fiscal import fiscal_year_label
from planner.plan.cached import cached_per_plan
from planner.plan.plan import Plan
from planner.plan.start_sheet.first_rows import SOURCE, is_answer
from planner.plan.tables import DRIVERS, ChangeRow
from planner.plan.tables.column import Column, columns_of
from planner.plan.tables.roster import BASE_YEAR_TABLES, OFFICE_TABLES, ROW_TABLES
from planner.reference.defaults import Default

_WORDS = ("name", "source", "note", "active")
#: Days of decisions, on which no number depends.
_DAYS = ("decide_by", "notice_days", "budget_adoption")
#: What says which cell a change is of.
_WHERE = ("table", "changes", "field", "how", "from_year")
#: Tables that say what else may happen.
_WHAT_IF = ("scenarios", "ranges", "options")


@dataclass(frozen=True)
class DefaultUsed:
    """A public figure that fills a blank cell."""

    where: str
    label: str
    default: Default


@dataclass(frozen=True)
class Completeness:
    """Whose values the plan is made of.

    Attributes
    ----------
    typed : int
        Values the district typed.
    assumed : int
        Values that the Start sheet assumed around the answers typed in it.
    defaults : tuple of DefaultUsed
        Blank cells that a sourced default fills.
    rows, rows_with_source : int
        Rows of the tables, and rows that say where their figures come from.
    """

    typed: int
    defaults: tuple[DefaultUsed, ...]
    rows: int
    rows_with_source: int
    assumed: int = 0

    @property
    def values(self) -> int:
        """All values that the plan is made of."""
        return self.typed + self.assumed + len(self.defaults)

    @property
    def share_typed(self) -> float:
        """Share of the values that are the district's own [share]."""
        return self.typed / self.values if self.typed else 0.0


@cached_per_plan
def completeness(plan: Plan) -> Completeness:
    """Count what was typed, what a default fills, and which rows name a source.

    Blank cells that mean "not used" (no end date, no minimum) are not counted, and neither are
    rows that are not in the plan.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> completeness(read_plan(example("prairie-view"))).share_typed > 0.5
    True
    """
    settings = [name for name in plan.district.model_fields_set if name not in (*_WORDS, *_DAYS)]
    own = [_is_own("district", "", name, plan.setting_sources.get(name, "")) for name in settings]
    used: list[DefaultUsed] = []
    counted = plan.district.model_fields_set.difference(_DAYS)
    typed_settings = [name for name in plan.setting_rows if name in counted]
    sources = [bool(plan.setting_sources.get(name)) for name in typed_settings]
    for table in ROW_TABLES:
        if table in (*_WHAT_IF, *OFFICE_TABLES, *BASE_YEAR_TABLES):  # no number depends on them
            continue
        for row in plan.rows(table):
            if not row.active:
                continue
            filled = (name for name in _values(type(row)) if name in row.model_fields_set)
            own += [_is_own(table, row.key, name, row.source) for name in filled]
            used.extend(_defaults(row, f"{plan.shown(row.file)}, row {row.row}, {row.key}"))
            sources.append(bool(row.source))
    used.extend(_driver_defaults(plan))
    return Completeness(
        typed=sum(own),
        defaults=tuple(used),
        rows=len(sources),
        rows_with_source=sum(sources),
        assumed=len(own) - sum(own),
    )


def _is_own(table: str, row: str, field: str, source: str) -> bool:
    """Whether the district typed a value, and the Start sheet did not assume it."""
    return source != SOURCE or is_answer(table, row, field)


def _values(model: type[BaseModel]) -> dict[str, Column]:
    words = (*_WORDS, *_DAYS, *_WHERE) if model is ChangeRow else (*_WORDS, *_DAYS)
    return {name: c for name, c in columns_of(model).items() if name not in words}


def _defaults(row: BaseModel, where: str) -> Iterator[DefaultUsed]:
    for name, column in _values(type(row)).items():
        if column.default and name not in row.model_fields_set:
            yield DefaultUsed(where, column.label, column.default)


def _driver_defaults(plan: Plan) -> Iterator[DefaultUsed]:
    typed = {row.name for row in plan.assumptions if row.value is not None and row.active}
    for name, column in DRIVERS.items():
        if column.default and name not in typed:
            file, first = plan.shown("assumptions.csv"), fiscal_year_label(plan.years[0])
            where = f"{file}, every year from {first}"
            yield DefaultUsed(where, column.label, column.default)
