"""One thing has one name in Python, JSON and CSV; names that were given up do not come back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import partial
from typing import Any

import pytest
from pydantic import BaseModel

import planner
from planner.analysis.answers import Answers
from planner.analysis.differences import DrawnDifference
from planner.analysis.figures import Figures, FleetFigures, RowFigures, SourceFigures
from planner.analysis.plan_bridge.compare_plans import AMOUNTS
from planner.analysis.roll_up.region import RegionYear
from planner.analysis.roll_up.standing import DistrictStanding, YearStanding
from planner.analysis.sensitivity.one_at_a_time import OUTPUTS
from planner.analysis.simulation.outcomes import KEPT
from planner.analysis.simulation.simulate import futures
from planner.projection.ledger import COLUMNS, ledger
from planner.projection.project import Projection
from planner.projection.yearly_totals import yearly_totals
from planner.publish.register.registered_deck import RegisteredDeck
from planner.rulebook.answer import Answer
from planner.views.documents.budget_rows import RowDocument
from planner.views.documents.plan_comparison import PlanComparisonDocument
from planner.views.documents.project import PlanDocument, YearDocument, plan_document
from planner.views.documents.sources_and_fleets import FleetDocument, SourceDocument
from tests.views.kept import CASES
from tests.views.kept_plans import kept_comparison, kept_plan, kept_simulation, kept_study

#: Names that were given up, and what the thing is called everywhere.
GIVEN_UP = {
    "balance": "reserve",
    "ending_reserve": "reserve",
    "policy": "reserve_policy",
    "first_empty": "reserve_used_up",
    "total_cost": "cost",
    "sustained": "sustained_cost",
    "sustainable_cost": "sustained_cost",
    "on_one_time": "recurring_on_one_time",
    "one_time_by_line": "recurring_on_one_time_by_row",
    "unfunded_by_line": "unfunded_by_row",
    "total_unfunded": "unfunded_in_all",
    "by_recurring": "paid_by_recurring",
    "by_one_time": "paid_by_one_time",
    "by_reserve": "paid_by_reserve",
    "received": "revenue",
    "fingerprint": "digest",
    "version": "planner_version",
}
#: Of these a number of the engine has another name: what its parts are, not what a board is told.
OF_THE_ENGINE = {"received", "sustained"}


def attributes(kind: type[Any]) -> set[str]:
    """What can be asked of a class of ours."""
    said = {name for name, value in vars(kind).items() if not callable(value) and name[0] != "_"}
    return said | {field.name for field in fields(kind)}


def fields_of(model: type[BaseModel]) -> Iterator[str]:
    """Names of a document and of every document in it."""
    for name, field in model.model_fields.items():
        yield name
        for part in re.findall(r"[\w.]+", str(field.annotation)):
            inside = DOCUMENTS.get(part.rpartition(".")[2])
            if inside is not None:
                yield from fields_of(inside)


DOCUMENTS = {model.__name__: model for model in BaseModel.__subclasses__()}


def kept_keys(name: str) -> set[str]:
    """Names in a document that has no model; districts' own names have a space or a capital."""
    text = (CASES / "documents" / f"{name}.txt").read_text(encoding="utf-8")
    return set(re.findall(r'"([a-z_0-9]+)": ', text))


SURFACES: dict[str, Callable[[], Iterable[Any]]] = {
    "Answers": lambda: attributes(Answers),
    "Figures": lambda: attributes(Figures),
    "RowFigures": lambda: attributes(RowFigures),
    "SourceFigures": lambda: attributes(SourceFigures),
    "FleetFigures": lambda: attributes(FleetFigures),
    "DrawnDifference": lambda: attributes(DrawnDifference),
    "Projection": lambda: attributes(Projection),
    "Answer of the rulebook": lambda: attributes(Answer),
    "roll-up": lambda: attributes(DistrictStanding) | attributes(YearStanding),
    "roll-up of a region": lambda: attributes(RegionYear),
    "register": lambda: attributes(RegisteredDeck),
    "yearly_totals": lambda: yearly_totals(kept_comparison().main.projection),
    "simulate": lambda: {*futures(kept_comparison().main.projection), *KEPT},
    "sensitivity": lambda: OUTPUTS,
    "compare_plans": lambda: AMOUNTS,
    "ledger": lambda: {*COLUMNS, *ledger(kept_comparison().main.projection)["side"]},
    "frame of Answers": lambda: kept_comparison().main.frame(),
    "frame of rows": lambda: kept_comparison().main.rows_frame(),
    "frame of sources": lambda: kept_comparison().main.sources_frame(),
    "frame of fleets": lambda: kept_comparison().main.fleets_frame(),
    "frame of Comparison": lambda: kept_comparison().frame(),
    "frame of districts": lambda: planner.project_plans([kept_plan()]).frame(),
    "frame of simulate": lambda: {*kept_simulation().frame(), *kept_simulation().frame()["amount"]},
    "frame of options": lambda: kept_study().frame(),
    "JSON of project": lambda: fields_of(PlanDocument),
    "JSON of compare": lambda: fields_of(PlanComparisonDocument),
    **{
        f"JSON of {name}": partial(kept_keys, name)
        for name in ("simulation", "options", "solution", "sensitivity")
    },
}


@pytest.mark.parametrize("surface", SURFACES)
def test_no_name_that_was_given_up_is_back(surface: str) -> None:
    allowed = OF_THE_ENGINE if surface in ("Answer of the rulebook",) else set()
    assert set(SURFACES[surface]()) & (GIVEN_UP.keys() - allowed) == set()


def test_what_took_their_place_is_used() -> None:
    used = {name for names in SURFACES.values() for name in names()}
    assert set(GIVEN_UP.values()) <= used


def test_years_are_documents_and_fiscal_years_are_numbers() -> None:
    for name in ("simulation", "options", "solution", "sensitivity"):
        assert "fiscal_years" in kept_keys(name)
        assert "years" not in kept_keys(name)


def test_tables_of_answers_have_the_names_and_the_numbers_of_the_document() -> None:
    """A table and the document of the same plan cannot disagree."""
    found = kept_comparison().main
    scenario = plan_document(kept_comparison(), "1").scenarios[0]
    plain = [n for n, field in YearDocument.model_fields.items() if "dict" not in str(field)]
    frame = found.frame()
    assert set(frame) == {*plain} - {"paid_by_reserve"}
    for place, year in enumerate(scenario.years):
        assert frame.loc[place].to_dict() == pytest.approx(
            {name: getattr(year, str(name)) for name in frame}
        )
    for table, document, parts in (
        (found.rows_frame(), RowDocument, scenario.rows),
        (found.sources_frame(), SourceDocument, scenario.sources),
        (found.fleets_frame(), FleetDocument, scenario.fleets),
    ):
        assert set(table) <= {"fiscal_year", *document.model_fields}
        amounts = [n for n, f in document.model_fields.items() if "list" in str(f.annotation)]
        assert set(amounts) < set(table)
        for part in parts:
            own = table[table["key"] == part.key]
            for name in amounts:
                told = getattr(part, name)
                assert own[name].isna().all() if told is None else own[name].tolist() == told
