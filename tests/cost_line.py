"""What belongs to a cost line, file by file: the list that CONTRIBUTING's guide is held to.

A line has a name (``training``, also that of its formula's file) and a table in which its rows are
typed. Each companion says where something must be and how to see that it is there, so that
a line that was only half added names what it lacks.
"""

from __future__ import annotations

import ast
import csv
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from planner.plan.plan import Plan
from planner.plan.tables import TABLES
from planner.plan.tables.roster import COST_TABLES
from planner.reference.accounts import LINE_LABELS, accounts
from planner.reference.tables import reference_table
from planner.views.format.theme import LINE_COLORS

ROOT = Path(__file__).resolve().parent.parent

#: Two tables of contracts have one projection: they differ in their formula alone.
CONTRACTS = {"licenses", "security"}


class Line(NamedTuple):
    """A cost line and the table that its rows are typed in."""

    name: str
    table: str

    @property
    def categories(self) -> list[str]:
        """Its kinds of cost."""
        every = accounts().values()
        return [a.category for a in every if (a.line, a.table) == self]


class Companion(NamedTuple):
    """Something that a cost line needs.

    Attributes
    ----------
    where : str
        File that holds it; ``{line}`` and ``{table}`` stand for the line's and table's name.
    what : str
        What it is, for the message.
    there : callable
        Whether a line has it.
    """

    where: str
    what: str
    there: Callable[[Line], bool]


def lines() -> list[Line]:
    """Every cost line with the tables that it is typed in, as the chart of accounts has them."""
    return sorted({Line(account.line, account.table) for account in accounts().values()})


def missing(line: Line) -> list[str]:
    """What a line lacks: the file, and what should be in it."""
    return [
        f"{where_of(companion, line)}: {companion.what}"
        for companion in COMPANIONS
        if not companion.there(line)
    ]


def where_of(companion: Companion, line: Line) -> str:
    """The file that holds a companion of a line."""
    return companion.where.format(line=line.name, table=line.table)


def _file(where: str) -> Callable[[Line], bool]:
    return lambda line: (ROOT / where.format(line=line.name, table=line.table)).is_file()


@cache
def _source(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _quoted(path: str) -> Callable[[Line], bool]:
    return lambda line: f'"{line.table}"' in _source(path)


def _covered(table: str) -> Callable[[Line], bool]:
    def every_category_is_there(line: Line) -> bool:
        listed = {row["category"] for row in reference_table(table)}
        return bool(line.categories) and listed.issuperset(line.categories)

    return every_category_is_there


def _projected(line: Line) -> bool:
    name = "contracts" if line.table in CONTRACTS else line.name
    called = f"from planner.projection.expenses.{name} import"
    return called in _source("planner/projection/expenses/project_expenses.py")


def _has_rules(line: Line) -> bool:
    text = _source("docs/model.md").splitlines()
    return any(row.startswith("## ") and f"`{line.name}`" in row for row in text)


def _has_example(line: Line) -> bool:
    typed = (ROOT / "data/examples").glob(f"*/{line.table}.csv")
    return any(
        row.get("category") in line.categories
        for path in typed
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    )


COMPANIONS = (
    Companion("planner/costs/{line}.py", "the formula", _file("planner/costs/{line}.py")),
    Companion(
        "tests/costs/test_{line}.py", "the formula by hand", _file("tests/costs/test_{line}.py")
    ),
    Companion(
        "tests/test_every_formula.py",
        "the formula in many cases",
        lambda line: f"{line.name}." in _source("tests/test_every_formula.py"),
    ),
    Companion(
        "planner/reference/chart_of_accounts.csv",
        "its kinds of cost",
        lambda line: bool(line.categories),
    ),
    Companion(
        "planner/reference/eligibility.csv", "what may pay each kind", _covered("eligibility")
    ),
    Companion(
        "planner/reference/state_codes.csv", "state codes of each kind", _covered("state_codes")
    ),
    Companion("planner/reference/accounts.py", "its label", lambda line: line.name in LINE_LABELS),
    Companion(
        "planner/plan/tables/{table}.py",
        "the model of its rows, in a file of the table's name or with its kin",
        lambda line: line.table in TABLES,
    ),
    Companion(
        "planner/plan/tables/roster.py",
        "the table, with role cost",
        lambda line: line.table in COST_TABLES,
    ),
    Companion(
        "planner/plan/tables/__init__.py",
        "the table's model",
        _quoted("planner/plan/tables/__init__.py"),
    ),
    Companion(
        "planner/plan/plan.py",
        "the table's rows",
        lambda line: line.table in Plan.__dataclass_fields__,
    ),
    Companion("planner/projection/expenses/{line}.py", "its projection", _projected),
    Companion(
        "planner/projection/expenses/project_expenses.py", "the call of its projection", _projected
    ),
    Companion(
        "planner/rulebook/spending.py",
        "the second opinion",
        _quoted("planner/rulebook/spending.py"),
    ),
    Companion(
        "tests/generated_plans/plans.py",
        "rows of generated plans",
        _quoted("tests/generated_plans/plans.py"),
    ),
    Companion("planner/views/format/theme.py", "a color", lambda line: line.name in LINE_COLORS),
    Companion("docs/lines/{line}.md", "its page", _file("docs/lines/{line}.md")),
    Companion("docs/model.md", "its rules", _has_rules),
    Companion(
        "tests/cases/lines/{line}.toml", "cases by hand", _file("tests/cases/lines/{line}.toml")
    ),
    Companion("data/examples/prairie-view/{table}.csv", "rows of an example", _has_example),
    Companion("data/templates/{table}.csv", "the blank table", _file("data/templates/{table}.csv")),
)


def files_that_know(name: str) -> Iterator[str]:
    """Files of the package that know a line or table by name: in code, or as a cell of a table.

    A word of a sentence does not count: prose may speak of training.
    """
    for path in sorted((ROOT / "planner").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.stem == name or any(_knows(node, name) for node in ast.walk(tree)):
            yield path.relative_to(ROOT).as_posix()
    for path in sorted((ROOT / "planner").rglob("*.csv")):
        text = path.read_text(encoding="utf-8").splitlines()
        if any(name in cells for cells in csv.reader(text)):
            yield path.relative_to(ROOT).as_posix()


def _knows(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.ImportFrom):
        return name in (node.module or "").split(".")
    named = (
        getattr(node, "id", None),
        getattr(node, "attr", None),
        getattr(node, "value", None) if isinstance(node, ast.Constant) else None,
        node.name if isinstance(node, ast.FunctionDef) else None,
    )
    return name in named
